"""The tracked reference result: the rules still make it, and other rules do not."""

from pathlib import Path

import pandas as pd
import pytest

from eastsea_abm.chronicle import Chronicle
from eastsea_abm.model import RegionModel

REFERENCE = Path(__file__).parents[1] / "results" / "reference" / "baseline-24"


def tables(**settings: float) -> dict[str, pd.DataFrame]:
    model = RegionModel("baseline", months=24, seed=7, settings=settings)
    chronicle = Chronicle(model)
    while model.running:
        model.step()
        chronicle.watch()
    return chronicle.tables()


def same(made: dict[str, pd.DataFrame], name: str) -> bool:
    kept = pd.read_parquet(REFERENCE / f"{name}.parquet")
    return kept.equals(made[name].astype(kept.dtypes.to_dict()))


@pytest.fixture(scope="module")
def made() -> dict[str, pd.DataFrame]:
    return tables()


@pytest.mark.parametrize("name", ["states", "dyads", "decisions", "events", "instruments", "theatres", "outcomes"])
def test_the_reference_run_comes_out_the_same(made, name):
    """If the rules were meant to change: ``python tools/reference.py --write``, and say so in the changelog."""
    assert same(made, name)


def test_another_parameter_does_not_make_the_reference_run():
    other = tables(trust_gain=0.041)
    assert not same(other, "dyads")
    assert not same(other, "outcomes")
