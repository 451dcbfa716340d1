"""``eastsea dashboard``: a page on which a scenario is watched, poked and forked while it is played."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli.console import say
from eastsea_abm.cli.posterior_option import POSTERIOR, with_posterior
from eastsea_abm.errors import InputError

if TYPE_CHECKING:
    from eastsea_abm.dashboard.opened import Opened

FIRST = "phnom-penh-2022"
PARTS = ("solara", "ipyvuetify", "starlette", "uvicorn")
INSTALL = 'pip install "eastsea_abm[dashboard]"'


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea dashboard phnom-penh-2022 --policy engage[/bold]")(dashboard)


def dashboard(
    scenario: str = typer.Argument("", help="Name or path of a scenario.", metavar="SCENARIO", show_default=FIRST),
    policy: str = typer.Option("", metavar="A,B", help="Policies laid over the scenario; 'none' for none."),
    seed: int | None = typer.Option(None, metavar="S", help="Seed; as the file says if left out."),
    months: int | None = typer.Option(None, metavar="N", help="Length of the run; as the file says if left out."),
    sets: list[str] = typer.Option(
        [], "--set", metavar="NAME=VALUE", help="A parameter, a lever or a value of the file; repeatable."
    ),
    posterior: str = POSTERIOR,
    load: Path | None = typer.Option(None, metavar="SESSION", help="Open a session that the page has saved."),
    port: int | None = typer.Option(
        None, metavar="N", min=0, max=65535, help="8765 or the next free one if left out; 0 for any."
    ),
    host: str = typer.Option(
        "127.0.0.1", metavar="H", help="Address to listen on; as it is, nobody else can reach the page."
    ),
    browser: bool = typer.Option(True, "--browser/--no-browser", help="Open the page in a browser."),
    solaraviz: bool = typer.Option(False, "--solaraviz", help="Mesa's own page around the same panels."),
) -> None:
    """Open a page on which a scenario is played, changed, asked why, and forked.

    The page is on this machine only, and nothing it shows or does leaves it. Ctrl-C stops it.
    """
    began = time.monotonic()
    complete()
    opened = asked_for(scenario, policy, seed, months, with_posterior(sets, posterior), load)
    from eastsea_abm.dashboard import server
    from eastsea_abm.dashboard.asked import ask
    from eastsea_abm.dashboard.guard import is_loopback, names_of

    with server.listen(host, port) as sock:
        url = server.address(host, sock)
        if port is None and sock.getsockname()[1] != server.PORT:
            say(f"port {server.PORT} is taken, so the page is at another")
        if not is_loopback(host):
            say(warning(host))
        say("starting the dashboard")
        ask(opened)
        app = server.application(names_of(host), "solaraviz" if solaraviz else "page")

        def ready() -> None:
            say(f"the dashboard is ready after {time.monotonic() - began:.1f} s; Ctrl-C stops it")
            print(url, flush=True)
            if browser:
                show(url)

        server.serve(sock, app, url, ready)
    say("stopped")


def complete() -> None:
    """Raise `InputError` where what the page needs is not installed."""
    missing = [name for name in PARTS if importlib.util.find_spec(name) is None]
    if missing:
        raise InputError(f"the dashboard needs {', '.join(missing)}; install what belongs to it with: {INSTALL}")


def asked_for(
    scenario: str, policy: str, seed: int | None, months: int | None, sets: list[str], load: Path | None
) -> Opened:
    """What the page begins with, read and checked.

    Raises
    ------
    InputError
        With every problem of it.
    """
    from eastsea_abm.dashboard.opened import Opened
    from eastsea_abm.scenario.setup import prepare

    if load is not None and (scenario or policy or sets or seed is not None or months is not None):
        raise InputError("--load opens a session as it was saved; beside it nothing else of a scenario can be given")
    name = str(load) if load is not None else scenario or FIRST
    policies = tuple(one.strip() for one in policy.split(",") if one.strip())
    opened = Opened(name, policies, seed, months, tuple(sets))
    say(f"eastsea {__version__}: reading {name}")
    found = opened.read()
    say(f"found {found.path}")
    for remark in found.remarks:
        say(f"remark: {remark}")
    prepare(found)
    return opened


def warning(host: str) -> str:
    """What whoever lets others in should know."""
    return (
        f"warning: at {host} everybody who can reach this machine over the network can open the dashboard. It asks for "
        "no password, what is sent can be read on the way, and what visitors do takes this machine's time and memory. "
        "For yourself alone elsewhere, keep the default and use a tunnel: ssh -L 8765:localhost:8765 THIS-MACHINE"
    )


def show(url: str) -> None:
    """Open a browser where there is a screen: without one, a browser for terminals would take this one."""
    import webbrowser

    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in screens):
        webbrowser.open(url)
