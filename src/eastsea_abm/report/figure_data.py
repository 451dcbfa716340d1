"""The numbers behind a figure as a table, read out of the figure itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.report.cells import Raw, table

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST = 240  # rows of a table; a figure of thousands of marks is told by its quantiles
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
TAG = re.compile(r"<[^>]*>")


def data_table(figure: go.Figure, caption: str) -> str:
    """What a figure is drawn from as HTML; empty where it has no numbers."""
    rows: list[tuple[Any, ...]] = []
    for trace in figure.data:
        rows += _of(trace)
    if not rows:
        return ""
    left = len(rows) - MOST
    more = f'<p class="quiet">The first {MOST} of {len(rows):,} rows; the tables of the store have all.</p>'
    made = table(caption, ("what", "along", "value", "to be read as"), rows[:MOST], texts=(3,))
    return made + (more if left > 0 else "")


def _of(trace: Any) -> list[tuple[Any, ...]]:
    """Rows of one trace: what, along which value, the value, and what a hover says."""
    if trace.type == "heatmap":
        return _map(trace)
    if trace.type in ("box", "violin", "histogram"):
        return _spread(trace)
    x, y = _list(trace.x), _list(trace.y)
    if not x or not y or trace.hoverinfo == "skip" or all(one is None for one in x):
        return []
    name = plain(trace.name or "")
    said = _texts(trace, len(x))
    lying = getattr(trace, "orientation", None) == "h" or said
    pairs = zip(y, x, strict=True) if lying else zip(x, y, strict=True)
    return [(name, _word(at), _value(value), said[k] if said else "") for k, (at, value) in enumerate(pairs)]


def _map(trace: Any) -> list[tuple[Any, ...]]:
    z = np.asarray(trace.z, dtype=object)
    if z.ndim != 2:
        return []
    x = _list(trace.x) or list(range(z.shape[1]))
    y = _list(trace.y) or list(range(z.shape[0]))
    name = plain(trace.name or "")
    return [
        (name, f"{_word(x[column])}, {_word(y[row])}", _value(z[row, column]), "")
        for row in range(z.shape[0])
        for column in range(z.shape[1])
        if z[row, column] is not None
    ]


def _spread(trace: Any) -> list[tuple[Any, ...]]:
    values = _list(trace.x if getattr(trace, "orientation", None) != "v" or trace.y is None else trace.y)
    numbers = np.array([one for one in values if isinstance(one, int | float) and np.isfinite(one)], float)
    if not numbers.size:
        return []
    name = plain(trace.name or "")
    return [
        (name, f"{100 * q:.0f} % of {numbers.size:,} lie below", float(np.quantile(numbers, q)), "") for q in QUANTILES
    ]


def _texts(trace: Any, number: int) -> list[str]:
    """What hovers say, a text a mark; empty where they say nothing of their own."""
    found = trace.hovertext if getattr(trace, "hovertext", None) is not None else getattr(trace, "text", None)
    if found is None or isinstance(found, str) or len(found) != number:
        return []
    texts = [plain(str(one)) if one is not None else "" for one in found]
    return texts if any(texts) else []


def plain(text: str) -> str:
    """The text of a label without its tags, which is plain and no longer escaped."""
    import html

    return html.unescape(TAG.sub("", re.sub(r"<br\s*/?>", "; ", text)))


def _list(values: Any) -> list[Any]:
    return [] if values is None else np.asarray(values).tolist() if not isinstance(values, list) else values


def _word(value: Any) -> Any:
    return _value(value) if isinstance(value, int | float) else plain(str(value))


def _value(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return "" if value is None else value
    if isinstance(value, int | float | np.number):
        return float(value)
    return Raw("") if value is None else plain(str(value))
