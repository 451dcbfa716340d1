"""Calling the command line, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from eastsea_abm.cli import call

COMMAND = [sys.executable, "-m", "eastsea_abm"]
SHORT = ("run", "triangle", "--months", "12")


class Said(NamedTuple):
    """What a call said, and its exit code."""

    code: int
    out: str
    err: str


Eastsea = Callable[..., Said]


def caller(capsys: pytest.CaptureFixture[str]) -> Eastsea:
    """A function that calls the command line in this process."""

    def eastsea(*args: str) -> Said:
        capsys.readouterr()
        code = call(list(args))
        return Said(code, *capsys.readouterr())

    return eastsea


def alone(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call the command line in a process of its own."""
    return subprocess.run(
        [*COMMAND, *args], capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **environment}
    )
