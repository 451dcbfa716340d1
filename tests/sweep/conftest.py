"""Sweeps small enough to be played plainly: nothing here waits for a compiler."""

from __future__ import annotations

import pytest


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules as they stand, in this process and in those it starts."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
