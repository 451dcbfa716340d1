"""Futures as a page is told of them: fans, totals, paired differences, partings, and a few words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.analysis.words import CAVEAT
from eastsea_abm.intervals import mean_of, method
from eastsea_abm.lines.partings import partings
from eastsea_abm.outcomes import OVER
from eastsea_abm.summaries import NAMES, QUANTILES, UNITS

if TYPE_CHECKING:
    from eastsea_abm.lines.futures import Futures

#: Colour and dash by the place of a policy: Tol's muted colours, apart for the colour-blind and no state's own.
LOOKS = (
    ("#332288", "solid"),
    ("#882255", "dash"),
    ("#44aa99", "dot"),
    ("#999933", "dashdot"),
    ("#aa4499", "longdash"),
    ("#117733", "longdashdot"),
)
DIGITS = 4  # of a number that is shown
IN_WORDS = ("cooperation", "entrapment", "involvement")


def told(futures: Futures) -> dict[str, Any]:
    """Everything a page shows of futures, numbers rounded; None where there is no number."""
    fork = futures.fork
    names = [path.name for path in fork.paths]
    differences = _differences(futures)
    return {
        "line": fork.line,
        "from": fork.dates[0],
        "months": fork.dates,
        "runs": futures.series.shape[1],
        "failed": int((~futures.fine).sum()),
        "seconds": round(futures.seconds, 3),
        "policies": [
            {
                "name": path.name,
                "label": path.label,
                "stands_for": list(path.stands_for),
                "stands": path.stands,
                "colour": LOOKS[k][0],
                "dash": LOOKS[k][1],
                "left": list(path.left),
            }
            for k, path in enumerate(fork.paths)
        ],
        "against": names[0],
        "outcomes": [
            {
                "name": name,
                "label": _label(name),
                "unit": UNITS.get(name, "expected"),
                "over": _over(name),
                "so_far": _over(name) == "sum",
            }
            for name in fork.outcomes
        ],
        "fans": {
            name: {policy: _fan(_so_far(futures, name)[k]) for k, policy in enumerate(names)} for name in fork.outcomes
        },
        "own": {} if futures.own is None else {name: shown(_own(futures, name)) for name in fork.outcomes},
        "totals": _totals(futures),
        "differences": differences,
        "by_month": {
            name: {policy: _by_month(_so_far(futures, name), k) for k, policy in enumerate(names) if k}
            for name in fork.outcomes
        },
        "partings": [
            {"policy": policy, **parting, "share": rounded(parting["share"])}
            for k, policy in enumerate(names)
            if k
            for parting in partings(fork.setup, *_watched(futures, k))
        ],
        "words": _words(futures, differences),
        "method": _method(futures),
    }


def _label(name: str) -> str:
    return name.replace("_", " ")


def _over(name: str) -> str:
    return OVER.get(name, "sum")  # outcomes by theatre are summed


def _so_far(futures: Futures, name: str) -> np.ndarray:
    """Fine runs of one outcome by policy, run and month; what is summed is added up from the first month on."""
    own = futures.series[..., futures.fork.outcomes.index(name)][:, futures.fine]
    return own.cumsum(axis=2) if _over(name) == "sum" else own


def _own(futures: Futures, name: str) -> np.ndarray:
    assert futures.own is not None
    own = futures.own[:, futures.fork.outcomes.index(name)]
    return own.cumsum() if _over(name) == "sum" else own


def _fan(series: np.ndarray) -> dict[str, list[float | None]]:
    if not len(series):
        return {name: [None] * series.shape[1] for name in (*NAMES, "mean")}
    quantiles = np.quantile(series, QUANTILES, axis=0)
    return {**dict(zip(NAMES, map(shown, quantiles), strict=True)), "mean": shown(series.mean(axis=0))}


def _totals(futures: Futures) -> list[dict[str, Any]]:
    return [
        {"outcome": name, "policy": path.name, **interval(futures.totals[k, futures.fine, n])}
        for n, name in enumerate(futures.fork.outcomes)
        for k, path in enumerate(futures.fork.paths)
    ]


def _differences(futures: Futures) -> list[dict[str, Any]]:
    """Paired differences from the first policy; ``sure`` where the interval leaves out 0."""
    found = []
    for n, name in enumerate(futures.fork.outcomes):
        own = futures.totals[:, futures.fine, n]
        for k, path in enumerate(futures.fork.paths):
            if k:
                told = interval(own[k] - own[0])
                low, high = told["low"], told["high"]
                sure = low is not None and high is not None and (low > 0 or high < 0)
                found.append({"outcome": name, "policy": path.name, **told, "sure": sure})
    return found


def _by_month(series: np.ndarray, k: int) -> dict[str, list[float | None]]:
    """Paired differences from the first policy, month by month."""
    gaps = series[k] - series[0]
    months = [interval(gaps[:, t]) for t in range(gaps.shape[1])]
    return {key: [one[key] for one in months] for key in ("mean", "low", "high")}


def interval(values: np.ndarray) -> dict[str, float | None]:
    """A mean and its 95 % interval."""
    found = mean_of(values)
    low, high = found.mean - found.half_width, found.mean + found.half_width
    return {"mean": rounded(found.mean), "low": rounded(low), "high": rounded(high)}


def _watched(futures: Futures, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Acts of fine runs under the first policy and under the ``k``-th."""
    fine = futures.fine[: futures.acts.shape[1]]
    return futures.acts[0, fine], futures.acts[k, fine]


def _words(futures: Futures, differences: list[dict[str, Any]]) -> list[str]:
    """A sentence a policy, and how far it can be trusted."""
    paths, number = futures.fork.paths, int(futures.fine.sum())
    said = []
    for path in paths[1:]:
        own = [one for one in differences if one["policy"] == path.name and one["outcome"] in IN_WORDS]
        against = f"Under “{path.label}”, against “{paths[0].label}”"
        if all(one["low"] == one["high"] == 0 for one in own):
            said.append(f"{against}, not one of {number} futures differs in {_listed([o['outcome'] for o in own])}.")
            continue
        parts = [_difference(one) for one in own if one["sure"]]
        unsure = [one["outcome"] for one in own if not one["sure"]]
        if unsure:
            parts.append(f"{_listed(unsure)} cannot be told apart from no difference")
        months = len(futures.fork.dates)
        long = f"{months} month{'s' if months > 1 else ''}"
        said.append(f"{against}, in {number} pairs of futures of {long}: {'; '.join(parts)}.")
    if futures.own is not None and len(paths) == 1:
        said.append("One policy alone says where this history may go, not what a policy changes.")
    said += [f"“{path.label}”: {sentence}." for path in paths for sentence in path.left]
    if not futures.fine.all():
        said.append(f"{int((~futures.fine).sum())} futures went numerically wrong and are left out everywhere.")
    return [*said, CAVEAT]


def _difference(one: dict[str, Any]) -> str:
    way = "higher" if one["mean"] > 0 else "lower"
    ends = sorted((abs(one["low"]), abs(one["high"])))
    total = " in sum" if _over(one["outcome"]) == "sum" else " on average"
    size = f"{abs(one['mean']):.3g}{total} (95 % interval {ends[0]:.3g} to {ends[1]:.3g})"
    return f"{_label(one['outcome'])} is {way} by {size}"


def _listed(names: list[str]) -> str:
    words = [_label(name) for name in names]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _method(futures: Futures) -> str:
    number = int(futures.fine.sum())
    return (
        "Every future goes on from the same month of the same history; future r meets the same draws under every "
        f"policy. Differences are means over pairs with 95 % intervals ({method(number)}), each by itself. Fans "
        "show 5, 25, 50, 75 and 95 % of the futures, month by month. What is counted is added up from the first "
        f"month on. Partings are those of the first {futures.acts.shape[1]} futures."
    )


def shown(values: np.ndarray) -> list[float | None]:
    """Numbers as they are shown."""
    return [rounded(value) for value in values.tolist()]


def rounded(value: float) -> float | None:
    """A number with `DIGITS` digits; None where it is none."""
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
