"""Rank every prior by Morris's mean absolute effect and write docs/foremost.md.

    eastsea sweep foremost --out /tmp/foremost && python tools/foremost.py /tmp/foremost

Effects are those of moving one prior over its whole width, in standard deviations of the measure over the
design. The measures are the level of an outcome (mean of two strategies) and the strategies' difference.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from SALib.analyze import morris

from eastsea_abm.dashboard.foremost import FOREMOST
from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.sweep.design import MORRIS_LEVELS

MEASURED = ("cooperation", "entrapment", "crises")
FIRST = 3  # of each measure are shown first
SHOWN = 6  # of each measure stand in the document


def main(store: Path) -> None:
    ranked = ranking(store)
    lines = [
        "# Which parameters are shown first",
        "",
        "Made by `eastsea sweep foremost --out DIR` and `python tools/foremost.py DIR`. Morris's mean absolute effect",
        "of moving one prior over its whole width, in standard deviations of the measure over the design. Twelve",
        "trajectories tell what matters from what does not; they are too few for the order of near neighbours. The",
        f"dashboard shows first what is among the first {FIRST} parameters of a measure.",
        "",
        "| measure | first six, with their effects |",
        "|---|---|",
    ]
    for name, effects in ranked.items():
        first = effects.sort_values(ascending=False).head(SHOWN)
        lines.append(f"| {name} | " + ", ".join(f"`{key}` {value:.2f}" for key, value in first.items()) + " |")
    Path("docs/foremost.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    chosen = {key for effects in ranked.values() for key in effects.sort_values(ascending=False).head(FIRST).index}
    print("first of a measure:", ", ".join(sorted(chosen & set(ROWS))))
    print("differs from eastsea_abm.dashboard.foremost:", sorted((chosen & set(ROWS)) ^ set(FOREMOST)) or "nothing")


def ranking(store: Path) -> dict[str, pd.Series]:
    """Effects by measure, of every parameter with a prior."""
    design = pd.read_parquet(store / "design.parquet").set_index("setting")
    runs = pd.concat(pd.read_parquet(part) for part in sorted((store / "outcomes").glob("*.parquet")))
    means = runs.groupby(["setting", "policy"])[list(MEASURED)].mean().unstack("policy").loc[design.index]
    first, second = (str(name) for name in means.columns.levels[1])
    priors = {name: row.prior for name, row in {**ROWS, **LEVERS}.items() if row.prior and name in design}
    cube = np.column_stack([(design[name] - low) / (high - low) for name, (low, high) in priors.items()])
    problem = {"num_vars": len(priors), "names": list(priors), "bounds": [[0, 1]] * len(priors)}
    effects = {}
    for name in MEASURED:
        level, difference = means[name].mean(axis=1), means[name][first] - means[name][second]
        for what, value in ((f"{name}, level", level), (f"{name}, difference", difference)):
            told = morris.analyze(problem, cube, value.to_numpy(), num_levels=MORRIS_LEVELS, seed=1)
            effects[what] = pd.Series(told["mu_star"], list(priors)) / value.std()
    return effects


if __name__ == "__main__":
    main(Path(sys.argv[1]))
