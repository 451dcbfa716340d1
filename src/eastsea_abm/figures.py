"""From the tables of a run to plotly figures. Pure: the same tables give the same figure.

Colour is the state whose attitude or act it is, one state one colour, as the region file has it; dash is
toward whom. ``labels`` is that part of a manifest: names and colours of states, who plays which role.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from eastsea_abm.figure_cooperation import cooperation, wrapped
from eastsea_abm.figure_style import DASHES, MOST_LINES, Labels, Pair, colour, dressed, state_name

if TYPE_CHECKING:
    import pandas as pd


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
            y=[name for name, *_ in spans],
            base=[first for _, first, _, _ in spans],
            x=[length for _, _, _, length in spans],
            orientation="h",
            name=status,
            width=0.42,
            offset=-0.42,
            marker={
                "color": fill,
                "line": {"color": line, "width": 1},
                "pattern": {"shape": pattern, "fgcolor": line, "bgcolor": fill, "size": 7, "solidity": 0.25},
            },
            hovertext=[
                f"{wrapped(labels['instruments'].get(name, name))}<br>{status} {first[:7]} to {last[:7]}"
                for name, first, last, _ in spans
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=True,
        )
    for name in ever:
        label = html.escape(str(labels["instruments"].get(name, name)))
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=name,
            yanchor="bottom",
            yshift=1,
            showarrow=False,
            text=label,
            font={"size": 12},
            align="left",
        )
    never = [name for name in names if name not in ever]
    months = table["month"]
    figure.update_layout(
        barmode="overlay",
        yaxis={
            "showticklabels": False,
            "categoryorder": "array",
            "categoryarray": ever[::-1],
            "showgrid": False,
            "range": [-0.6, max(len(ever), 1) - 0.3],
            "fixedrange": True,
        },
    )
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


def attitude(
    tables: Mapping[str, pd.DataFrame],
    labels: Labels,
    column: str,
    pairs: Iterable[Pair],
    title: str,
    subtitle: str,
    also: str = "",
) -> go.Figure:
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
                figure.add_scatter(
                    x=rows["month"],
                    y=rows[field],
                    name=label,
                    mode="lines",
                    line={
                        "color": colour(labels, actor),
                        "width": width,
                        "dash": dashes[target] if field == column else "dot",
                    },
                    hovertemplate="%{x|%Y-%m}: %{y:.2f}<extra>%{fullData.name}</extra>",
                )
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
        return [
            pair
            for pair in there
            if (dyads.loc[(dyads["actor"] == pair[0]) & (dyads["target"] == pair[1]), column] > 0).any()
        ]
    if column == "threat":
        own = dyads[dyads["actor"].isin([focal, partner]) & (dyads["threat"] > 0)]
        peak = own.groupby("target")["threat"].max().sort_values(ascending=False, kind="stable")
        felt = set(zip(own["actor"], own["target"], strict=True))
        return [(actor, str(target)) for target in peak.index for actor in (focal, partner) if (actor, target) in felt]
    wanted = [(focal, partner), (partner, focal)]
    if column == "trust" and patron:
        wanted += [(focal, patron), (partner, patron)]
    return [pair for pair in wanted if pair in there]


def panels(
    tables: Mapping[str, pd.DataFrame], labels: Labels, markers: Sequence[Mapping[str, str]] = ()
) -> list[go.Figure]:
    """Every figure of a run, in the order of the page."""
    dyads = tables["dyads"]
    return [
        cooperation(tables, labels, markers),
        instruments(tables, labels),
        attitude(
            tables,
            labels,
            "trust",
            chosen_pairs(dyads, labels, "trust"),
            "Trust",
            "belief in the other's good will, 0 to 1",
        ),
        attitude(
            tables,
            labels,
            "threat",
            chosen_pairs(dyads, labels, "threat"),
            "Threat",
            "perceived from the other, 0 to 1",
        ),
        attitude(
            tables,
            labels,
            "grievance",
            chosen_pairs(dyads, labels, "grievance"),
            "Grievance",
            "over history, 0 to 1; thick: acute, thin: chronic",
            also="chronic",
        ),
    ]
