"""Remake the tracked reference result, and say first what changes: ``python tools/reference.py [--write]``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

KEPT = Path(__file__).parents[1] / "results" / "reference" / "baseline-24"
RUN = ["run", "baseline", "--months", "24", "--seed", "7", "--engine", "plain"]


def main(write: bool) -> None:
    """Run, compare, and with ``write`` replace."""
    with tempfile.TemporaryDirectory() as folder:
        # Run inside the folder, so that the manifest names no place on this machine.
        subprocess.run([sys.executable, "-m", "eastsea_abm", *RUN], check=True, capture_output=True, cwd=folder)
        made = next(Path(folder).glob("results/baseline/*/manifest.json")).parent
        for file in sorted(made.glob("*.parquet")):
            old = KEPT / file.name
            same = old.exists() and pd.read_parquet(old).equals(pd.read_parquet(file))
            sys.stdout.write(f"{file.name}: {'the same' if same else 'differs'}\n")
        if write:
            shutil.rmtree(KEPT, ignore_errors=True)
            shutil.copytree(made, KEPT, ignore=shutil.ignore_patterns("figure.html"))
            sys.stdout.write(f"written to {KEPT.name}\n")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
