"""Parameters that are shown first: those on which the outcomes hang most.

Each is among the first three by Morris's mean absolute effect on one of six measures (level, and difference
between two strategies, of cooperation, entrapment and crises); ``tools/foremost.py`` makes the ranking, which
stands in ``docs/foremost.md``.
"""

from __future__ import annotations

FOREMOST: dict[str, str] = {
    "weight_threat": "moves cooperation most",
    "weight_grievance": "moves cooperation next to most",
    "weight_coercion": "moves cooperation third most",
    "weight_entrapment": "moves most by how much strategies differ in cooperation",
    "cost_partner": "moves much by how much strategies differ in cooperation",
    "stand_down": "moves entrapment most",
    "strike": "moves entrapment next to most",
    "crisis": "moves crises most",
    "alert": "moves crises next to most",
    "cost_rival": "moves crises third most",
    "tension_slope": "moves much by how much strategies differ in entrapment and crises",
    "deterrence": "moves much by how much strategies differ in crises",
}
