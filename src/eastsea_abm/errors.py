"""Everything this package raises on purpose.

* EastSeaError
  - InputError       the reader's fault: exit code 2
    + ScenarioError    a scenario, region, policy or event file says something the model cannot read
  - StepFailed       a month could not be played: exit code 1
  - EnvironmentFault the machine's fault: exit code 1
    + ResultError      a results folder is missing, half-written or from another version
"""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong with a file, and the remedy."""

    file: str
    line: int
    column: int
    key: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


class EastSeaError(Exception):
    """Base class: catch this and you catch everything raised on purpose."""

    exit_code = 1


class InputError(EastSeaError, ValueError):
    """Something the caller wrote cannot be used as it stands."""

    exit_code = 2


class ScenarioError(InputError):
    """A file cannot be read; the message lists every problem with file, line and remedy.

    Parameters
    ----------
    problems
        Every problem found, in the order of the file.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class StepFailed(EastSeaError):
    """A month of a line could not be played; the line stands where it stood before.

    Parameters
    ----------
    month
        ``YYYY-MM`` of the month.
    reason
        Why, in words.
    """

    def __init__(self, month: str, reason: str) -> None:
        self.month = month
        self.reason = reason
        super().__init__(f"{month} cannot be played: {reason}")


class EnvironmentFault(EastSeaError):
    """The machine does not let us: a full disk, a folder that cannot be written."""


class ResultError(EnvironmentFault):
    """A results folder cannot be read or does not match its manifest."""
