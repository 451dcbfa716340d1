"""Small made-up stores to report on, and a page taken apart."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
from made_stores import Made, made, on_disk

from eastsea_abm.report.opening import of_sweep
from eastsea_abm.report.subject import Subject

POLICIES = ("hedge", "engage")
SETS, RUNS = 120, 4


def swept(policies: tuple[str, ...] = POLICIES, sets: int = SETS) -> Made:
    """A sweep in which engage has less entrapment than hedge where voice is above one half, and more below it.

    Involvement is always one tenth more under engage; runs add a luck that is the same under both policies.
    """
    draw = np.random.default_rng(7)
    voice, bind = draw.permutation((np.arange(sets) + 0.5) / sets), draw.permutation((np.arange(sets) + 0.5) / sets)

    noise = 0.001 * draw.standard_normal(sets)  # too little to turn a sign

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 1.0 + 0.01 * run - policy * (voice[setting] - 0.5 + noise[setting])

    def involvement(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 2.0 + 0.01 * run + 0.1 * policy

    def cooperation(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 40.0 + 10.0 * policy + bind[setting]

    rules = {"entrapment": entrapment, "involvement": involvement, "cooperation": cooperation}
    factors = {"voice": list(voice), "bind": list(bind)}
    return made(rules, factors, policies=policies, runs=RUNS, design="lhs", samples=sets)


def subject(folder: Path, store: Made | None = None) -> Subject:
    """A made-up sweep on disk, opened."""
    return of_sweep(on_disk(store or swept(), folder), None)


class Parsed(HTMLParser):
    """Elements of a page, its headings, and what is visible of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, Any]]] = []
        self.headings: list[tuple[int, str]] = []
        self.text = ""
        self._hidden, self._heading = 0, 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._hidden += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = int(tag[1])
            self.headings.append((self._heading, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden -= 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data
            if self._heading:
                level, before = self.headings[-1]
                self.headings[-1] = (level, before + data)

    def of(self, tag: str) -> list[dict[str, Any]]:
        """Attributes of every element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]
