"""Fan charts of many runs: the median, the middle half of the runs, and all but the outer tenth.

Pure: the same table of months gives the same figures. A fan is no path: its lines join values of
different runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from eastsea_abm.figure_cooperation import add_strip_row, strip_axis, strip_rows
from eastsea_abm.figure_style import INK, STRIP, dressed, state_name
from eastsea_abm.outcomes import OUTCOMES
from eastsea_abm.summaries import SO_FAR

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.results.many import ManyManifest

WIDE, MIDDLE = "rgba(51,101,138,0.20)", "rgba(51,101,138,0.42)"  # of the bands; the median is in ink
#: Outcomes with a small fan of their own, in the order of the page.
TITLES = {
    "trilateral": "Trilateral",
    "tension": "Tension",
    "trust": "Trust",
    "grievance": "Grievance",
    "coercion": "Coercion",
    "isolation": "Isolation",
}
#: Sums from the first month on: one is never shown without the other.
SUMS = {f"entrapment{SO_FAR}": "Entrapment", f"involvement{SO_FAR}": "Involvement"}
AXES = {"0 to 100": "index, 0 to 100", "expected": "expected strikes"}
HEIGHT, LEGEND, MAIN = 270, 44, 420  # pixels of a small fan, its legend, the large fan without its strip
RANGES = {"0 to 100": (0.0, 100.0, 25.0), "0 to 1": (0.0, 1.0, 0.25)}
BANDS = (("q05", "q95", "90 % of runs", WIDE), ("q25", "q75", "middle 50 %", MIDDLE))


def panels(months: pd.DataFrame, manifest: ManyManifest) -> tuple[list[go.Figure], int]:
    """Every figure of an ensemble in the order of the page, and how many at the end are small."""
    labels, runs = manifest.labels, counted(manifest)
    focal, partner = (state_name(labels, labels[role]) if labels[role] else "" for role in ("focal", "partner"))
    there = set(months.loc[months["high"] > 0.0, "outcome"])
    pair = f"{focal} and {partner}" if partner else "the region"
    if "cooperation" in there or partner:
        main = fan(months, "cooperation", "Cooperation", f"{pair}; {runs}")
    else:
        main = fan(months, "tension", "Tension", f"{pair}; {runs}")
    patron = f", {state_name(labels, labels['patron'])}" if labels["patron"] else ""
    told = {
        "trust": f"of {focal} in {partner}",
        "grievance": f"of {focal} toward {partner}",
        "trilateral": f"{focal}, {partner}{patron}",
    }
    felt = {"coercion": f"felt by {focal}", "isolation": f"of {focal}", "tension": "in the theatres", **told}
    small = [fan(months, name, TITLES[name], f"{felt[name]}; {runs}") for name in TITLES if name in there]
    sums = list(SUMS) if there & set(SUMS) else []
    top = 1.05 * max((float(months.loc[months["outcome"] == name, "q95"].max()) for name in sums), default=0.0)
    for name in sums:
        figure = fan(months, name, SUMS[name], f"from the start on; {runs}", mean=True)
        figure.update_yaxes(range=[0.0, top or 1.0])  # one scale for both
        small.append(figure)
    return [with_strip(main, manifest), *small], len(small)


def counted(manifest: ManyManifest) -> str:
    """How many runs there are, in words."""
    failed = f" ({manifest.failed:,} failed)" if manifest.failed else ""
    return f"{manifest.runs:,} run{'s' if manifest.runs > 1 else ''}{failed}"


def fan(months: pd.DataFrame, name: str, title: str, subtitle: str, *, mean: bool = False) -> go.Figure:
    """The fan of one outcome; with the mean where few runs make most of it."""
    own = months[months["outcome"] == name]
    figure = go.Figure()
    for low, high, label, fill in BANDS:
        add_band(figure, own, low, high, label, fill, not mean)
    if mean:
        add_line(figure, own, "mean", {"color": INK, "width": 1.8, "dash": "dot"})
    add_line(figure, own, "q50", {"color": INK, "width": 2.2})
    unit = {outcome.name: outcome.unit for outcome in OUTCOMES}.get(name.removesuffix(SO_FAR), "expected")
    if unit in RANGES:
        low_end, high_end, step = RANGES[unit]
        figure.update_yaxes(range=[low_end, high_end], dtick=step)
    else:
        figure.update_yaxes(rangemode="tozero")
    figure.update_yaxes(title={"text": AXES.get(unit, unit), "standoff": 4, "font": {"size": 12}}, automargin=False)
    dressed(figure, title, subtitle, HEIGHT + (LEGEND if mean else 0))
    # One left edge for all, so that months stand beneath each other.
    return figure.update_layout(showlegend=mean, margin={"l": 58}, legend={"traceorder": "reversed"})


def add_band(
    figure: go.Figure, own: pd.DataFrame, low: str, high: str, label: str, fill: str, named: bool = True
) -> None:
    """The band between two quantiles."""
    edge = {"width": 0.6, "color": fill}
    shared = {"x": own["month"], "mode": "lines", "line": edge, "hoverinfo": "skip", "legendgroup": label}
    figure.add_scatter(y=own[low], showlegend=False, **shared)
    figure.add_scatter(y=own[high], name=label, fill="tonexty", fillcolor=fill, showlegend=named, **shared)


def add_line(figure: go.Figure, own: pd.DataFrame, column: str, line: Mapping[str, Any]) -> None:
    """The median or the mean; the median says everything that is known of its month."""
    label = {"q50": "median", "mean": "mean"}[column]
    figure.add_scatter(
        x=own["month"],
        y=own[column],
        name=label,
        mode="lines",
        line=line,
        customdata=own[["q25", "q75", "q05", "q95", "mean"]].to_numpy(),
        hovertemplate="%{x|%Y-%m}: median %{y:.4g}<br>middle 50 %: %{customdata[0]:.4g} to %{customdata[1]:.4g}<br>"
        "90 %: %{customdata[2]:.4g} to %{customdata[3]:.4g}<br>mean %{customdata[4]:.4g}<extra></extra>"
        if column == "q50"
        else "%{x|%Y-%m}: mean %{y:.4g}<extra></extra>",
    )


def with_strip(figure: go.Figure, manifest: ManyManifest) -> go.Figure:
    """The large fan, with what the record says happened beneath it, by actor."""
    import pandas as pd

    columns = ["month", "date", "kind", "actor", "text", "source"]
    events = pd.DataFrame(manifest.imposed, columns=columns)
    rows = strip_rows(events, manifest.markers)
    for row in rows:
        add_strip_row(figure, row, events if row != "record" else events.iloc[:0], manifest.markers, manifest.labels)
    height = MAIN + STRIP * len(rows)
    split = min(0.5, (STRIP * len(rows) + 26) / (height - 170)) if rows else 0.0
    figure.update_layout(height=height, showlegend=True, yaxis={"domain": [split, 1]})
    if rows:
        figure.update_layout(yaxis2=strip_axis(rows, split), xaxis={"anchor": "y2"})
    return figure
