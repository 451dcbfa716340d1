"""When the thesis fails: probes, each inside a region, on another outcome or against another strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.report.cells import percent, prose, table
from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.verdict.found import Found
    from eastsea_abm.verdict.probes import Probed
    from eastsea_abm.verdict.shares import Share

HEAD = ("probe", "where", "asked", "holds in", "elsewhere", "sets", "so the thesis")


def failing(found: Found | str) -> Section:
    """The section.

    Parameters
    ----------
    found
        What was judged, or why nothing was.
    """
    made = Section("failing", "When the thesis fails")
    if isinstance(found, str) or not found.probes:
        why = found if isinstance(found, str) else "no probe was declared"
        made.lacking(
            f"Places where the thesis may fail were not tried: {why}. They are declared in a study file.",
            "eastsea study FILE",
        )
        return made
    from eastsea_abm.verdict.words import probe

    fails = sum(one.word.startswith("fails") for one in found.probes)
    holds = sum(one.word.startswith("holds") for one in found.probes)
    number = len(found.probes)
    made.say(
        f"The study names {number} places in which the thesis may fail: it fails in {fails}, holds in {holds}, and "
        f"cannot be judged in {number - fails - holds}. Holds in is the share of parameter sets, with its 95 % "
        "interval, in which the policy is better on the outcome than the one it is held against."
    )
    made.add(table("Probes", HEAD, [_row(one) for one in found.probes], texts=(1, 2)))
    said = "".join(f"<li>{prose(probe(one, found.titles))}</li>" for one in found.probes)
    made.folded("The same in sentences", f"<ul>{said}</ul>")
    return made


def _row(one: Probed) -> tuple[str, ...]:
    own = one.inside
    outside = share(one.outside.favourable) if one.outside is not None else "no elsewhere"
    return (
        one.probe.title,
        one.probe.where or "everywhere",
        f"{own.outcome}, {own.contrast.of} against {own.contrast.against}",
        share(own.favourable),
        outside,
        f"{own.lower.samples:,}",
        one.word,
    )


def share(one: Share) -> str:
    """A share with its interval."""
    return f"{percent(one.share)} ({100 * one.low:.0f} to {100 * one.high:.0f})" if one.cases else "none there"
