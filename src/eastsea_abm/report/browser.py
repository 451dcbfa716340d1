"""A Chromium that turns figures into pictures, where there is one: no address is asked, nothing is installed."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
VARIABLE = "EASTSEA_CHROMIUM"
PATIENCE = 180  # seconds for all figures of a report
#: Nothing of the browser's own reaches out; software drawing; /dev/shm may be small.
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
)
PICTURE = re.compile(r'<pre id="picture-(\d+)-(svg|png)">(.*?)</pre>', re.S)


def found() -> str | None:
    """The Chromium that `VARIABLE` names, or the first on PATH; None where there is none."""
    return os.environ.get(VARIABLE) or next(filter(None, map(shutil.which, NAMES)), None)


def dumped(browser: str, page: Path, wait: int) -> str:
    """The document of a page after its scripts have run for ``wait`` milliseconds of its own time.

    Raises
    ------
    OSError, subprocess.SubprocessError
        If the browser cannot be started, fails or hangs.
    """
    own = [] if not hasattr(os, "geteuid") or os.geteuid() else ["--no-sandbox"]  # root has no sandbox
    with tempfile.TemporaryDirectory(prefix="eastsea-", ignore_cleanup_errors=True) as profile:
        done = subprocess.run(
            [
                browser,
                *FLAGS,
                *own,
                f"--user-data-dir={profile}",
                f"--virtual-time-budget={wait}",
                "--dump-dom",
                page.resolve().as_uri(),
            ],
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
    return done.stdout.decode("utf-8", "replace")


def pictures(document: str) -> Mapping[tuple[int, str], str]:
    """Data addresses by number of the figure and format, out of a dumped document."""
    return {(int(number), kind): html.unescape(data) for number, kind, data in PICTURE.findall(document)}
