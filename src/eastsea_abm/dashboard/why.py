"""Why a pair did what it did: its last decisions and changes by their terms, causes, and its history."""

from __future__ import annotations

from typing import Any

import numpy as np

from eastsea_abm.dashboard.feed import told
from eastsea_abm.dashboard.rounding import short, shorts
from eastsea_abm.explain import Explanation, Terms
from eastsea_abm.lines.line import Line
from eastsea_abm.outcomes import cooperation
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.world import World

DECISIONS = 12  # months of decisions that are told
RECENT = 6  # months of causes
FIELDS = ("trust", "threat", "grievance", "mood")


def why(line: Line, month: int, actor: str, target: str) -> dict[str, Any]:
    """What the page shows of a pair after ``month`` months, as `frame.why`."""
    i, j = line.setup.index.state(actor), line.setup.index.state(target)
    g = line.setup.region
    partner, rival = bool(g.partner[i, j]), bool(g.rival[i, j])
    answer: dict[str, Any] = {
        "actor": actor,
        "target": target,
        "month": date_of(line.setup.start + month - 1),
        "ties": {"partner": partner, "rival": rival},
        "decisions": [],
        "stance": None,
        "changes": [],
        "causes": [],
        "history": history(line, month, i, j),
    }
    if month == 0 or not (partner or rival):
        return answer | {"summary": _nothing(month, partner or rival)}
    now = line.why(month, actor, target)
    answer["decisions"] = _decisions(line, month, now) if partner else []
    answer["stance"] = _stance(now)
    answer["changes"] = _changes(line.world(month), i, j, now)
    answer["causes"] = _causes(line, month, actor, target)
    return answer | {"summary": summary(now)}


def _nothing(month: int, tied: bool) -> str:
    return "No month has been played yet." if tied and month == 0 else "These two are neither partners nor rivals."


def summary(now: Explanation) -> str:
    """One sentence on the last month."""
    said = []
    if now.decision is not None and now.act:
        reasons = ", ".join(f"{name} {value:+.2f}" for name, value in strongest(now.decision))
        said.append(f"toward its partner: {now.act} (it had a chance of {now.chance:.0%}); strongest terms: {reasons}")
    if now.pressure is not None and now.stance:
        reasons = ", ".join(f"{name} {value:+.2f}" for name, value in strongest(now.pressure))
        said.append(f"toward its rival: {now.stance}; strongest terms: {reasons}")
    return "; ".join(said)


def strongest(told: Terms, most: int = 3) -> list[tuple[str, float]]:
    """The terms that weigh most, whatever their sign."""
    return sorted(told.terms.items(), key=lambda one: -abs(one[1]))[:most]


def terms(told: Terms) -> list[list[Any]]:
    """Terms by name, in their own order, as the page takes them."""
    return [[name, short(value, 4)] for name, value in told.terms.items()]


def _decisions(line: Line, month: int, now: Explanation) -> list[dict[str, Any]]:
    i, j = line.setup.index.state(now.actor), line.setup.index.state(now.partner)
    out = []
    for k in range(month, max(0, month - DECISIONS), -1):
        one = now if k == month else line.why(k, now.actor, now.partner)
        if one.decision is None or not one.act:
            continue
        out.append(
            {
                "month": date_of(line.setup.start + k - 1),
                "act": one.act,
                "chance": short(one.chance),
                "forced": bool(np.isfinite(line.world(k).forced_act[i, j])),
                "utility": short(one.decision.total, 4),
                "terms": terms(one.decision),
            }
        )
    return out


def _stance(now: Explanation) -> dict[str, Any] | None:
    if now.pressure is None or not now.stance:
        return None
    return {"act": now.stance, "utility": short(now.pressure.total, 4), "terms": terms(now.pressure)}


def _changes(w: World, i: int, j: int, now: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "what": what,
            "value": short(float(getattr(w, what)[i, j])),
            "change": short(told.total, 4),
            "terms": terms(told),
        }
        for what, told in (("trust", now.trust), ("threat", now.threat), ("grievance", now.grievance))
        if told is not None
    ]


def _causes(line: Line, month: int, actor: str, target: str) -> list[dict[str, Any]]:
    """Happenings of the last months that name both of the pair."""
    out = []
    for k in range(month, max(0, month - RECENT), -1):
        for item in told(line, k):
            if {actor, target} <= {item["actor"], *item["target"].split(",")}:
                out.append({key: item[key] for key in ("month", "text", "origin", "moved")})
    return out


def history(line: Line, month: int, i: int, j: int) -> dict[str, Any]:
    """Attitudes of one toward the other, month by month."""
    worlds = [line.world(k) for k in range(1, month + 1)]
    g, p = line.setup.region, line.setup.parameters
    past: dict[str, Any] = {"months": [date_of(line.setup.start + k) for k in range(month)]}
    for field in FIELDS:
        past[field] = shorts(float(getattr(w, field)[i, j]) for w in worlds)
    own = [cooperation(w, p, i, j) for w in worlds] if g.partner[i, j] else []
    past["cooperation"] = shorts(own, 1)
    return past


def is_tied(line: Line, actor: str, target: str) -> bool:
    """Whether a pair can be asked about."""
    i, j = line.setup.index.state(actor), line.setup.index.state(target)
    return i >= 0 and j >= 0 and bool(line.setup.region.partner[i, j] or line.setup.region.rival[i, j])
