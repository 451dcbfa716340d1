"""A dashboard in a process of its own, and a tab of a real browser that looks at it."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = os.environ.get("EASTSEA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
#: Nothing of the browser's own reaches out; software drawing; /dev/shm may be small.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 20  # seconds for whatever a test waits for, on a busy machine
HOSTILE = "<img src=x onerror=alert(1)>"


class Server:
    """A dashboard in a process of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "eastsea_abm", "dashboard", *arguments, "--no-browser", "--port", "0"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        told: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(told,), daemon=True)
        self._reader.start()
        while not (line := told.get(timeout=WAIT)).startswith("http://"):
            assert line, f"the dashboard did not start:\n{''.join(self.lines)}"
        self.url = line.strip()

    def _read(self, told: queue.Queue[str]) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            told.put(line)
        told.put("")

    def stop(self) -> int:
        """Interrupt it as Ctrl-C does; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        self._reader.join(20)
        self.process.stdout.close()
        return code


class Tab:
    """A page and everything that went wrong in it."""

    def __init__(self, browser: Any, url: str, **context: Any) -> None:
        self.url = url
        self.wrong: list[str] = []
        self.spent = False  # whether it was left in a state that a reset does not undo
        self.requests: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT * 1000)
        self.page.on("request", lambda one: self.requests.append(one.url))
        self.page.on("response", lambda one: one.status >= 400 and self.wrong.append(f"{one.status} {one.url}"))
        self.page.on("pageerror", lambda one: self.wrong.append(str(one)))
        self.page.on("console", lambda one: one.type == "error" and self.wrong.append(one.text))
        self.page.goto(url, wait_until="commit")
        self.shows(0)

    def shows(self, month: int, **more: str) -> None:
        """Wait until a month stands on the page, and has been drawn."""
        also = "".join(f'[data-{name}="{value}"]' for name, value in more.items())
        self.page.wait_for_selector(f'[data-board][data-month="{month}"]{also}')

    def button(self, name: str, within: str = "[data-board]") -> Any:
        return self.page.locator(within).get_by_role("button", name=name, exact=True)

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def step(self, to: int) -> None:
        self.button("Step one month").click()
        self.shows(to)

    def begun_again(self) -> bool:
        """Begin the run again, by the page's own button; whether that was possible."""
        from playwright.sync_api import Error

        try:
            self.page.get_by_role("button", name=re.compile("^Reset: begin")).click(timeout=3000)
            if self.page.get_by_text("Reset now").is_visible():  # asks where something would be lost
                self.page.get_by_text("Reset now").click(timeout=3000)
            self.page.wait_for_selector('[data-board][data-month="0"][data-played="0"]', timeout=3000)
            self.tab("Feed")
            self.page.evaluate("document.activeElement.blur()")  # keys go to the page, as on a new one
        except Error:
            return False
        return True

    def board(self, name: str) -> str:
        return str(self.page.locator("[data-board]").get_attribute(f"data-{name}"))

    def outside(self) -> list[str]:
        """Addresses beyond this server that were asked for."""
        ours = re.compile(rf"^({re.escape(self.url)}|{re.escape(self.url.replace('http', 'ws'))}|data:|blob:)")
        return [one for one in self.requests if not ours.match(one)]
