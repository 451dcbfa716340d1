"""Where a check writes down what it finds."""

from __future__ import annotations

from typing import Protocol

from eastsea_abm.errors import Problem
from eastsea_abm.scenario.nodes import KeyPath


class Located(Protocol):
    """Data that knows where each of its values stands: a `Source`, or several merged."""

    def problem(self, where: KeyPath, message: str, on_key: bool = False) -> Problem:
        """A problem at a key path."""

    def is_hurt(self, where: KeyPath) -> bool:
        """Whether something bad was taken out of the mapping at ``where``."""


class Findings:
    """Problems, which stop a run, and remarks, which do not."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.problems: list[Problem] = []
        self.remarks: list[str] = []

    def wrong(self, where: KeyPath, message: str, on_key: bool = False) -> None:
        """Note a problem at a key path."""
        self.problems.append(self.located.problem(where, message, on_key))

    def lacking(self, where: KeyPath, message: str) -> None:
        """Note that a mapping lacks something, unless it may be what was taken out of it as bad."""
        if not self.located.is_hurt(where):
            self.wrong(where, message)

    def remark(self, where: KeyPath, message: str, on_key: bool = False) -> None:
        """Note something a reader should know and may have meant."""
        self.remarks.append(str(self.located.problem(where, message, on_key)))
