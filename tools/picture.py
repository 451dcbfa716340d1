"""The README's figure, taken from the real page in a headless Chromium: ``python tools/picture.py``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OUT = Path(__file__).parents[1] / "docs" / "figures" / "phnom-penh-2022.png"
SIZE = "1000,1280"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=5000",
)


def main() -> None:
    """Run the scenario, open its page, take the picture."""
    browser = os.environ.get("EASTSEA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium on PATH: install it or name one in EASTSEA_CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "eastsea_abm", "run", "phnom-penh-2022"], check=True, cwd=folder, capture_output=True
        )
        page = next(Path(folder).glob("results/*/*/figure.html"))
        subprocess.run(
            [
                browser,
                *FLAGS,
                f"--user-data-dir={folder}/profile",
                f"--window-size={SIZE}",
                f"--screenshot={OUT}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


if __name__ == "__main__":
    main()
