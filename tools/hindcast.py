"""docs/hindcast.md, from a hindcast that is made for it: ``python tools/hindcast.py [RUNS] [POSTERIOR]``.

Every number in the document comes from the tables of that hindcast; the prose holds whatever they are.
"""

from __future__ import annotations

import math
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hindcast_method import METHOD

from eastsea_abm.hindcast import score_cells as cells
from eastsea_abm.hindcast import words
from eastsea_abm.hindcast.caveats import caveats
from eastsea_abm.hindcast.changes import KINDS, breaks, changes, ranked
from eastsea_abm.hindcast.evaluation import HELD_OUT, Window
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.page import PageAbout
from eastsea_abm.hindcast.rolling import ROLLING, ROLLING_ALL
from eastsea_abm.hindcast.whole import Asked, made
from eastsea_abm.scenario.parameter_sets import find_posterior, read_posterior
from eastsea_abm.scenario.schema import month_of

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "hindcast.md"
FIRST, SPLIT, LAST = "2012-01", "2019-01", "2025-12"
RUNS, SEED = 4000, 1
WIDEST = 130  # characters of a line of prose


def main(arguments: Sequence[str]) -> None:
    """Make the hindcast, write the document."""
    runs = int(arguments[0]) if arguments else RUNS
    name = arguments[1] if len(arguments) > 1 else ""
    about, tables = told(runs, name)
    DOCUMENT.write_text(document(about, tables), encoding="utf-8")
    print(f"docs/{DOCUMENT.name}")


def told(runs: int, name: str, *, ablate: bool = True) -> tuple[PageAbout, dict[str, Any]]:
    """The hindcast under a posterior (none: under the defaults), and what to say of how it was made."""
    posterior = read_posterior(find_posterior(name)) if name else None
    window = Window(month_of(FIRST), month_of(SPLIT), month_of(LAST))

    def tick(done: int) -> None:
        print(f"\r{done} ensembles", end="", file=sys.stderr, flush=True)

    tables, failed = made(Asked(window, runs, SEED, posterior, (), ablate), tick=tick)
    print(file=sys.stderr)
    command = f"eastsea hindcast --runs {runs}{f' --posterior {posterior.label}' if posterior else ''}"
    about = PageAbout(
        title="Does it know the past?",
        question="Given the exogenous record alone, does the model bring about what the two governments did?",
        first=FIRST,
        split=SPLIT,
        last=LAST,
        runs=runs,
        seed=SEED,
        parameters=f"posterior {posterior.label}" if posterior else "defaults",
        failed=failed,
        remarks=(),
        command=command,
    )
    return about, tables


def document(about: PageAbout, tables: Mapping[str, Any]) -> str:
    """The whole document."""
    claim, *counted = words.verdict(tables)
    parts = [
        f"# {about.title}\n",
        f"{about.question} {words.capital(about.line())}. Written by `python tools/hindcast.py`; the same as a page, "
        f"with its figures: `{about.command}`.\n",
        "![The verdict, and the observed index against the fan](figures/hindcast.png)\n",
        "## What is given and what is not\n",
        *paragraphs(words.forced(about)),
        "## Wins and losses\n",
        f"**{claim}**\n",
        bullets([*counted, *words.turning(tables["scores"])]),
        standings(tables, HELD_OUT, (MODEL,)),
        METHOD,
        "## Every score\n",
        "★ is the best of a column. Bands have no best: half and nine tenths of the points should lie inside. n/a "
        "cannot be had.\n",
        *(series(name, tables) for name in tables["scores"]["series"].drop_duplicates()),
        "## From New Year to New Year\n",
        bullets(words.rolled(tables)),
        *(
            f"### {words.capital(period)}\n\n{standings(tables, period, (MODEL, ANCHORED))}"
            for period in (ROLLING, ROLLING_ALL)
        ),
        "## When agreements come and go\n",
        bullets(words.dates(tables["milestones"])),
        dates(tables["milestones"]),
        "*Could* is the share of runs in which what must come first had come by then. The last three are ranked "
        "probability scores, 0 right and certain, 1 at worst; the hazard is that of all instruments in the training "
        "years.\n",
        *ablations(tables["ablations"]),
        "## What keeps these numbers from meaning more\n",
        bullets(caveats(tables)),
    ]
    return "\n".join(wrapped(part) for part in parts if part)


def wrapped(part: str) -> str:
    """Prose and lists in lines that can be read; tables, headings and pictures as they are."""
    lines = []
    for line in part.split("\n"):
        within = "  " if line.startswith("- ") else ""
        keep = line.startswith(("|", "#", "!")) or len(line) <= WIDEST
        # What is between backticks is not broken.
        whole = re.sub(r"`[^`]+`", lambda code: code[0].replace(" ", "\0"), line)
        lines += [line] if keep else textwrap.wrap(whole, WIDEST, subsequent_indent=within, break_on_hyphens=False)
    return "\n".join(lines).replace("\0", " ")


def paragraphs(texts: Iterable[str]) -> list[str]:
    return [f"{text}\n" for text in texts]


def bullets(texts: Iterable[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)]) + "\n"


def standings(tables: Mapping[str, Any], period: str, methods: Sequence[str]) -> str:
    """Every score of a period against the best baseline, with the paired test where there is one."""
    own = tables["standings"]
    own = own[(own["period"] == period) & own["method"].isin(methods)]
    rows = []
    for row in own.to_dict("records"):
        value, best = cells.standing(row)
        tested = row["n"] > 0
        rows.append(
            (
                words.short(row["series"]) + (", from the last value" if row["method"] == ANCHORED else ""),
                words.SCORES[row["score"]].lower() if row["score"] != "crps" else "CRPS",
                value,
                f"{best} {row['against']}".strip(),
                row["ahead"],
                row["n"] if tested else "",
                f"{row['p']:.3f}" if tested else "",
                row["verdict"] if tested else "",
            )
        )
    return table(("series", "score", "model", "best baseline", "model is", "n", "p", "what may be said"), rows)


def series(name: str, tables: Mapping[str, Any]) -> str:
    """Every method on every score of one series."""
    scores = tables["scores"]
    points = tables["series"][tables["series"]["series"] == name]
    unit, held = str(points["unit"].iloc[0]), int(points["held_out"].sum())
    parts = [
        f"### {points['title'].iloc[0]}\n",
        f"`{name}`, {unit}; {len(points) - held} training and {held} held-out points.\n",
    ]
    for period in words.PERIODS:
        own = scores[(scores["series"] == name) & (scores["period"] == period)]
        groups = cells.columns(name, scores, unit)
        for group in (groups if period == HELD_OUT else groups[:1]) if len(own) else ():
            head = [period, *(f"{one.head} ({one.unit})" for one in group)]
            rows = (
                [
                    f"**{method}**" if method == MODEL else method,
                    *(f"{one.text}{' ★' if one.best else ''}" for one in found),
                ]
                for method, found in cells.grid(own, group)
            )
            parts.append(table(head, rows))
    return "\n".join(parts)


def dates(milestones: Any) -> str:
    """Changes of agreements."""
    rows = []
    for row in milestones.to_dict("records"):
        three = [row[key] for key in ("score", "score_hazard", "score_never")]
        shares = (row[key] for key in ("at_risk", "in_year", "in_year_at_risk", "within_one", "never"))
        median = cells.NONE if math.isnan(row["median_year"]) else f"{row['median_year']:.0f}"
        scored = (f"{one:.2f}{' ★' if one == min(three) else ''}" for one in three)
        shown = (cells.NONE if math.isnan(one) else f"{100 * one:.0f}" for one in shares)
        rows.append((row["milestone"], row["date"], row["period"], *shown, median, *scored))
    head = (
        "change",
        "states",
        "years",
        "could, % of runs",
        "in that year, %",
        "of those that could, %",
        "within a year, %",
    )
    return table((*head, "never, %", "median year", "model", "constant hazard", "'never'"), rows)


def ablations(found: Any) -> list[str]:
    """What breaks without a drive or a mechanism."""
    made_of = changes(found)
    if not len(made_of):
        return []
    parts = ["## What breaks when something is left out\n", bullets(breaks(found))]
    names = list(made_of["series"].drop_duplicates())
    for kind, word in KINDS.items():
        own = made_of[made_of["kind"] == kind]
        rows = []
        for left in ranked(own)["left_out"]:
            by = own[own["left_out"] == left].set_index("series")
            rows.append((left, *(changed(by.loc[name] if name in by.index else None) for name in names)))
        parts.append(
            f"Without {word}: change of CRPS in %, above 0 is worse; in brackets that of signs that are right.\n"
        )
        parts.append(table((word, *(words.short(name) for name in names)), rows))
    return parts


def changed(row: Any) -> str:
    if row is None or math.isnan(row["crps"]):
        return cells.NONE
    signs = "" if math.isnan(row["signs"]) or not row["signs"] else f" ({row['signs']:+.0f})"
    return f"{row['crps']:+.0f}{signs}" if abs(row["crps"]) >= 0.5 else f"0{signs}"


if __name__ == "__main__":
    main(sys.argv[1:])
