"""Tables of a report as HTML: a caption, heads that are heads, and numbers as a reader wants them."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from typing import Any

NONE = "n/a"
DIGITS = 3  # significant digits: more would feign a precision that scaled rates do not have (assumption)


class Raw(str):
    """Text that is HTML already."""

    __slots__ = ()


def escaped(value: Any) -> str:
    """A cell as HTML; numbers are rounded, what is no number is n/a."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, float) or (hasattr(value, "dtype") and value.dtype.kind == "f"):
        return shown(float(value))
    return prose(str(value))


def prose(text: str) -> str:
    """Plain text as HTML; a number stays with its per cent sign."""
    return html.escape(text).replace(" %", "\N{NO-BREAK SPACE}%")


def shown(value: float, signed: bool = False) -> str:
    """A number with `DIGITS` significant digits; n/a where there is none."""
    if not math.isfinite(value):
        return NONE
    if value == 0.0:
        return "0"
    small = abs(value) < 10.0 ** (DIGITS - 1)
    text = f"{value:{'+' if signed else ''}.{DIGITS}g}" if small else f"{value:{'+' if signed else ''},.0f}"
    return text.replace("-", "\N{MINUS SIGN}") if "e" not in text else text


def percent(share: float, signed: bool = False) -> str:
    """A share as per cent without decimals; n/a where there is none."""
    if not math.isfinite(share):
        return NONE
    text = f"{100.0 * share:{'+' if signed else ''}.0f} %"
    return "0 %" if text in ("+0 %", "-0 %") else text.replace("-", "\N{MINUS SIGN}")


def between(low: float, high: float) -> str:
    """Two numbers with what lies between them."""
    return f"{shown(low)} to {shown(high)}" if math.isfinite(low) and math.isfinite(high) else NONE


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]], kind: str = "", texts: Sequence[int] = ()
) -> str:
    """A table that scrolls on its own where it is too wide, by keyboard too; empty where there are no rows.

    Parameters
    ----------
    head
        Titles of the columns; the first column names the row.
    rows
        A value a column: text that is escaped, numbers that are rounded, or `Raw`.
    texts
        Columns of prose, which wrap and stand at the left.
    """
    made = [_row(one, head, texts) for one in rows]
    if not made:
        return ""
    cells = "".join(f'<th scope="col"{_kind(k, texts)}>{escaped(one)}</th>' for k, one in enumerate(head))
    name = html.escape(caption)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="Table: {name}"><table class="{kind}">'
        f"<caption>{name}</caption><thead><tr>{cells}</tr></thead><tbody>{''.join(made)}</tbody></table></div>\n"
    )


def _row(one: Sequence[Any], head: Sequence[str], texts: Sequence[int]) -> str:
    """A row; every cell says its column again, for phones that show rows as cards."""
    cells = [f'<th scope="row">{escaped(one[0])}</th>']
    for k, value in enumerate(one[1:], 1):
        label = html.escape(str(head[k]))
        cells.append(f'<td{_kind(k, texts)} data-label="{label}">{escaped(value)}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _kind(column: int, texts: Sequence[int]) -> str:
    return ' class="prose"' if column in texts else ""
