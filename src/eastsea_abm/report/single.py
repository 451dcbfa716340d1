"""The sections of a run or an ensemble: what was played, its figures, its outcomes, what differs from the defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.report.cells import between, percent, shown
from eastsea_abm.report.made_by import caveats, made_by_run
from eastsea_abm.report.past import past
from eastsea_abm.report.references import keys, linked, reference_list
from eastsea_abm.report.section import ABREAST, Section
from eastsea_abm.verdict.names import GROUP

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from eastsea_abm.report.subject import Subject
    from eastsea_abm.results.manifest import Manifest
    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.results.store import Result

COMPARE = "eastsea compare {scenario} --policies A,B"


def sections(subject: Subject) -> list[Section]:
    """Every section, in order."""
    from eastsea_abm.results.many import ManyRuns

    result = subject.result
    assert result is not None
    many = result if isinstance(result, ManyRuns) else None
    return [
        _played(result.manifest, many),
        _outcomes(result, many),
        _figures(result, many),
        differing(result.manifest),
        past(subject.hindcast, result.manifest.rules),
        caveats(_notes(result.manifest, many)),
        made_by_run(result.manifest, result.folder),
    ]


def brief(subject: Subject) -> list[Section]:
    """What of it fits two pages: what was played, the first figure, the outcomes, how to make it again."""
    from eastsea_abm.results.many import ManyRuns

    result = subject.result
    assert result is not None
    many = result if isinstance(result, ManyRuns) else None
    figures = _figures(result, many, first=True)
    return [
        _played(result.manifest, many),
        figures,
        _outcomes(result, many, GROUP),
        made_by_run(result.manifest, result.folder),
    ]


def _played(manifest: Manifest, many: ManyRuns | None) -> Section:
    from eastsea_abm import figure_fans_page, figure_page

    made = Section("question", "The question, and what was played")
    made.say(manifest.question or "No question is written in the file; this is what was played.", "lead")
    line = figure_fans_page.setting_line(many.manifest) if many else figure_page.setting_line(manifest)
    made.say(f"{line}.")
    what = "runs of one policy show what luck does under it" if many else "run is one history under one draw of luck"
    made.lacking(
        f"{'Many' if many else 'One'} {what}. What another policy would do differently is a comparison.",
        COMPARE.format(scenario=manifest.name),
    )
    return made


def _outcomes(result: Result, many: ManyRuns | None, names: Sequence[str] = ()) -> Section:
    from eastsea_abm.analysis.comparison import outcome

    made = Section("outcomes", "What came out")
    made.say(
        "Entrapment and involvement stand together: what is consented to is not less dangerous. Levels of crises "
        "and strikes are scaled for comparison and mean nothing by themselves."
    )
    if many is None:
        rows = []
        for name, value in result.manifest.totals.items():
            if names and name not in names:
                continue
            one = outcome(name)
            rows.append(
                (name, shown(value if value is not None else float("nan")), f"{one.unit}, {one.over}", one.meaning)
            )
        made.table("Outcomes of the run", ("outcome", "value", "unit", "what it is"), rows, texts=(2, 3))
        return made
    wide = []
    for own in many.outcomes().to_dict("records"):
        if names and own["outcome"] not in names:
            continue
        spread = between(float(own["q05"]), float(own["q95"]))
        mean = between(float(own["mean_low"]), float(own["mean_high"]))
        unit = f"{own['unit']}, {own['over']}"
        wide.append(
            (
                own["outcome"],
                shown(float(own["mean"])),
                mean,
                shown(float(own["q50"])),
                spread,
                percent(float(own["above_zero"])),
                unit,
            )
        )
    head = ("outcome", "mean", "95 % of the mean", "median", "90 % of runs", "above 0 in", "unit")
    made.table(f"Outcomes over {many.manifest.runs:,} runs", head, wide, texts=(6,))
    return made


def _figures(result: Result, many: ManyRuns | None, first: bool = False) -> Section:
    from eastsea_abm.figure_page import span

    made = Section("figures", "Month by month")
    if many is not None:
        from eastsea_abm.figure_fans import panels

        figures, small = panels(many.table("months"), many.manifest)
        made.say(
            "The median of the runs, the middle 50 % and 90 % of them, each month by itself. No line is the path "
            "of a run."
        )
        if first:
            made.draw(*_named(figures[0], 0, "fan over the runs"))
            return made
        for one in figures:
            one.update_xaxes(range=list(span(many.manifest)))
        for k, one in enumerate(figures):
            if k == len(figures) - small:
                made.add(ABREAST)
            made.draw(*_named(one, k, "fan over the runs"))
        made.add("</div>\n" if small else "")
        return made
    from eastsea_abm.figures import panels as of_run

    made.say("Colour is the state whose attitude or act it is; dash is toward whom.")
    own = of_run(result.tables, result.manifest.labels, result.manifest.markers)
    for k, one in enumerate(own[:1] if first else own):
        one.update_xaxes(range=list(span(result.manifest)))
        made.draw(*_named(one, k, "month by month"))
    return made


def _named(figure: go.Figure, place: int, what: str) -> tuple[str, go.Figure, str]:
    """Name of its file, the figure, what it shows."""
    from eastsea_abm.report.figure_data import plain

    title = plain(str(figure.layout.title.text or f"figure {place + 1}"))
    about = plain(str(figure.layout.title.subtitle.text or ""))
    figure.update_xaxes(tickangle=0, nticks=5)  # a phone has room for no more dates
    name = "".join(letter if letter.isalnum() else "-" for letter in title.lower()).strip("-")
    return f"{place + 1:02d}-{name}"[:60], figure, f"{title}, {about}: {what}.".replace(", :", ":")


def differing(manifest: Manifest) -> Section:
    """Parameters and levers that the scenario, a policy or the command line set to something else than the default."""
    made = Section("assumptions", "Assumptions that differ from the defaults")
    rows, cited = [], []
    for values, table, kind in ((manifest.parameters, ROWS, "parameter"), (manifest.levers, LEVERS, "lever")):
        for one in _changed(values, table):
            rows.append(
                (one.name, kind, f"{values[one.name]:g}", f"{one.default:g}", one.unit, one.meaning, linked(one.source))
            )
            cited += keys(one.source)
    made.say(
        f"{len(rows)} of {len(ROWS) + len(LEVERS)} parameters and levers have another value than the default. "
        "Almost every default is an assumption; all of them, with their sources, by:"
    )
    made.command("eastsea parameters")
    made.table(
        "What differs", ("name", "kind", "value", "default", "unit", "meaning", "source"), rows, texts=(1, 4, 5, 6)
    )
    made.folded("References", reference_list(cited), printed=True)
    return made


def _changed(values: Mapping[str, float], table: Mapping[str, Any]) -> list[Any]:
    return [
        table[name] for name, value in values.items() if name in table and float(table[name].default) != float(value)
    ]


def _notes(manifest: Manifest, many: ManyRuns | None) -> list[str]:
    from eastsea_abm import figure_fans_page, figure_page

    own = figure_fans_page.notes(many.manifest) if many else figure_page.notes(manifest)
    return [*own, "The results compare assumptions. They are no forecast and no verdict on a policy."]
