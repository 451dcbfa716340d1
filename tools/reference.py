"""Remake the tracked reference result, and say first what changes: ``python tools/reference.py [--write]``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "results" / "reference" / "baseline-24"
MADE = Path("results") / "remade"  # below the root, so that the manifest names no place on this machine
RUN = ["run", "baseline", "--months", "24", "--seed", "7", "--engine", "plain", "--out", str(MADE)]


def main(write: bool) -> None:
    """Run, compare, and with ``write`` replace."""
    subprocess.run([sys.executable, "-m", "eastsea_abm", *RUN], check=True, capture_output=True, cwd=ROOT)
    try:
        made = next((ROOT / MADE).glob("baseline/*/manifest.json")).parent
        for file in sorted(made.glob("*.parquet")):
            old = KEPT / file.name
            same = old.exists() and pd.read_parquet(old).equals(pd.read_parquet(file))
            sys.stdout.write(f"{file.name}: {'the same' if same else 'differs'}\n")
        if write:
            shutil.rmtree(KEPT, ignore_errors=True)
            shutil.copytree(made, KEPT, ignore=shutil.ignore_patterns("figure.html"))
            sys.stdout.write(f"written to {KEPT.relative_to(ROOT)}\n")
    finally:
        shutil.rmtree(ROOT / MADE, ignore_errors=True)


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
