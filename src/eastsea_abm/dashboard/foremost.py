"""Parameters that are shown first: those on which the outcomes hang most.

Each is among the first three by Morris's mean absolute effect on one of six measures (level, and difference
between two strategies, of cooperation, entrapment and crises); ``tools/foremost.py`` makes the ranking, which
stands in ``docs/foremost.md``.
"""

from __future__ import annotations

FOREMOST: dict[str, str] = {
    "weight_threat": "moves cooperation most",
    "weight_grievance": "moves cooperation next to most",
    "threat_gain": "moves cooperation third most, and most by how much strategies differ in entrapment",
    "weight_entrapment": "moves much by how much strategies differ in cooperation",
    "weight_abandonment": "moves much by how much strategies differ in entrapment",
    "weight_alignment": "moves much by how much strategies differ in entrapment and crises",
    "strike": "moves entrapment most",
    "threat_decay": "moves entrapment next to most",
    "stand_down": "moves entrapment third most",
    "crisis": "moves crises most",
    "alert": "moves crises next to most",
    "cost_rival": "moves crises third most",
    "deterrence": "moves most by how much strategies differ in crises",
}
