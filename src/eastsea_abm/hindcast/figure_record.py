"""Small panels of what is in the record but is given to the model, or has nothing in it to be compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from eastsea_abm.figure_style import INK
from eastsea_abm.hindcast.figure_fans import SMALL, add_breaks, add_record, framed

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.page import PageAbout

GIVEN = "#5b4a86"  # what forces the runs


def unscored(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Series of the record that no panel of a fan shows."""
    shown = set(tables["scores"]["series"])
    return [str(name) for name in tables["series"]["series"].drop_duplicates() if name not in shown]


def why(points: pd.DataFrame) -> str:
    """Why a series is not scored."""
    first = points.iloc[0]
    if first["forced"]:
        return "given to the model, so never scored"
    if not first["model"]:
        return "nothing in the model is its counterpart"
    if not points["held_out"].any():
        return "nothing held out"
    return "too few training points to put the model on its scale"


def small(points: pd.DataFrame, about: PageAbout) -> go.Figure:
    """One series of the record."""
    figure = go.Figure()
    if points["forced"].iloc[0]:
        figure.add_bar(
            x=points["date"],
            y=points["value"],
            marker={"color": GIVEN, "line": {"width": 0}},
            hovertemplate="%{x|%Y-%m}: %{y:.3g}<extra>given</extra>",
        )
        figure.update_layout(bargap=0.1)
    else:
        add_record(figure, points, INK)
    framed(figure, about, SMALL)
    return add_breaks(figure, points).update_yaxes(nticks=4)
