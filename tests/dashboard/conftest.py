from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sessions import Watched

from eastsea_abm.dashboard import catalogue, session
from eastsea_abm.dashboard.opened import Opened


class NoFutures:
    """Stands where futures are played, and plays none."""

    def __init__(self, *_: Any) -> None:
        self.forks: list[Any] = []

    def fan(self, setup: Any) -> None: ...

    def stop(self) -> None: ...

    def fork(self, *asked: Any) -> None:
        self.forks.append(asked)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watched]]:
    """A function that opens a session: a name of a scenario, and what `Opened` takes."""
    made: list[Watched] = []
    monkeypatch.setattr(session, "FuturesJob", NoFutures)
    # Every scenario read and checked takes seconds; that it is listed is tested once, in a browser.
    monkeypatch.setattr(catalogue, "list_scenarios", list)
    catalogue.scenarios.cache_clear()

    def opened(scenario: str = "triangle", **more: Any) -> Watched:
        made.append(Watched(Opened(scenario, **more)))
        return made[-1]

    yield opened
    for one in made:
        one.session.close()
    catalogue.scenarios.cache_clear()
