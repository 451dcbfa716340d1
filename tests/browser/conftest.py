"""A dashboard as the command line starts it, and a real browser that looks at it. Skips where there is no browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import BROWSER, FLAGS, HOSTILE, NAMES, Server, Tab

BAD = "title: A scenario with problems\nmonths: many\nparameters: {weight_trst: 0.8}\n"
ODD = f"title: '{HOSTILE}'\nextends: triangle\nmonths: 12\nquestion: '<script>alert(2)</script>'\n"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests come last, when rules have been compiled; without a browser they are skipped, and say why."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here in item.path.parents)
    for item in items:
        if BROWSER is None and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"no browser: none of {', '.join(NAMES)} nor EASTSEA_CHROMIUM"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server runs: a folder with scenarios of its own."""
    home = tmp_path_factory.mktemp("dashboard")
    (home / "scenarios").mkdir()
    (home / "scenarios" / "bad.yaml").write_text(BAD)
    (home / "scenarios" / "odd.yaml").write_text(ODD)
    return home


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    running = Server(folder, "phnom-penh-2022", "--seed", "3")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared(chromium: Any, server: Server) -> Iterator[list[Tab]]:
    """The tab that tests take over from one another, if there is one: to open a page costs more than any of them."""
    kept: list[Tab] = []
    yield kept
    for one in kept:
        one.context.close()


@pytest.fixture
def page(shared: list[Tab], chromium: Any, server: Server) -> Iterator[Tab]:
    """A page before its first month, of a tab that may have been used before; what goes wrong in it fails the test."""
    if shared and (shared[0].spent or not shared[0].begun_again()):
        shared.pop().context.close()
    if not shared:
        shared.append(Tab(chromium, server.url))
    (one,) = shared
    yield one
    one.spent |= bool(one.wrong)
    assert one.wrong == []
    assert one.outside() == []


@pytest.fixture
def tab(chromium: Any, server: Server) -> Iterator[Callable[..., Tab]]:
    """A function that opens a tab, a browser context of its own; whatever went wrong in it fails the test."""
    opened: list[Tab] = []

    def new(url: str = "", **context: Any) -> Tab:
        opened.append(Tab(chromium, url or server.url, **context))
        return opened[-1]

    yield new
    for one in opened:
        one.context.close()
    assert [one.wrong for one in opened] == [[] for _ in opened]
    assert [one.outside() for one in opened] == [[] for _ in opened]
