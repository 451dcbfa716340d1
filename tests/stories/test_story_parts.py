"""The parts of a story: which pair is told, what counts as the same, what crises are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from made_stores import made

from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.happenings import Happening
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.setup import prepare
from eastsea_abm.stories.asked import pair_of
from eastsea_abm.stories.choices import act, choice, seats
from eastsea_abm.stories.events import events, times
from eastsea_abm.stories.months import at_crisis, contributions, months
from eastsea_abm.stories.names import Names, listed, percent
from eastsea_abm.stories.pairs import chosen, values
from eastsea_abm.stories.phrases import decision
from eastsea_abm.stories.played import Played, played

BOTH = ("a-1", "b")


def invented(failed: tuple[int, ...] = ()) -> Any:
    """Two settings of three runs: differences of the first policy from the second 5, 1, 1 and 3, -2, 0."""
    gaps = np.array([[5.0, 1.0, 1.0], [3.0, -2.0, 0.0]])
    rules = {
        name: lambda setting, policy, run: np.where(policy == 0, gaps[setting, run], 0.0)
        for name in ("entrapment", "cooperation")
    }
    return made(rules, {"x": [0.0, 1.0]}, policies=BOTH, runs=3, failed=failed)


def test_the_median_is_the_lower_of_the_middle_two_and_the_first_of_equals() -> None:
    pair = chosen(values(invented(), "entrapment", BOTH), "median", -1)
    assert (pair.setting, pair.run, pair.difference) == (0, 1, 1.0)  # -2 0 1 1 3 5
    assert [pair.smaller, pair.equal] == pytest.approx([2 / 6, 2 / 6])
    assert pair.pairs == 6
    assert pair.quantile == pytest.approx(0.5)
    four = np.array([[[3.0, 1.0, 0.0, 2.0]], [[0.0, 0.0, 0.0, 0.0]]])
    assert chosen(four, "median", -1).run == 1


def test_the_worst_is_worst_in_the_sense_of_the_outcome() -> None:
    both = values(invented(), "entrapment", BOTH)
    assert chosen(both, "worst", -1).difference == 5.0
    assert chosen(both, "worst", 1).difference == -2.0
    assert chosen(both, "worst", 0).difference == 5.0


def test_a_pair_of_which_one_failed_is_not_told_nor_another_setting() -> None:
    worst = chosen(values(invented(failed=(3,)), "entrapment", BOTH), "worst", -1)  # the second policy's first run
    assert (worst.difference, worst.pairs) == (3.0, 5)
    assert chosen(values(invented(), "entrapment", BOTH, setting=1), "median", -1).difference == 0.0
    with pytest.raises(InputError, match="no pair of runs"):
        chosen(values(invented(failed=tuple(range(6, 12))), "entrapment", BOTH, setting=1), "median", -1)


def test_only_the_outcome_is_read() -> None:
    store = invented()
    values(store, "entrapment", BOTH)
    assert store.asked == [["entrapment", "status"]]


def test_a_contrast_is_told_apart_though_names_have_hyphens() -> None:
    plan = invented().plan
    assert pair_of(plan, "a-1-b") == ("a-1", "b")
    assert pair_of(plan, "") == ("b", "a-1")
    with pytest.raises(ScenarioError, match="a-1-b"):
        pair_of(plan, "a-b")


def happening(text: str, kind: str = "instrument", size: float = 1.0) -> Happening:
    return Happening("2023-01", kind, "model", "AAA", "BBB", size, text, "")


class Told:
    """As much of a run as `events` reads."""

    dates = ("2023-01",)

    def __init__(self, *found: Happening) -> None:
        self.found = list(found)

    def happened(self, k: int) -> list[Happening]:
        return self.found


def test_numbers_in_a_sentence_make_no_difference_but_what_happens_does() -> None:
    one: Any = Told(happening("Pact (PACT) is signed: common threat 0.12."), happening("North: a crisis.", "crisis"))
    other: Any = Told(happening("Pact (PACT) is signed: common threat 0.34."))
    found = events(one, other, 0)
    assert [(event.about, len(event.of), len(event.against)) for event in found] == [("North", 1, 0)]
    assert [event.kind for event in events(other, Told(), 0)] == ["instrument"]  # type: ignore[arg-type]
    assert times(one, other.found[0]) == 1


@pytest.mark.parametrize(("size", "number"), [(0.41, 0), (0.6, 1)])
def test_a_leader_counts_as_another_only_where_the_orientation_is_far_off(size: float, number: int) -> None:
    one: Any = Told(happening("AAA has a new leader.", "leadership_change", 0.4))
    other: Any = Told(happening("AAA has a new leader.", "leadership_change", size))
    assert len(events(one, other, 0)) == number


@pytest.fixture(scope="module")
def two() -> tuple[Played, Played]:
    """Two years of the shipped region, with many crises, under two strategies."""
    sets = ["alert=1", "crisis=1"]
    setups = [
        prepare(read_scenario("baseline", policies=["counterstrike", name], sets=sets, months=24, seed=3))
        for name in ("engage-institutionalise", "hedge")
    ]
    one, other = (played(name, setup, 0) for name, setup in zip(("closer", "away"), setups, strict=True))
    return one, other


def test_every_decision_is_recomputed_as_it_was_made(two: tuple[Played, Played]) -> None:
    for run in two:
        for k in range(24):
            for seat in seats(run):
                made_now = choice(run, seat, k)
                assert made_now.chances.sum() == pytest.approx(1.0)
                w = run.after(k)
                draw = (w.tie_draw if seat.kind == "partner" else w.rivalry_draw)[seat.place]
                below = made_now.chances[: made_now.act].sum()
                assert below - 1e-9 <= draw <= below + made_now.chances[made_now.act] + 1e-9
                if seat.kind == "partner":
                    assert made_now.chances[made_now.act] == pytest.approx(w.decision_chance[seat.place], abs=1e-12)
                    assert made_now.utility[:, made_now.act] == pytest.approx(w.decision_terms[seat.place], abs=1e-12)
                assert act(run, seat, k) == made_now.act


def test_contributions_sum_to_the_outcome_whatever_it_is_over(two: tuple[Played, Played]) -> None:
    for outcome in ("entrapment", "cooperation", "protocol"):
        assert contributions(two[0], outcome).sum() == pytest.approx(two[0].totals[outcome])


def test_entrapment_of_a_month_is_made_of_the_odds_that_are_told(two: tuple[Played, Played]) -> None:
    one, other = two
    found = months(one, other, "entrapment")
    assert found
    assert [month.month for month in found] == sorted(month.month for month in found)
    for month in found:
        k = month.month - 1
        by_hand = sum(odds.of.get("unilateral", 0.0) * odds.of.get("drawn in", 0.0) for odds in month.odds)
        same = [h for h, name in enumerate(one.names.theatres) if at_crisis(one, h, k)
                and name not in [odds.theatre for odds in month.odds]]  # fmt: skip
        by_hand += sum(one.after(k).odds[h, 8] * one.after(k).odds[h, 9] for h in same)
        assert by_hand == pytest.approx(month.of)
    gaps = np.abs(one.series("entrapment") - other.series("entrapment"))
    assert gaps.argmax() + 1 in [month.month for month in found]


def test_a_decision_names_the_terms_that_differ_and_no_cause_where_none_does(two: tuple[Played, Played]) -> None:
    one, other = two
    k, seat = next((k, seat) for k in range(24) for seat in seats(one) if act(one, seat, k) != act(other, seat, k))
    assert "with the same draw, because " in decision(one, other, seat, k)
    same = decision(one, one, seat, k)
    assert "because" not in same
    assert "its terms are the same" in same


def test_states_have_their_short_names_and_instruments_no_codes(two: tuple[Played, Played]) -> None:
    names = Names(two[0].setup)
    assert names.plain("Pact (GSOMIA) of KOR and JPN at 12%.") == "Pact of South Korea and Japan at 12 %."
    assert names.of("KOR,XXX") == "South Korea and XXX"
    assert names.state(-1) == "nobody"


def test_chances_are_never_rounded_to_what_they_are_not() -> None:
    said = [percent(chance) for chance in (0.0, 0.0001, 0.034, 0.34, 0.999, 1.0)]
    assert said == ["0 %", "less than 0.1 %", "3.4 %", "34 %", "over 99 %", "100 %"]
    assert listed(["a", "b", "c"]) == "a, b and c"
