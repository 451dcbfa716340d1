"""The hindcast 2012-2026 in numbers: yearly cooperation, and when each run signs which agreement.

``python tools/history.py [RUNS]`` prints docs/history.md. Nothing is fitted to these numbers.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from eastsea_abm.ensemble import simulate
from eastsea_abm.model import RegionModel
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.scenario.setup import Setup, made_ready

SEED = 1
DATA = Path(__file__).parents[1] / "src" / "eastsea_abm" / "data"
SIGNED_IN_FACT = {
    "TISA": "2014-12",
    "GSOMIA": "2016-11",
    "EXERCISES": "2023-08",
    "CONSULT": "2023-08",
    "SECRETARIAT": "2024-11",
}
YEARS = range(2012, 2026)


def main(runs: int) -> None:
    """Print both tables."""
    setup = made_ready("history-2012-2026", seed=SEED)
    table = simulate(setup, runs=runs)
    write = sys.stdout.write
    write(
        f"# The hindcast\n\n`history-2012-2026`, seed {SEED}, {runs} runs. Made by `python tools/history.py`. "
        "Launches, disputes, leaders, postures and doctrine are\nforced by the record; what the pair did is not.\n\n"
    )
    write("| year | " + " | ".join(str(y) for y in YEARS) + " |\n|---" + "|---" * len(YEARS) + "|\n")
    for name in ("cooperation", "cooperation_acts", "trust", "grievance", "mood", "asset", "protocol", "coercion"):
        series = table[:, : 12 * len(YEARS), setup.columns.index(name)]
        yearly = series.reshape(runs, len(YEARS), 12).mean(axis=(0, 2))
        write(f"| {name} | " + " | ".join(f"{x:.2f}" if x < 2 else f"{x:.0f}" for x in yearly) + " |\n")
    write(polls(table, setup))
    write(
        "\nFirst signing of each agreement, share of runs by year:\n\n| agreement | in fact | "
        + " | ".join(str(y) for y in YEARS)
        + " | never |\n|---|---"
        + "|---" * (len(YEARS) + 1)
        + "|\n"
    )
    for name, years in first_signings(setup, runs).items():
        shares = [years.get(str(y), 0) / runs for y in YEARS]
        write(
            f"| {name} | {SIGNED_IN_FACT.get(name, 'not yet')} | "
            + " | ".join(f"{s:.0%}" for s in shares)
            + f" | {1 - sum(shares):.0%} |\n"
        )


def polls(table: np.ndarray, setup: Setup) -> str:
    """Rank correlations with two polls, beside what the passing of time alone gives."""
    series = pd.read_csv(DATA / "series.csv").dropna(subset=["month"])
    month = series["year"] * 12 + series["month"].astype(int) - 1 - setup.start
    lines = ["\n| poll | model | n | Spearman | of time alone |\n|---|---|---|---|---|\n"]
    for name, observer, outcome in (
        ("yomiuri_hankook_relations_bad", "KOR", "cooperation"),
        ("yomiuri_hankook_relations_bad", "JPN", "cooperation"),
        ("genron_eai_bad_impression", "KOR", "mood"),
    ):
        here = (series["series"] == name) & (series["observer"] == observer) & month.between(0, setup.months - 1)
        model = table[:, month[here].astype(int), setup.columns.index(outcome)].mean(axis=0)
        good = -series.loc[here, "value"].to_numpy()
        rho, time = (spearmanr(good, x).statistic for x in (model, month[here]))
        lines.append(f"| {name}, {observer} | {outcome} | {len(good)} | {rho:+.2f} | {time:+.2f} |\n")
    return "".join(lines)


def first_signings(setup: Setup, runs: int) -> dict[str, Counter[str]]:
    """Year of the first signing of each instrument, counted over runs."""
    found: dict[str, Counter[str]] = {name: Counter() for name in setup.index.instruments}
    for r in range(runs):
        model = RegionModel(setup, run=r)
        unsigned = np.ones(len(setup.index.instruments), bool)
        while model.steps < 12 * len(YEARS):
            model.step()
            for m in np.nonzero(unsigned & (model.world.status > 0))[0]:
                found[setup.index.instruments[m]][date_of(model.month)[:4]] += 1
            unsigned &= model.world.status == 0
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
