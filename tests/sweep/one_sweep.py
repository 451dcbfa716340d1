"""A sweep in a process of its own, to be killed: ``python one_sweep.py DIR threads|processes SECONDS``.

It says how many rows are there after every part, and waits that many seconds, so that who kills it has time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sweep_samples import sample, use_threads

from eastsea_abm.sweep.execution import conduct
from eastsea_abm.sweep.opening import opened


class Patches:
    """As much of pytest's monkeypatch as is needed here."""

    setattr = staticmethod(setattr)


def main(folder: str, who: str, seconds: str) -> None:
    if who == "threads":
        use_threads(Patches)  # type: ignore[arg-type]

    def tick(done: int) -> None:
        print(done, flush=True)  # noqa: T201
        time.sleep(float(seconds))

    plan, design = sample()
    with opened(Path(folder), plan, design) as store:
        conduct(store, workers=2, tick=tick)
        print(store.finish().digest, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
