"""How a story calls states, theatres and acts: by the region's names, in ordinary words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from eastsea_abm.scenario.setup import Setup

NOBODY = "nobody"
#: What a state does toward a partner or a rival, as a verb with its object.
DEEDS = {
    "confront": "confronts {}",
    "cool": "cools toward {}",
    "routine": "keeps to routine with {}",
    "dialogue": "talks with {}",
    "share": "shares information with {}",
    "exercise": "exercises with {}",
    "institutionalise": "seeks institutions with {}",
    "outreach": "reaches out to {}",
    "hold": "does nothing toward {}",
    "protest": "protests against {}",
    "coerce": "coerces {}",
    "pressure": "puts military pressure on {}",
}


class Names:
    """The names of a region."""

    def __init__(self, setup: Setup) -> None:
        region = setup.scenario.region
        self.iso3 = setup.index.states
        self.states = {iso3: state.names.get("short", state.label) or iso3 for iso3, state in region.states.items()}
        self.theatres = [region.theatres[name].label or name for name in setup.index.theatres]
        self._instruments = tuple(setup.index.instruments)
        self._code = re.compile(rf"\b({'|'.join(map(re.escape, self.states))})\b")

    def state(self, index: int | np.integer) -> str:
        """A state by its place in the arrays; "nobody" for -1."""
        return self.states[self.iso3[int(index)]] if index >= 0 else NOBODY

    def of(self, codes: str) -> str:
        """States by their codes, joined by commas where there are several."""
        return listed([self.states.get(code, code) for code in codes.split(",") if code])

    def plain(self, text: str) -> str:
        """A sentence with names for codes of states, and without codes of instruments."""
        for name in self._instruments:
            text = text.replace(f" ({name})", "")
        named = self._code.sub(lambda found: self.states[found[0]], text)
        return re.sub(r"(?<=\d)%", " %", named)


def listed(parts: Sequence[str]) -> str:
    """Parts with commas, and the last with and."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def percent(chance: float) -> str:
    """A chance as per cent: one digit behind the point below ten, and never 0 or 100 for what is neither."""
    share = 100.0 * chance
    if 0.0 < share < 0.05:
        return "less than 0.1 %"
    if 99.5 <= share < 100.0:
        return "over 99 %"
    return f"{share:.1f} %" if 0.0 < share < 9.95 else f"{share:.0f} %"
