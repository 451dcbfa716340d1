"""Whether processes of other processes have ended."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes below /proc")


def gone(process: int) -> bool:
    """Whether a process has ended, within a while."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def children(process: int) -> list[int]:
    """Processes that a process started and that still run."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
