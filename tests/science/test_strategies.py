"""The strategies against each other, with enough runs for small differences: ``make test-all``.

Directions are those of the design dossier's prototype (its section 8.1). Where the two differ it is said so.
"""

import itertools

import numpy as np
import pytest

from eastsea_abm.ensemble import simulate, totals
from eastsea_abm.scenario.setup import made_ready

RUNS = 2000
STRATEGIES = ("distance", "hedge", "engage", "engage-institutionalise", "dual-track", "passive")
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("compiled")]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, np.ndarray]]:
    tables = {}
    for policy in STRATEGIES:
        setup = made_ready("baseline", policy=f"counterstrike,{policy}", months=120, seed=12)
        tables[policy] = dict(zip(setup.columns, totals(simulate(setup, runs=RUNS), setup.columns).T, strict=True))
    return tables


def surely_less(found, outcome, less, more):
    gap = found[more][outcome] - found[less][outcome]
    return gap.mean() > 3 * gap.std(ddof=1) / np.sqrt(RUNS)


@pytest.mark.parametrize(
    ("outcome", "order"),
    [
        ("cooperation", ("distance", "hedge", "engage", "engage-institutionalise")),
        ("protocol", ("distance", "hedge", "engage", "engage-institutionalise")),
        ("isolation", ("engage-institutionalise", "engage", "hedge", "distance")),
        ("abandonment", ("engage-institutionalise", "hedge", "distance")),
        ("coercion", ("hedge", "engage", "engage-institutionalise")),
    ],
)
def test_outcomes_are_ordered_as_in_the_prototype(found, outcome, order):
    for less, more in itertools.pairwise(order):
        assert surely_less(found, outcome, less, more), (outcome, less, more)


def test_engagement_without_institutions_exposes_more_than_hedging(found):
    assert surely_less(found, "entrapment", "hedge", "engage")
    assert surely_less(found, "involvement", "hedge", "engage")


def test_institutions_lower_unconsented_entrapment_more_than_involvement(found):
    def relative(outcome):
        base = found["engage"][outcome].mean()
        return (found["engage-institutionalise"][outcome].mean() - base) / base

    assert relative("entrapment") < relative("involvement") < 0.05


def test_reassurance_alone_lowers_exposure(found):
    assert surely_less(found, "entrapment", "hedge", "passive")
    assert surely_less(found, "entrapment", "dual-track", "engage-institutionalise")


def test_pairing_by_luck_narrows_the_comparison(found):
    a, b = found["hedge"]["entrapment"], found["engage-institutionalise"]["entrapment"]
    assert a.var() + b.var() > 3 * (a - b).var()
