"""Sentences claim no more than recovery supports."""

from __future__ import annotations

import pytest

from eastsea_abm.calibration.words import reached, told, verdict

GOOD = {
    "correlation_low": 0.5,
    "coverage": {"0.9": [0.9, 0.86, 0.93]},
    "contraction": 0.4,
    "contraction_low": 0.2,
    "contraction_high": 0.6,
}


def target(
    shift: float = 0.0, contraction: float = 0.0, recovery: object = GOOD, error: float = 0.05
) -> dict[str, object]:
    errors = {"shift_error": error, "contraction_error": error}
    return {"title": "flare", "shift": shift, "contraction": contraction, "recovery": recovery, **errors}


def test_a_shift_that_recovery_supports_is_a_move():
    one = target(-0.8, 0.35)
    assert verdict(one) == "moved"
    assert told(one) == (
        "flare: moved down by 0.80 (standard error 0.05) prior standard deviations; 65 % of the prior's variance "
        "is left, 60 % in simulated histories."
    )


def test_what_changed_little_is_left_to_the_prior():
    assert verdict(target(0.2, 0.1)) == "not moved"
    assert "leaves it where the prior had it" in told(target(0.2, 0.1))


def test_what_only_narrowed_is_not_said_to_have_moved():
    assert verdict(target(0.1, 0.5)) == "narrowed"


def test_what_may_be_the_luck_of_the_draws_is_no_move():
    assert verdict(target(0.4, 0.2)) == "moved"
    assert verdict(target(0.4, 0.2, error=0.14)) == "not moved"


@pytest.mark.parametrize(
    ("recovery", "why"),
    [
        (None, "no histories were fitted back"),
        ({**GOOD, "correlation_low": 0.1}, "hardly follows the truth"),
        ({**GOOD, "coverage": {"0.9": [0.7, 0.6, 0.8]}}, "miss the truth too often"),
    ],
    ids=["none", "blind", "too sure"],
)
def test_what_recovery_does_not_support_is_no_claim(recovery, why):
    one = target(1.2, 0.7, recovery)
    assert verdict(one) == "no claim"
    assert why in told(one)
    assert told(one).endswith("no claim.")


def test_a_fit_surer_than_simulated_ones_is_said_to_be():
    assert "surer than 95 % of them" in told(target(1.0, 0.7))
    assert "less sure than 95 % of them" in told(target(1.0, 0.1))


def test_a_record_out_of_reach_is_said_before_anything_is_read_into_a_posterior():
    near = {"distance": 3.0, "farther": 0.4, "statistics": 30, "outside": []}
    far = {"distance": 9.0, "farther": 0.97, "statistics": 30, "outside": ["index 2013"]}
    said = " ".join(reached(far, {**far, "distance": 9.5}))
    assert "farther out than 97 % of simulated histories" in said
    assert "29 of its 30 statistics" in said
    assert "no posterior makes up for that" in said
    assert "come no nearer" in said
    assert "no posterior" not in " ".join(reached(near, near))
