"""When a comparison stops, on synthetic pairs."""

from __future__ import annotations

import numpy as np
import pytest

from eastsea_abm.analysis.precision import FIRST_LOOK, STILL, Width, missed, next_look, width
from eastsea_abm.errors import InputError

POLICIES = ("hedge", "engage")


def test_a_width_is_a_part_of_the_mean_or_in_the_unit() -> None:
    assert width("2%") == Width(0.02, True)
    assert width(" 0.01") == Width(0.01, False)
    assert width("2%").of(-50.0) == 1.0
    assert (str(width("2%")), str(width("0.01"))) == ("2%", "0.01")


@pytest.mark.parametrize("text", ["", "%", "wide", "0", "-1%", "nan", "inf", "2 %%"])
def test_what_is_no_width_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="precision"):
        width(text)


def test_the_stop_looks_at_widths_and_not_at_the_difference() -> None:
    rng = np.random.default_rng(5)
    gap = rng.normal(size=400)
    for shift in (0.0, 100.0):
        pairs = {"crises": np.stack([np.zeros(400), gap + shift])}
        assert not missed(pairs, POLICIES, "hedge", Width(0.11, False))
        told = missed(pairs, POLICIES, "hedge", Width(0.05, False))
        assert [(one.outcome, one.policy) for one in told] == [("crises", "engage")]
        assert told[0].half_width == pytest.approx(1.96 * gap.std(ddof=1) / 20, rel=1e-4)


def test_a_rare_thing_that_has_not_differed_yet_is_not_settled() -> None:
    few, many = np.zeros((2, FIRST_LOOK)), np.zeros((2, STILL))
    assert "fewer than" in str(missed({"escalations": few}, POLICIES, "hedge", Width(0.1, False))[0])
    assert not missed({"escalations": many}, POLICIES, "hedge", Width(0.1, False))


def test_failed_runs_do_not_count() -> None:
    pairs = np.random.default_rng(2).normal(size=(2, 300))
    pairs[1, 3] = np.nan
    wanted = Width(0.001, False)
    with_it = missed({"crises": pairs}, POLICIES, "hedge", wanted)
    without = missed({"crises": np.delete(pairs, 3, 1)}, POLICIES, "hedge", wanted)
    assert with_it == without


def test_the_next_look_is_where_the_width_should_be_reached() -> None:
    rng = np.random.default_rng(8)
    gap = rng.normal(size=100_000)
    runs, looks = FIRST_LOOK, 0
    while lacking := missed({"x": np.stack([np.zeros(runs), gap[:runs]])}, POLICIES, "hedge", Width(0.02, False)):
        after = next_look(runs, lacking, 50_000)
        assert runs < after <= max(4 * runs, runs + 100)
        assert after % 100 == 0
        runs, looks = after, looks + 1
    assert 9_000 < runs < 11_500  # (1.96 / 0.02) squared is 9604
    assert looks < 8
    assert next_look(400, lacking, 500) == 500
    unreachable = missed({"x": np.stack([np.zeros(200), gap[:200]])}, POLICIES, "hedge", Width(0.02, True))
    assert next_look(200, unreachable, 20_000) == 800
