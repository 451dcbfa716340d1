"""What is written down about a posterior: the manifest, complete enough to draw the page from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eastsea_abm.calibration import words
from eastsea_abm.calibration.asked import Asked
from eastsea_abm.calibration.fitting import Fit
from eastsea_abm.calibration.plan import Plan
from eastsea_abm.calibration.reach import BAND, Reach
from eastsea_abm.calibration.screening import in_words
from eastsea_abm.calibration.statistics import Observed
from eastsea_abm.calibration.table import Table
from eastsea_abm.calibration.targets import QUANTILES, marginal
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario.parameter_sets import SHORT, digest_of
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.world import Floats

FORMAT, KIND = 1, "posterior"
SHOWN_SHARES = 3  # statistics named of each parameter
BINS = 24  # of a histogram


def code_digest() -> str:
    """Sixteen digits that change whenever the code of calibrations does."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:16]


def identity(asked: Asked, plan: Plan, record: str) -> str:
    """64 digits of everything a posterior follows from."""
    parts = (asked.command, plan.digest, record, code_digest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def report(
    asked: Asked,
    plan: Plan,
    observed: Observed,
    record: str,
    table: Table,
    fit: Fit,
    predictive: Floats,
    reaches: tuple[Reach, Reach],
) -> dict[str, Any]:
    """The manifest of a posterior; numbers, lists and texts only.

    Parameters
    ----------
    record
        Digest of the record's statistics.
    predictive
        Statistics of runs with the posterior's draws.
    """
    digest = digest_of(fit.sets.text())
    targets = targets_told(fit)
    prior, posterior = (one._asdict() for one in reaches)
    return {
        "format": FORMAT,
        "kind": KIND,
        "name": asked.name,
        "label": f"{asked.name}-{digest[:SHORT]}",
        "digest": digest,
        "identity": identity(asked, plan, record),
        "command": asked.command,
        "train": {"from": date_of(asked.first), "to": date_of(asked.first + asked.months - 1), "months": asked.months},
        "record": record,
        "code": code_digest(),
        "table": {"digest": plan.digest, "draws": asked.draws, "failed": table.failed, **plan.told},
        "statistics": statistics_told(observed, table.statistics, predictive),
        "screening": screening_told(fit, observed.layout.names),
        "fit": {
            "accept": asked.accept,
            "accepted": len(fit.fitted.rows),
            "effective": fit.fitted.effective,
            "distance_least": fit.fitted.distances[0],
            "distance_most": fit.fitted.distances[-1],
            "compared_by": "parameters" if asked.parameters else "combinations",
        },
        "reach": {"prior": prior, "posterior": posterior},
        "targets": targets,
        "recovery": points_told(fit),
        "parameters": parameters_told(plan, fit),
        "words": [
            *words.reached(prior, posterior),
            *words.identified(fit.chosen.names, fit.chosen.passed, list(fit.screened.combined), bool(asked.parameters)),
            *(words.told(target) for target in targets),
        ],
    }


def targets_told(fit: Fit) -> list[dict[str, Any]]:
    """Parameters and combinations reported on, a row each."""
    prior, draws = fit.targets.of(fit.fitter.odds), fit.targets.of(fit.fitted.draws)
    found = marginal(draws, prior)
    before = {name: np.quantile(prior, q, axis=0) for name, q in QUANTILES.items()}
    own = len(fit.targets.places)
    out = []
    for k, name in enumerate(fit.targets.names):
        single = k < own
        row = ROWS[name] if single else None
        consists = "" if single else in_words(fit.screened.names, fit.targets.directions[:, k - own])
        out.append(
            {
                "name": name,
                "kind": "parameter" if single else "combination",
                "title": name if single else f"{name} ({consists})",
                "unit": row.unit if row else "prior standard deviations",
                "meaning": row.meaning if row else f"of standardised log-odds: {consists}",
                "prior": {q: values[k] for q, values in before.items()},
                "bounds": [fit.targets.low[k], fit.targets.high[k]] if single else None,
                "default": row.default if row else None,
                "expected": _explained(fit, name, k - own),
                "histogram": histogram(
                    prior[:, k], draws[:, k], (fit.targets.low[k], fit.targets.high[k]) if single else None
                ),
                "prior_mean": prior[:, k].mean(),
                "prior_spread": prior[:, k].std(),
                "mean": found.mean[k],
                "shift": found.shift[k],
                "shift_error": fit.errors.shift[k],
                "contraction": found.contraction[k],
                "contraction_error": fit.errors.contraction[k],
                **{q: values[k] for q, values in found.quantiles.items()},
                "recovery": fit.recovery[k]._asdict() if fit.recovery else None,
            }
        )
        out[-1]["verdict"] = words.verdict(out[-1])
    return out


def histogram(prior: Floats, posterior: Floats, bounds: tuple[float, float] | None) -> dict[str, Any]:
    """Shares of the draws in bins of the same width; without bounds over all but the outermost of the prior."""
    low, high = bounds or tuple(np.quantile(prior, [0.001, 0.999]))
    edges = np.linspace(low, high, BINS + 1)
    shares = [np.histogram(np.clip(x, low, high), edges)[0] / len(x) for x in (prior, posterior)]
    return {"edges": edges, "prior": shares[0], "posterior": shares[1]}


def _explained(fit: Fit, name: str, combination: int) -> float:
    if combination >= 0:
        return float(fit.screened.combined[combination])
    return float(fit.screened.explained[fit.screened.names.index(name)])


def parameters_told(plan: Plan, fit: Fit) -> list[dict[str, Any]]:
    """Every parameter that varied: prior, posterior, and how much the one differs from the other."""
    width = plan.high - plan.low
    values, middle = fit.sets.values, 0.5 * (plan.low + plan.high)
    shift = (values.mean(axis=0) - middle) / (width / np.sqrt(12.0))
    contraction = 1.0 - values.var(axis=0) / (width**2 / 12.0)
    quantiles = {name: np.quantile(values, q, axis=0) for name, q in QUANTILES.items()}
    return [
        {
            "name": name,
            "prior": [plan.low[k], plan.high[k]],
            "mean": values[:, k].mean(),
            **{q: found[k] for q, found in quantiles.items()},
            "shift": shift[k],
            "contraction": contraction[k],
            "explained": fit.screened.explained[k],
        }
        for k, name in enumerate(plan.names)
    ]


def statistics_told(observed: Observed, prior: Floats, posterior: Floats) -> list[dict[str, Any]]:
    """Every statistic of the record, beside what prior and posterior give."""
    good = posterior[np.isfinite(posterior).all(axis=1)]
    shapes = sum(len(shape.labels) for shape in observed.layout.shapes)
    before, after = ({name: np.quantile(x, q, axis=0) for name, q in BAND.items()} for x in (prior, good))
    return [
        {
            "name": name,
            "shape": k < shapes,
            "observed": observed.values[k],
            "prior": {q: found[k] for q, found in before.items()},
            "posterior": {q: found[k] for q, found in after.items()},
        }
        for k, name in enumerate(observed.layout.names)
    ]


def screening_told(fit: Fit, statistics: Sequence[str]) -> dict[str, Any]:
    """What the statistics tell of each parameter and combination, before the record is seen."""
    found = fit.screened

    def best(k: int) -> dict[str, float]:
        order = np.argsort(-found.shares[k], kind="stable")[:SHOWN_SHARES]
        return {statistics[j]: found.shares[k, j] for j in order}

    order = np.argsort(-found.explained, kind="stable")
    return {
        "chosen": list(fit.chosen.names),
        "passed": dict(fit.chosen.passed),
        "parameters": [
            {"name": found.names[k], "explained": found.explained[k], "statistics": best(int(k))} for k in order
        ],
        "combinations": [
            {"explained": share, "loadings": _loadings(found.names, found.loadings[:, k])}
            for k, share in enumerate(found.combined)
        ],
    }


def _loadings(names: Sequence[str], loading: Floats) -> Mapping[str, float]:
    return {names[k]: loading[k] for k in np.argsort(-np.abs(loading), kind="stable")}


def points_told(fit: Fit) -> dict[str, Any] | None:
    """Truth and estimate of every history fitted back, by target."""
    if fit.recovered is None:
        return None
    return {
        "histories": len(fit.recovered.rows),
        "truth": {name: _short(fit.recovered.truth[:, k]) for k, name in enumerate(fit.targets.names)},
        "mean": {name: _short(fit.recovered.mean[:, k]) for k, name in enumerate(fit.targets.names)},
    }


def _short(values: Floats) -> list[float]:
    """Numbers as a picture needs them."""
    return [float(f"{value:.4g}") for value in values]
