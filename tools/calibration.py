"""docs/calibration.md, from the manifest of a posterior: ``python tools/calibration.py [POSTERIOR]``.

Every number comes from the manifest; the prose holds whatever they are. docs/figures/posterior.png is the first figure
of the page beside it, where a browser is installed.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hindcast import told as hindcast_told
from playwright.sync_api import sync_playwright

from eastsea_abm.calibration.posterior_files import read_manifest
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.forecasts import MODEL
from eastsea_abm.scenario.parameter_sets import find_posterior

DOCS = Path(__file__).resolve().parents[1] / "docs"
DOCUMENT, PICTURE = DOCS / "calibration.md", DOCS / "figures" / "posterior.png"
SCREENED = 15  # parameters of the screening that are shown
DIGITS = 3
RUNS = 4000  # of the hindcasts under either set of numbers

HEAD = """# What the training years tell

{label}, fitted to the record of {train[from]} to {train[to]} alone. Written by `python tools/calibration.py`;
made again by `{command}`, with a page of figures beside it.

![Prior and posterior side by side](figures/posterior.png)

## How it was fitted

{draws:,} sets of all {priors} parameters that have a prior were drawn evenly from the priors (Latin hypercube),
and one history of the training months was played with each, under the exogenous record as in
[hindcast.md](hindcast.md). A history is reduced at once to {statistics} statistics without a unit: polls and
yearly means of the cooperation index, each standardised over the training months, so that no scale is fitted;
whether and when TISA and GSOMIA were signed; how much was in force. The record is reduced in the same way.

Which combinations of parameters the statistics can tell at all is found on simulated histories alone, by
regressing parameters on statistics over the table [FearnheadPrangle2012]. Histories are then compared with the
record by these combinations and by nothing else; the nearest {accept:.0%} are kept, {accepted:,} of them
({effective:,.0f} effective), and moved along a local linear regression to where the record lies
[BeaumontZhangBalding2002]. All other directions keep their priors: a draw of the posterior is a whole parameter
set, and what the data cannot tell stays as uncertain as it was.

Years after training are cut away before anything is read; `tests/calibration` changes every later event and
figure and gets the same bytes.
"""

DOUBTS = """## What to doubt

- Priors are assumptions, evenly spread between bounds that people chose; the posterior inherits that.
- A few polls a year, seven yearly means of an index and two signatures are little. Combinations are told better
  than single parameters, as the dossier warned (its section 6): what rises with threat and falls with grievance
  and trust is one number to these data.
- The statistics were chosen by people who know the history. The share kept and the number of draws were chosen
  on simulated histories.
- The least coverage for the word *moved* (.85) was set after a first fit to the record had been seen, because
  coverage in simulated histories was noisy; it decides one verdict at most.
- That the record lies within reach of the model does not make the model true.
"""


def main(arguments: Sequence[str]) -> None:
    """Write the document."""
    path = find_posterior(arguments[0] if arguments else "record")
    told = read_manifest(path)
    DOCUMENT.write_text(document(told), encoding="utf-8")
    print(f"docs/{DOCUMENT.name}")
    photograph(path.with_suffix(".html"))


def photograph(page: Path) -> None:
    """Take the first figure of a posterior's page."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=os.environ.get("EASTSEA_CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        shown = browser.new_page(viewport={"width": 960, "height": 900})
        shown.goto(page.resolve().as_uri())
        shown.wait_for_selector(".main-svg")
        shown.wait_for_timeout(800)
        shown.locator(".js-plotly-plot").first.screenshot(path=PICTURE)
        browser.close()
    print(f"docs/figures/{PICTURE.name}, {PICTURE.stat().st_size / 1000:.0f} kB")


def document(told: dict[str, Any]) -> str:
    """The whole document."""
    head = HEAD.format(
        label=f"`{told['label']}`",
        train=told["train"],
        command=told["command"],
        draws=told["table"]["draws"],
        priors=len(told["table"]["priors"]),
        statistics=len(told["statistics"]),
        **{name: told["fit"][name] for name in ("accept", "accepted", "effective")},
    )
    parts = [
        head,
        "## In words\n\n" + "\n".join(f"- {line}" for line in told["words"]) + "\n",
        "## Prior and posterior\n\n" + targets(told["targets"]),
        f"## Recovery\n\n{recovery(told)}",
        "## What the statistics can tell, in simulated histories\n\n" + screening(told["screening"]["parameters"]),
        "## Does the model reach the record?\n\n" + reach(told),
        "## On the held-out years\n\n" + held_out(told["label"]),
        DOUBTS,
    ]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def number(value: float) -> str:
    """A number with three digits."""
    return f"{value:.{DIGITS}g}"


def targets(found: Sequence[dict[str, Any]]) -> str:
    """Every target before and after."""
    rows = [
        (
            f"`{one['name']}`" if one["kind"] == "parameter" else one["name"],
            one["unit"],
            number(one["default"]) if one["default"] is not None else "",
            f"{number(one['prior']['q05'])} to {number(one['prior']['q95'])}",
            f"{number(one['q05'])} to {number(one['q95'])}",
            f"{one['shift']:+.2f} ± {one['shift_error']:.2f}",
            f"{1.0 - one['contraction']:.0%}",
            one["verdict"],
        )
        for one in found
    ]
    head = ("", "unit", "default", "prior, 90 %", "posterior, 90 %", "shift, prior sd", "variance left", "")
    return table(head, rows)


def recovery(told: dict[str, Any]) -> str:
    """How simulated histories with known parameters were fitted back."""
    if not told["recovery"]:
        return "No simulated histories were fitted back.\n"
    rows = []
    for one in told["targets"]:
        back = one["recovery"]
        cells = [one["name"], f"{back['correlation']:+.2f}", f"{back['contraction']:.2f}"]
        for share in ("0.5", "0.9"):
            inside, low, high = back["coverage"][share]
            cells.append(f"{inside:.0%} ({low:.0%} to {high:.0%})")
        rows.append(cells)
    head = ("", "rank correlation", "contraction", "50 % intervals hold", "90 % intervals hold")
    number_of = told["recovery"]["histories"]
    said = f"{number_of} histories of the table with known parameters, each fitted from all the others.\n\n"
    return said + table(head, rows)


def screening(found: Sequence[dict[str, Any]]) -> str:
    """The parameters of which the statistics tell most."""
    ranked = sorted(found, key=lambda one: -one["explained"])
    rows = [
        (f"`{one['name']}`", f"{max(0.0, one['explained']):.0%}", ", ".join(one["statistics"]))
        for one in ranked[:SCREENED]
    ]
    left = len(ranked) - len(rows)
    weakest = max(0.0, ranked[-1]["explained"])
    return (
        table(("parameter", "variance predicted", "most by"), rows)
        + f"\n{left} more parameters are told of less, down to {weakest:.0%}: these keep their priors.\n"
    )


def held_out(label: str) -> str:
    """The hindcast under the defaults and under the posterior: the fit knew nothing of these years."""
    scores = {}
    for who, name in (("defaults", ""), ("posterior", label)):
        found = hindcast_told(RUNS, name, ablate=False)[1]["scores"]
        scores[who] = found[(found["period"] == HELD_OUT) & (found["method"] == MODEL)].set_index("series")
    rows = []
    for series in scores["defaults"].index:
        before, after = (scores[who].loc[series] for who in ("defaults", "posterior"))
        cells = [f"`{series}`"]
        for column in ("signs", "rank", "crps", "inside_90"):
            cells += [score(before, column), score(after, column)]
        rows.append(cells)
    kinds = ("signs", "rank", "CRPS", "inside 90 %")
    head = ("series", *(f"{kind}, {who}" for kind in kinds for who in ("defaults", "posterior")))
    said = (
        f"`eastsea hindcast` with {RUNS:,} runs, without and with `--posterior {label}`. The defaults were set by\n"
        "hand by people who know the history; the posterior was fitted to the training years alone, and is wider\n"
        "because all that these do not tell keeps its prior.\n\n"
    )
    return said + table(head, rows)


def score(row: Any, column: str) -> str:
    """A score as it is written in a table."""
    if column == "signs":
        return f"{row['sign_hits']:.0f}/{row['sign_n']}" if row["sign_n"] else "n/a"
    if column == "inside_90":
        return f"{row['inside_90']:.0f}/{row['n']}"
    return "n/a" if math.isnan(row[column]) else f"{row[column]:.3g}"


def reach(told: dict[str, Any]) -> str:
    """Where the record lies among simulated histories, statistic by statistic."""
    rows = [
        (
            one["name"],
            number(one["observed"]),
            *(f"{number(one[side]['q05'])} to {number(one[side]['q95'])}" for side in ("prior", "posterior")),
        )
        for one in told["statistics"]
    ]
    return table(("statistic", "record", "prior, 90 %", "posterior, 90 %"), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
