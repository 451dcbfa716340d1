"""Months of military pressure a year by each challenger in the open baseline: ``python tools/provocations.py [RUNS]``.

The dossier's target is 5.5 months a year for PRK with a variance of yearly counts 2.1 times their mean (CNS).
"""

from __future__ import annotations

import sys

import numpy as np

from eastsea_abm.model import RegionModel
from eastsea_abm.scenario.setup import made_ready
from eastsea_abm.vocabulary import MILITARY

YEARS = 10


def main(runs: int) -> None:
    """Print mean and variance ratio by challenger."""
    setup = made_ready("baseline", policy="counterstrike,hedge", months=12 * YEARS, seed=1)
    g = setup.region
    challengers = [i for i in range(g.code.size) if g.challenger[i]]
    counts = np.zeros((runs, YEARS, len(challengers)))
    for r in range(runs):
        model = RegionModel(setup, run=r)
        while model.running:
            model.step()
            for n, i in enumerate(challengers):
                counts[r, (model.steps - 1) // 12, n] += (model.world.stance[i] == MILITARY).any()
    for n, i in enumerate(challengers):
        years = counts[:, :, n]
        sys.stdout.write(
            f"{model.iso3[i]}: {years.mean():.1f} months a year, variance {years.var() / years.mean():.1f} "
            f"times the mean ({runs} runs)\n"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
