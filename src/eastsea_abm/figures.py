"""From the tables of a run to plotly figures. Pure: the same tables give the same figure.

Colour is the state whose attitude or act it is, one state one colour, as the region file has it; dash is
toward whom. ``labels`` is that part of a manifest: names and colours of states, who plays which role.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

if TYPE_CHECKING:
    import pandas as pd

INK, QUIET, FAINT, PAPER = "#222222", "#595959", "#e4e4e4", "#ffffff"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
NEUTRAL = "#777777"  # who has no colour of its own: states that are no agents
SUBTITLE = 50  # characters of a subtitle, which does not wrap
WRAP = 44  # characters of a hover line: fits a phone
TOLD = 6  # sentences in one hover
MOST_LINES = 6  # in a panel
MOST_ROWS = 10  # actors in the strip of events
TOP = 5  # events numbered on the curve
STRIP = 20  # pixels of a row of the strip

Labels = Mapping[str, Any]
Pair = tuple[str, str]


def state_name(labels: Labels, iso3: str) -> str:
    """The name of a state as charts show it."""
    known = labels["states"].get(iso3)
    return str(known["label"]) if known else str(labels.get("outsiders", {}).get(iso3, iso3))


def colour(labels: Labels, iso3: str) -> str:
    """The colour of a state."""
    known = labels["states"].get(iso3)
    return str(known["colour"]) if known else NEUTRAL


def dressed(figure: go.Figure, title: str, subtitle: str, height: int) -> go.Figure:
    """One look for all figures: legend below, no frame, room for a thumb."""
    figure.update_layout(
        title={"text": html.escape(title), "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
               "yanchor": "top", "pad": {"t": 8, "l": 4}, "font": {"size": 17, "color": INK},
               "subtitle": {"text": html.escape(textwrap.shorten(subtitle, SUBTITLE, placeholder=" …")),
                            "font": {"size": 12.5, "color": QUIET}}},
        height=height, font={"family": FONT, "size": 13, "color": INK}, paper_bgcolor=PAPER, plot_bgcolor=PAPER,
        margin={"l": 48, "r": 12, "t": 76, "b": 36}, hovermode="closest", hoverlabel={"align": "left", "font_size": 12},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom",
                "font": {"size": 12}, "bgcolor": "rgba(0,0,0,0)",
                # A blank line on top of the legend keeps it off the labels of the axis above.
                "title": {"text": " ", "side": "top left", "font": {"size": 17}}})
    figure.update_xaxes(showgrid=True, gridcolor=FAINT, type="date", ticks="outside", tickcolor=FAINT,
                        hoverformat="%Y-%m", nticks=8, automargin=False)
    figure.update_yaxes(gridcolor=FAINT, zeroline=False)
    return figure


def cooperation(tables: Mapping[str, pd.DataFrame], labels: Labels,
                markers: Sequence[Mapping[str, str]] = ()) -> go.Figure:
    """Cooperation over time, the events that moved it most numbered on it, and beneath all events by actor."""
    outcomes, events = tables["outcomes"], tables["events"]
    figure = go.Figure()
    pair = " and ".join(state_name(labels, one) for one in (labels["focal"], labels["partner"]) if one)
    for column, name, dash in (("trilateral", "trilateral", "dash"), ("cooperation", pair or "no pair", "solid")):
        figure.add_scatter(x=outcomes["month"], y=outcomes[column], name=html.escape(name), mode="lines",
                           line={"color": INK if dash == "solid" else QUIET, "dash": dash,
                                 "width": 2.4 if dash == "solid" else 1.6},
                           hovertemplate="%{x|%Y-%m}: %{y:.1f}<extra>%{fullData.name}</extra>")
    add_top_events(figure, outcomes, top_events(events), labels)
    rows = strip_rows(events, markers)
    for row in rows:
        add_strip_row(figure, row, events, markers, labels)
    height = 400 + STRIP * len(rows)
    split = min(0.5, (STRIP * len(rows) + 26) / (height - 170))
    figure.update_layout(
        yaxis={"domain": [split, 1], "range": [0, 100], "dtick": 25, "title": {"text": "index", "standoff": 4}},
        yaxis2={"domain": [0, max(split - 0.07, 0.0)], "categoryorder": "array", "categoryarray": rows[::-1],
                "range": [-0.7, len(rows) - 0.3], "tickfont": {"size": 10}, "fixedrange": True, "anchor": "x",
                "dtick": 1, "showgrid": True, "ticklabelstandoff": 4},
        xaxis={"anchor": "y2"})
    return dressed(figure, "Cooperation", "0 to 100; numbered: what moved it most",
                   height)


def top_events(events: pd.DataFrame, most: int = TOP) -> pd.DataFrame:
    """The events that moved cooperation most, one a month, in the order in which they happened."""
    far = events["moved"].astype(float).abs()
    known = events[far >= 0.05]
    order = far[far >= 0.05].sort_values(ascending=False, kind="stable").index
    return known.loc[order].drop_duplicates("month").head(most).sort_values("month", kind="stable")


def add_top_events(figure: go.Figure, outcomes: pd.DataFrame, top: pd.DataFrame, labels: Labels) -> None:
    """Numbered marks on the curve."""
    level = dict(zip(outcomes["month"], outcomes["cooperation"], strict=True))
    figure.add_scatter(
        x=top["month"], y=[level[month] for month in top["month"]], mode="markers+text", showlegend=False,
        text=[str(k + 1) for k in range(len(top))], textfont={"color": PAPER, "size": 11},
        marker={"size": 18, "color": INK, "line": {"color": PAPER, "width": 1.5}},
        hovertext=[top_hover(event, labels) for event in records(top)],
        hovertemplate="%{x|%Y-%m}: %{hovertext}<extra></extra>")


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table by column name."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def top_hover(event: Mapping[str, Any], labels: Labels) -> str:
    """Who did what, how far it moved cooperation and through what."""
    lines = [f"<b>{html.escape(state_name(labels, event['actor']))}</b>", wrapped(event["text"]),
             f"moved cooperation by {event['moved']:+.1f}"]
    if event["through"]:
        lines.append(wrapped(f"through {event['through']}"))
    return "<br>".join(lines) + sourced(event["source"])


def strip_rows(events: pd.DataFrame, markers: Sequence[Mapping[str, str]]) -> list[str]:
    """Actors with a row of their own, those with most events first, then the record."""
    rows = [str(name) for name in events["actor"].value_counts(sort=True).index if name][:MOST_ROWS]
    return [*rows, *(["record"] if markers else [])]


def add_strip_row(figure: go.Figure, row: str, events: pd.DataFrame, markers: Sequence[Mapping[str, str]],
                  labels: Labels) -> None:
    """One mark a month in which the actor did something; the record's are hollow: they forced nothing."""
    if row == "record":
        told = [(one["date"][:7], one["date"], one["text"], one["source"]) for one in markers]
        first, last = events["month"].min(), events["month"].max()
        told = [one for one in told if not len(events) or first <= one[0] <= last]
        look = {"symbol": "diamond-open", "color": QUIET, "size": 8}
        name = "record (not imposed)"
    else:
        own = events[events["actor"] == row]
        told = list(zip(own["month"], own["date"], own["text"], own["source"], strict=True))
        look = {"symbol": "circle", "color": colour(labels, row), "size": 8}
        name = state_name(labels, row)
    months = list(dict.fromkeys(one[0] for one in told))
    figure.add_scatter(x=months, y=[row] * len(months), yaxis="y2", mode="markers", marker=look, showlegend=False,
                       name=html.escape(name), hovertext=[hover(told, month) for month in months],
                       hovertemplate="<b>%{fullData.name}</b><br>%{hovertext}<extra></extra>")


def hover(told: Sequence[tuple[str, str, str, str]], month: str) -> str:
    """What a mark says: date, what, source."""
    own = [one for one in told if one[0] == month]
    lines = [wrapped(f"{date}: {text}") + (sourced(source) if len(own) < 3 else "")
             for _, date, text, source in own[:TOLD]]
    return "<br>".join(lines) + (f"<br>and {len(own) - TOLD} more" if len(own) > TOLD else "")


def wrapped(text: str, width: int = WRAP) -> str:
    """Text in lines for a hover; nothing in it is read as a tag."""
    return "<br>".join(html.escape(line) for line in textwrap.wrap(text, width))


def sourced(source: object) -> str:
    """A line with a source, if there is one."""
    text = str(source) if source else ""
    return f"<br><i>{wrapped(text if len(text) <= 90 else text[:89] + '…')}</i>" if text else ""


#: How a status is drawn: fill, pattern and its colour.
STATUS_LOOK = {
    "signed": ("#a6cee3", "/", "#33658a"),
    "active": ("#33658a", "", "#33658a"),
    "suspended": ("#f2f2f2", "x", "#8c8c8c"),
}


def instruments(tables: Mapping[str, pd.DataFrame], labels: Labels) -> go.Figure:
    """A bar for every instrument: signed, active, suspended; its name above it, so that phones have room."""
    table = tables["instruments"]
    names = [str(name) for name in table["instrument"].drop_duplicates()]
    ever = [name for name in names if (table.loc[table["instrument"] == name, "status"] != "absent").any()]
    figure = go.Figure()
    for status, (fill, pattern, line) in STATUS_LOOK.items():
        spans = [(name, *span) for name in ever for span in spells(table, name, status)]
        figure.add_bar(
            y=[name for name, *_ in spans], base=[first for _, first, _, _ in spans],
            x=[length for _, _, _, length in spans], orientation="h", name=status, width=0.42, offset=-0.42,
            marker={"color": fill, "line": {"color": line, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": line, "bgcolor": fill, "size": 7, "solidity": 0.25}},
            hovertext=[f"{wrapped(labels['instruments'].get(name, name))}<br>{status} {first[:7]} to {last[:7]}"
                       for name, first, last, _ in spans], hovertemplate="%{hovertext}<extra></extra>",
            showlegend=True)
    for name in ever:
        label = html.escape(str(labels["instruments"].get(name, name)))
        figure.add_annotation(x=0, xref="paper", xanchor="left", y=name, yanchor="bottom", yshift=1, showarrow=False,
                              text=label, font={"size": 12}, align="left")
    never = [name for name in names if name not in ever]
    months = table["month"]
    figure.update_layout(barmode="overlay", yaxis={"showticklabels": False, "categoryorder": "array",
                                                   "categoryarray": ever[::-1], "showgrid": False,
                                                   "range": [-0.6, max(len(ever), 1) - 0.3], "fixedrange": True})
    if len(months):
        figure.update_xaxes(range=[f"{months.iloc[0]}-01", after(str(months.iloc[-1]))])
    subtitle = f"never signed: {', '.join(never)}" if never else "status over time"
    return dressed(figure, "Instruments", subtitle, 170 + 40 * max(len(ever), 1))


def spells(table: pd.DataFrame, name: str, status: str) -> list[tuple[str, str, float]]:
    """First day, last month and length in milliseconds of every spell of a status."""
    import pandas as pd

    own = table[table["instrument"] == name]
    run = (own["status"] != own["status"].shift()).cumsum()
    out = []
    for _, spell in own.groupby(run, sort=True):
        if spell["status"].iloc[0] == status:
            first, last = f"{spell['month'].iloc[0]}-01", str(spell["month"].iloc[-1])
            length = pd.Timestamp(after(last)) - pd.Timestamp(first)
            out.append((first, last, length.total_seconds() * 1000.0))
    return out


def after(month: str) -> str:
    """First day of the month after ``YYYY-MM``."""
    k = int(month[:4]) * 12 + int(month[5:7])
    return f"{k // 12:04d}-{k % 12 + 1:02d}-01"


def attitude(tables: Mapping[str, pd.DataFrame], labels: Labels, column: str, pairs: Iterable[Pair], title: str,
             subtitle: str, also: str = "") -> go.Figure:
    """Lines of one attitude for some directed pairs; ``also`` is a second column, drawn thin."""
    dyads = tables["dyads"]
    figure = go.Figure()
    own = list(pairs)[:MOST_LINES]
    dashes = target_dashes(labels, own)
    for actor, target in own:
        rows = dyads[(dyads["actor"] == actor) & (dyads["target"] == target)]
        name = html.escape(f"{state_name(labels, actor)} → {state_name(labels, target)}")
        for field, width in ((column, 2.2), (also, 1.1)):
            if field:
                label = name if field == column else f"{name}, {field}"
                figure.add_scatter(x=rows["month"], y=rows[field], name=label, mode="lines",
                                   line={"color": colour(labels, actor), "width": width,
                                         "dash": dashes[target] if field == column else "dot"},
                                   hovertemplate="%{x|%Y-%m}: %{y:.2f}<extra>%{fullData.name}</extra>")
    figure.update_yaxes(range=[0, 1], dtick=0.25, title={"text": "0 to 1", "standoff": 4})
    figure.update_layout(showlegend=True)
    return dressed(figure, title, subtitle, 290 + 20 * len(figure.data))


def target_dashes(labels: Labels, pairs: Sequence[Pair]) -> dict[str, str]:
    """Dash by target; the two of the focal pair share one, since their colours already tell them apart."""
    pair = {labels["focal"], labels["partner"]}
    order = list(dict.fromkeys("pair" if target in pair else target for _, target in pairs))
    dash = {name: DASHES[k % len(DASHES)] for k, name in enumerate(order)}
    return {target: dash["pair" if target in pair else target] for _, target in pairs}


def chosen_pairs(dyads: pd.DataFrame, labels: Labels, column: str) -> list[Pair]:
    """Directed pairs worth a line: of the focal pair and its patron first, else those there are."""
    focal, partner, patron = labels["focal"], labels["partner"], labels["patron"]
    there = list(dict.fromkeys(zip(dyads["actor"], dyads["target"], strict=True)))
    if not focal or not partner:
        return [pair for pair in there if (dyads.loc[(dyads["actor"] == pair[0]) & (dyads["target"] == pair[1]),
                                                     column] > 0).any()]
    if column == "threat":
        own = dyads[dyads["actor"].isin([focal, partner]) & (dyads["threat"] > 0)]
        peak = own.groupby("target")["threat"].max().sort_values(ascending=False, kind="stable")
        felt = set(zip(own["actor"], own["target"], strict=True))
        return [(actor, str(target)) for target in peak.index for actor in (focal, partner) if (actor, target) in felt]
    wanted = [(focal, partner), (partner, focal)]
    if column == "trust" and patron:
        wanted += [(focal, patron), (partner, patron)]
    return [pair for pair in wanted if pair in there]


def panels(tables: Mapping[str, pd.DataFrame], labels: Labels,
           markers: Sequence[Mapping[str, str]] = ()) -> list[go.Figure]:
    """Every figure of a run, in the order of the page."""
    dyads = tables["dyads"]
    return [
        cooperation(tables, labels, markers),
        instruments(tables, labels),
        attitude(tables, labels, "trust", chosen_pairs(dyads, labels, "trust"), "Trust",
                 "belief in the other's good will, 0 to 1"),
        attitude(tables, labels, "threat", chosen_pairs(dyads, labels, "threat"), "Threat",
                 "perceived from the other, 0 to 1"),
        attitude(tables, labels, "grievance", chosen_pairs(dyads, labels, "grievance"), "Grievance",
                 "over history, 0 to 1; thick: acute, thin: chronic", also="chronic"),
    ]
