"""Words and numbers as the sentences of this package write them."""

from __future__ import annotations

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.scenario.check_numbers import table


def meaning_of(factor: str) -> tuple[str, str]:
    """What a factor means and its unit, by its table; empty for keys of a scenario."""
    bare = factor.rpartition(".")[2]
    for kind in ("parameters", "levers"):
        rows = table(kind)
        if bare in rows and (bare == factor or factor.startswith(kind)):
            return str(rows[bare].meaning), str(rows[bare].unit)
    return "", ""


def way(better: int) -> str:
    """What is best: the highest where more is better, else the lowest."""
    return "highest" if better > 0 else "lowest"


def named(outcome: str) -> str:
    """An outcome with its unit."""
    return f"{outcome.replace('_', ' ')} ({outcome_of(outcome).unit})"


def joined(parts: tuple[str, ...] | list[str]) -> str:
    """Parts with commas, and the last with and."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def plural(number: int) -> str:
    """An s where there is more or less than one."""
    return "" if number == 1 else "s"


def percent(share: float) -> str:
    """A share as per cent."""
    return f"{100 * share:.0f} %"
