"""What each ablation does to CRPS, a row for each thing left out, a mark a series: right of the line is worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.hindcast.changes import ranked
from eastsea_abm.hindcast.figure_scores import add_row_marks, rowed
from eastsea_abm.hindcast.looks import SERIES, Look
from eastsea_abm.hindcast.words import short

if TYPE_CHECKING:
    import pandas as pd

ROW = 22  # pixels
FARTHEST = 4.0  # times the whole model's CRPS


def looks(made: pd.DataFrame) -> list[tuple[str, Look]]:
    """The series of the ablations with their marks."""
    return [
        (short(str(name)), SERIES[k % len(SERIES)]) for k, name in enumerate(made["series"].drop_duplicates().tolist())
    ]


def dots(made: pd.DataFrame, kind: str) -> go.Figure:
    """CRPS without each thing of one kind, as multiples of the whole model's; the costliest loss on top."""
    own = made[made["kind"] == kind]
    order = ranked(own)["left_out"].tolist()
    figure = go.Figure()
    for name, look in looks(made):
        table = own[own["series"].map(short) == name].set_index("left_out").reindex(order)
        values = 1.0 + table["crps"].to_numpy(float) / 100.0
        texts = [f"{left}: CRPS {100 * (one - 1):+.0f} %" for left, one in zip(order, values, strict=True)]
        add_row_marks(figure, name, look, np.where(values > 0, values, np.nan), texts, FARTHEST)
    return rowed(figure, order, ROW)
