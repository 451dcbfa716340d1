"""Shares, contrasts, maps, relabelling and ranks, against numbers worked out by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from crossed_stores import DOCTRINES, POSTURES, REFERENCE, both, crossed, sampled

from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.verdict.asked import Contrast, Probe
from eastsea_abm.verdict.best import Plausible
from eastsea_abm.verdict.gates import ABOUT, FEWER, MOST, NEITHER, UNTOLD, gate
from eastsea_abm.verdict.judged import judge, said
from eastsea_abm.verdict.pairs import pairs
from eastsea_abm.verdict.shares import Share, apart, share_of

THESIS = Contrast("engage", "hedge", "as posed (0 against 0.45)", True)
EQUAL = Contrast("engage", "quiet", "equal (none)", True)


def steps(sample, condition, policy):
    """Engaging is better in the sets after the first ten of forty, and in all of them under the last doctrine."""
    better = (sample >= 10) | (condition >= 4)
    return 5.0 + np.where(policy == 1, np.where(better, -1.0, 1.0), 0.0)


def wilson_by_roots(share: float, n: float) -> tuple[float, float]:
    """The two shares at which the score test is just at its 95 % point."""
    z2 = 1.959963984540054**2
    low, high = np.sort(np.roots([1 + z2 / n, -(2 * share + z2 / n), share * share]).real)
    return float(low), float(high)


def test_sets_met_once_have_wilsons_interval():
    found = share_of(np.arange(10) < 3, np.arange(10))
    assert found[:3] == pytest.approx((0.3, *wilson_by_roots(0.3, 10)))
    assert found.cases == found.samples == 10
    assert np.isnan(share_of(np.zeros(0, bool), np.zeros(0, int)).share)


def test_conditions_of_one_set_do_not_count_as_independent():
    sample = np.repeat(np.arange(50), 20)
    alike = share_of(sample < 25, sample)
    assert alike.high - alike.low > 0.9 * np.diff(wilson_by_roots(0.5, 50))[0]
    mixed = share_of(np.arange(1000) % 2 == 0, sample)
    assert mixed[:3] == pytest.approx((0.5, *wilson_by_roots(0.5, 50)))  # all sets alike: no more is known than by 50
    every = share_of(np.ones(1000, bool), sample)
    assert (every.low, every.high) == pytest.approx((wilson_by_roots(1.0, 50)[0], 1.0))


def test_shares_are_held_apart_by_newcombes_method():
    # Newcombe 1998, table II, (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    one, other = (Share(k / n, *wilson_by_roots(k / n, n), n, n) for k, n in ((56, 70), (48, 80)))
    assert apart(one, other) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("lower", "higher", "samples", "word"),
    [
        ((0.60, 0.501, 0.69), (0.40, 0.31, 0.499), 100, MOST),
        ((0.60, 0.499, 0.69), (0.40, 0.31, 0.501), 100, UNTOLD),
        ((0.40, 0.31, 0.499), (0.60, 0.501, 0.69), 100, FEWER),
        ((0.52, 0.43, 0.59), (0.48, 0.41, 0.57), 100, ABOUT),
        ((0.30, 0.25, 0.36), (0.30, 0.25, 0.36), 100, NEITHER),
        ((0.30, 0.25, 0.36), (0.50, 0.45, 0.55), 100, UNTOLD),  # ties leave open which is more frequent
        ((1.00, 0.70, 1.00), (0.00, 0.00, 0.30), 9, UNTOLD),  # too few sets for any word
    ],
)
def test_a_word_needs_the_whole_interval_on_one_side(lower, higher, samples, word):
    assert gate(*(Share(*one, samples, samples) for one in (lower, higher))) == word


def test_a_set_is_decided_only_where_its_own_interval_leaves_out_nothing():
    gaps = np.array([[-1, -1, -1.1, -1.2], [2, -0.5, -0.5, -2], [0, 0, 0, 0], [3, 3.1, 3, 3], [np.nan, 1, 1, 1]])
    found = pairs(gaps, np.zeros_like(gaps))
    assert found.sure.tolist() == [-1, 0, 0, 1, 1]
    assert found.gap[2] == 0
    assert found.runs.tolist() == [4, 4, 4, 4, 3]
    assert found.halves.tolist() == [True, False, True, True, True]  # row 1: 0.75 and -1.25
    assert found.first_lower.tolist() == [True, False, False, False, False]
    assert found.second_lower.tolist() == [True, True, False, False, False]


def test_shares_ties_and_what_is_left_open():
    def level(sample, condition, policy):
        return 5.0 + np.where(policy == 1, np.select([sample < 10, sample < 30], [-1.0, 0.0], 1.0), 0.0)

    found = judge(sampled(both(level), samples=40), contrasts=[THESIS]).found.of(THESIS, "entrapment")
    assert (found.lower.share, found.equal, found.higher.share) == (0.25, 0.5, 0.25)
    assert found.undecided == 0.5
    assert found.range == (0.25, 0.75)
    assert found.agreement == 1.0
    assert found.halves == (0.25, 0.25)
    assert found.word == NEITHER
    assert found.median == 0.0
    assert found.low_5 == pytest.approx(np.log(4 / 5))
    assert found.difference == pytest.approx(0.0)


def test_noise_within_the_pairs_leaves_signs_open():
    told = judge(sampled(both(steps), noise=3.0), contrasts=[THESIS]).found.of(THESIS, "entrapment")
    assert told.lower.share == 0.75
    assert told.undecided == 1.0
    assert told.range == (0.0, 1.0)


def test_a_crossed_sweep_is_judged_at_the_reference_and_over_all():
    found = judge(crossed(both(steps)), contrasts=[THESIS, EQUAL], reference=REFERENCE).found
    short = {name.removeprefix("policy."): value for name, value in REFERENCE.items()}
    assert judge(crossed(both(steps)), contrasts=[THESIS], reference=short).found.reference == REFERENCE
    here, everywhere = found.of(THESIS, "entrapment"), found.all_over(THESIS, "entrapment")
    assert (here.lower.share, here.lower.cases, here.lower.samples) == (0.75, 40, 40)
    assert here.lower.low == pytest.approx(wilson_by_roots(0.75, 40)[0])
    assert dict(here.place) == REFERENCE
    assert everywhere.lower.share == pytest.approx((4 * 0.75 + 2 * 1.0) / 6)
    assert (everywhere.lower.cases, everywhere.lower.samples, everywhere.conditions) == (240, 40, 6)
    assert everywhere.lower.low < everywhere.lower.share < everywhere.lower.high


def test_the_map_has_a_cell_a_condition():
    found = judge(crossed(both(steps)), contrasts=[THESIS, EQUAL], reference=REFERENCE).found
    own = found.map_of(THESIS, "entrapment")
    assert [one.lower.share for one in own.cells] == [0.75] * 4 + [1.0] * 2
    assert own.conditions == tuple((one, other) for one in DOCTRINES for other in POSTURES)
    assert own.conditions[own.reference] == ("counterstrike", "us-baseline")
    assert own.conditions[own.highest][0] == "consult-first"
    assert own.parted  # 0.75 of 40 ends at 0.86, 1 of 40 begins at 0.91
    assert {(one.contrast, one.outcome) for one in found.maps} == {
        (contrast, name) for contrast in (THESIS, EQUAL) for name in ("entrapment", "involvement")
    }


def test_the_closer_sweep_answers_where_it_has_the_policies():
    closer = sampled(both(lambda sample, condition, policy: 5.0 + 1.0 * (policy == 1)), runs=6)
    found = judge(crossed(both(steps)), closer, contrasts=[THESIS], reference=REFERENCE).found
    assert (found.of(THESIS, "entrapment").lower.share, found.of(THESIS, "entrapment").runs) == (0.0, 6)
    assert found.map_of(THESIS, "entrapment").cells[0].lower.share == 0.75


def test_relabelling_is_told_from_a_fall():
    # Of forty sets: ten lose strikes, ten only gain consent, twenty have more of both.
    def entrapment(sample, condition, policy):
        return 5.0 + np.where(policy == 1, np.where(sample < 20, -1.0, 1.0), 0.0)

    def involvement(sample, condition, policy):
        return 9.0 + np.where(policy == 1, np.select([sample < 10, sample < 20], [-1.0, 0.25], 2.0), 0.0)

    rules = {"entrapment": entrapment, "involvement": involvement}
    verdict = judge(sampled(rules), contrasts=[THESIS])
    moved = verdict.found.moved(THESIS)
    assert (moved.entrapment.share, moved.both.share, moved.only.share) == (0.5, 0.25, 0.25)
    assert moved.only_of_lower[:3] == pytest.approx((0.5, *wilson_by_roots(0.5, 20)))
    assert (moved.involvement.share, moved.involvement_higher.share) == (0.25, 0.75)
    assert moved.consented_higher.share == 0.75  # all but those who lose strikes
    assert (moved.moved_low_5, moved.moved, moved.moved_high_95) == (0.0, 0.5, 1.0)
    assert "unconsented entrapment was lower and involvement was not in 25 %" in verdict.five[2]


def test_involvement_that_stays_the_same_is_no_fall():
    def entrapment(sample, condition, policy):
        return 5.0 - 1.0 * (policy == 1)

    rules = {"entrapment": entrapment, "involvement": lambda sample, condition, policy: 9.0 + 0.0 * policy}
    moved = judge(sampled(rules), contrasts=[THESIS]).found.moved(THESIS)
    assert (moved.only.share, moved.both.share, moved.moved) == (1.0, 0.0, 1.0)


def test_a_run_that_failed_is_left_out_of_the_pair():
    store = sampled(both(steps), runs=2, failed=(0, 1, 8))  # both runs of set 0 hedging, one of set 1 engaging
    told = judge(store, contrasts=[THESIS]).found.of(THESIS, "entrapment")
    assert (told.left_out, told.lower.cases, told.runs) == (1, 39, 1)


def test_probes_say_where_the_thesis_holds_and_fails():
    store = crossed({**both(steps), "cooperation": lambda s, c, p: 50.0 + 1.0 * (p == 1)})
    probes = [
        Probe("low voice", "voice < 0.25"),
        Probe("asked", "policy.doctrine = consult-first and voice < 0.25"),
        Probe("much entrapment", "entrapment(engage) > 5.5"),
        Probe("few sets", "voice <= 0.1"),
        Probe("not even", "", outcome="cooperation"),
        Probe("itself", "", of="hedge", against="engage"),
    ]
    found = judge(store, contrasts=[THESIS], reference=REFERENCE, probes=probes).found.probes
    low, asked, much, few, coop, turned = found
    assert [low.inside.lower.share, low.outside.lower.share] == [0.0, 1.0]
    assert (low.inside.lower.cases, low.outside.lower.cases) == (10, 30)
    assert (low.word, low.word_outside) == ("fails here", "holds here")
    assert low.gap[2] < 0
    assert (asked.inside.lower.share, asked.word) == (1.0, "holds here")
    assert asked.outside.lower.cases == 110  # three doctrines at the reference posture, less the ten inside
    assert (much.inside.lower.cases, much.word) == (10, "fails here")
    assert (few.inside.lower.cases, few.word) == (4, UNTOLD)
    assert (coop.inside.favourable.share, coop.word, coop.outside) == (1.0, "holds here", None)
    assert turned.word == "fails here"


def test_all_that_is_wrong_with_probes_is_said_at_once():
    probes = [
        Probe("a", "voise < 0.5 and policy.doctrine = refuse-consultaton and entrapmnt(engage) < 1"),
        Probe("b", "voice = high and policy.doctrine < 1 and voice < lots and voice"),
        Probe("c", outcome="harmony", of="engag"),
    ]
    with pytest.raises(ScenarioError) as caught:
        judge(crossed(both(steps)), contrasts=[THESIS], probes=probes)
    said_of = "\n".join(str(one) for one in caught.value.problems)
    for near in ("'voice'", "'refuse-consultation'", "'entrapment'", "'engage'", "no outcome 'harmony'"):
        assert near in said_of
    assert "voice is a range: use < or >" in said_of
    assert "policy.doctrine takes words: use =" in said_of
    assert "'lots' is no number" in said_of
    assert "'voice' is no condition" in said_of
    assert len(caught.value.problems) == 9


def test_a_probe_is_put_to_the_sweep_that_knows_its_names():
    probes = [Probe("low", "voice < 0.25"), Probe("asked", "policy.doctrine = consult-first")]
    found = judge(crossed(both(steps)), sampled(both(steps)), contrasts=[THESIS], reference=REFERENCE, probes=probes)
    assert [one.sweep for one in found.found.probes] == ["closer", "main"]
    with pytest.raises(ScenarioError, match=r"no factor 'policy.doctrine'"):
        judge(sampled(both(steps)), contrasts=[THESIS], probes=probes)


def test_ranks_are_given_for_all_sets_and_for_plausible_ones():
    plausible = Plausible("hedge", {"strikes": (2.0, 3.0)}, "made up")
    rules = {**both(steps), "strikes": lambda sample, condition, policy: np.where(sample < 20, 2.5, 9.0)}
    found = judge(sampled(rules), contrasts=[THESIS], strategies=["engage", "hedge"], plausible=plausible).found
    engage, hedge = (one for one in found.best if one.outcome == "entrapment")
    assert (engage.share, hedge.share) == (0.75, 0.25)
    assert (engage.plausible_share, engage.plausible_sets, engage.sets) == (0.5, 20, 40)
    assert engage.low == pytest.approx(wilson_by_roots(0.75, 40)[0])


def test_wrong_names_and_unfinished_sweeps_are_refused():
    store = crossed(both(steps), samples=12)
    with pytest.raises(ScenarioError) as caught:
        judge(
            store,
            contrasts=[Contrast("engag", "hedge"), Contrast("hedge", "hedge")],
            reference={"policy.doctrine": "refuse", "policy.postur": "x"},
            outcomes=["harmony"],
        )
    assert len(caught.value.problems) == 5
    assert caught.value.exit_code == 2
    with pytest.raises(InputError, match="none is given"):
        judge(store, contrasts=[])
    store._rows = store.table().slice(0, 100)
    with pytest.raises(InputError, match="is not finished: 100 of"):
        judge(store, contrasts=[THESIS])


def test_one_outcome_is_read_at_a_time():
    store = sampled({**both(steps), "harm": steps})
    judge(store, contrasts=[THESIS])
    assert max(len(columns) for columns in store.asked) <= 2


def test_all_of_it_is_plain_data():
    verdict = judge(crossed(both(steps), samples=12), contrasts=[THESIS], reference=REFERENCE, probes=[Probe("x")])
    data = json.loads(json.dumps(verdict.as_data(), allow_nan=False))
    assert data["five"] == list(verdict.five)
    assert len(data["maps"][0]["cells"]) == 6
    assert data["told"][0]["word"] == verdict.found.told[0].word
    again = said(verdict.found, depends=["voice is above 0.8"])
    assert "voice is above 0.8" in again.five[3]
    with pytest.raises(InputError, match=r"claims more .* reduces"):
        said(verdict.found, depends=["voice reduces it"])
