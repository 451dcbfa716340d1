"""How fast the page plays, and whether it grows: a real browser against the running command.

    python benchmarks/dashboard.py [--minutes 10] [--out benchmarks/dashboard.md]

Months are counted in the browser, as they are drawn and acknowledged, with every panel showing. The soak plays a
run to its end and resets it, again and again, and looks at the memory of server and browser.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
FASTEST = "60"
#: Times at which months were drawn, kept in the page.
WATCH = """() => {
  window.drawn = [];
  const watcher = new MutationObserver(() => window.drawn.push(performance.now()));
  watcher.observe(document.querySelector("[data-board]"), { attributes: true, attributeFilter: ["data-month"] });
}"""


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def started() -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "eastsea_abm", "dashboard", "phnom-penh-2022", "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def to_the_end(page) -> list[float]:
    """Play a run from its start; seconds at which its months were drawn."""
    page.evaluate("() => { window.drawn.length = 0; }")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_selector('[data-board][data-month="120"][data-playing="false"]', timeout=120_000)
    return [one / 1000 for one in page.evaluate("() => window.drawn")]


def heap(page) -> float:
    page.evaluate("() => { if (window.gc) { window.gc(); window.gc(); } }")
    return page.evaluate("() => performance.memory.usedJSHeapSize") / 2**20


def reset(page) -> None:
    page.get_by_role("button", name=re.compile("^Reset")).first.click()
    page.wait_for_selector('[data-board][data-month="0"]', timeout=30_000)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--out", type=Path, default=Path("benchmarks/dashboard.md"))
    asked = options.parse_args()
    process, url = started()
    browser_path = os.environ.get("EASTSEA_CHROMIUM") or shutil.which("chromium")
    rates, gaps, memory = [], [], []
    try:
        with sync_playwright() as tools:
            browser = tools.chromium.launch(executable_path=browser_path, args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(url, wait_until="commit")
            page.wait_for_selector('[data-board][data-month="0"]', timeout=60_000)
            # The fan stands once the rules are compiled; from then on its chooser can be used.
            page.wait_for_selector(".ea-fan-choice:not([disabled])", timeout=180_000)
            page.get_by_label("Speed").select_option(FASTEST)
            page.evaluate(WATCH)
            began = time.monotonic()
            while True:
                drawn = to_the_end(page)
                rates.append((len(drawn) - 1) / (drawn[-1] - drawn[0]))
                gaps += [b - a for a, b in itertools.pairwise(drawn)]
                memory.append((time.monotonic() - began, megabytes(process.pid), heap(page)))
                seconds, server, tab = memory[-1]
                print(
                    f"{seconds:6.0f} s {rates[-1]:5.1f} months/s, server {server:.0f} MB, page {tab:.1f} MB", flush=True
                )
                if time.monotonic() - began > 60 * asked.minutes:
                    break
                reset(page)
            version = browser.version
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
    asked.out.write_text(report(rates, gaps, memory, version), encoding="utf-8")


def report(rates: list[float], gaps: list[float], memory: list[tuple[float, float, float]], version: str) -> str:
    first, third, last = memory[0], memory[len(memory) // 3], memory[-1]  # what is loaded once is loaded by then
    server = ", ".join(f"{one[1]:.0f}" for one in (first, third, last))
    tab = ", ".join(f"{one[2]:.1f}" for one in (first, third, last))
    rate = f"{statistics.median(rates):.1f} ({min(rates):.1f}, {max(rates):.1f})"
    gap = f"{1000 * statistics.median(gaps):.0f} ms, {1000 * sorted(gaps)[int(0.95 * len(gaps))]:.0f} ms"
    return f"""# The dashboard in a browser

Made by `python benchmarks/dashboard.py`: {platform.machine()}, {os.cpu_count()} cores shared by server, browser and the
script, no graphics card (software drawing), Chromium {version}, Python {platform.python_version()}. Scenario
`phnom-penh-2022`, 120 months a run, 1440 x 900, every panel showing, as fast as it goes. A month counts when the
browser has drawn it and said so.

| what | measured |
|---|---|
| acknowledged months a second, median of {len(rates)} runs (least, most) | {rate} |
| time between two months, median and 95 % | {gap} |
| soak: minutes played, months | {last[0] / 60:.1f}, {120 * len(rates):,} |
| server memory after the first run, after a third, at the end | {server} MB |
| page memory (JavaScript, after collection), the same | {tab} MB |
"""


if __name__ == "__main__":
    main()
