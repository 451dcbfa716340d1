import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import elections, leaders
from eastsea_abm.mechanisms.leaders import elected
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.schema import RegionFile


def polls(r: worlds.Ready, months: int, run: int = 0, *, chance: bool = True):
    """Tenure, press and leader of every state by month."""
    found = []
    for month in range(months):
        for mechanism in (elections, leaders):
            mechanism.apply(r.world, r.region, r.parameters, luck(2, run, chance=chance), r.record, r.start + month)
        found.append((r.world.tenure.copy(), r.world.press.copy(), r.world.leader.copy(), r.world.commitment.copy()))
    return found


@given(signed, shares, signed, shares, signed, st.floats(-4, 4), shares, parameter_sets("backlash", "mood_vote"))
def test_voters_punish_cooperation_ahead_of_grievance_and_reward_mood(
    mean, grievance, conduct, norm, gap, noise, more, p
):
    base = elected(mean, 0.4, grievance, conduct, norm, gap, noise, p)
    assert -1.0 <= base <= 1.0
    assert elected(mean, 0.4, max(grievance, more), conduct, norm, gap, noise, p) <= base
    assert elected(mean, 0.4, grievance, max(conduct, more), norm, gap, noise, p) <= base
    assert elected(mean, 0.4, grievance, conduct, norm, gap + more, noise, p) >= base
    assert elected(mean, 0.4, grievance, conduct, max(norm, more), gap, noise, p) >= base
    assert elected(mean, 0.4, grievance, conduct, norm, gap, noise + more, p) >= base


@given(st.floats(-0.3, 0.3), shares, signed, shares, signed)
def test_without_backlash_and_mood_a_leader_is_the_mean_and_chance(mean, grievance, conduct, norm, gap):
    p = Parameters(backlash=0.0, mood_vote=0.0)
    assert elected(mean, 0.5, grievance, conduct, norm, gap, 0.8, p) == pytest.approx(mean + 0.4)


def test_at_the_norm_grievance_is_neither_punished_nor_rewarded():
    assert elected(0.1, 0.5, 0.6, 0.0, 0.6, 0.0, 0.0, Parameters()) == pytest.approx(0.1)
    assert elected(0.1, 0.5, 0.6, -1.0, 0.6, 0.0, 0.0, Parameters()) == pytest.approx(0.1), "distance is not punished"


def test_without_grievance_cooperation_is_not_punished():
    assert elected(0.1, 0.5, 0.0, 1.0, 0.3, 0.0, 0.0, Parameters()) == elected(
        0.1, 0.5, 0.0, 0.0, 0.3, 0.0, 0.0, Parameters()
    )


def test_a_fixed_term_votes_when_it_ends_and_the_press_amplifies_before():
    r = worlds.ready(worlds.northeast_asia())
    k = r.at("KOR")
    r.world.tenure[k] = 0
    found = polls(r, 121)
    votes = [m for m, (tenure, *_) in enumerate(found) if tenure[k] == 0]
    assert votes == [59, 119]
    loud = [m for m, (_, press, *_) in enumerate(found) if press[k] == 1.0]
    assert loud == [*range(53, 59), *range(113, 119)]
    assert [m for m in range(1, 121) if found[m][2][k] != found[m - 1][2][k]] == votes


def test_a_state_without_a_calendar_changes_leaders_at_its_hazard():
    r = worlds.ready(worlds.northeast_asia())
    j = r.at("JPN")
    found = polls(r, 4000)
    changes = sum(tenure[j] == 0 for tenure, *_ in found)
    assert changes / 4000 == pytest.approx(0.0333, abs=4 * (0.0333 / 4000) ** 0.5)
    assert not any(press[j] for _, press, *_ in found)


def test_a_state_without_elections_keeps_its_leader():
    r = worlds.ready(worlds.northeast_asia())
    n = r.at("PRK")
    r.world.leader[n] = -0.4
    found = polls(r, 300)
    assert {leader[n] for _, _, leader, _ in found} == {-0.4}


def test_a_patrons_election_redraws_its_commitment_around_its_mean():
    drawn = []
    for run in range(800):
        r = worlds.ready(worlds.northeast_asia())
        u = r.at("USA")
        r.world.commitment_mean[u], r.world.commitment_sd[u], r.world.tenure[u] = 0.5, 0.1, 47
        polls(r, 1, run)
        drawn.append(r.world.commitment[u])
    assert np.mean(drawn) == pytest.approx(0.5, abs=4 * 0.1 / 800**0.5)
    assert np.std(drawn) == pytest.approx(0.1, rel=4 / (2 * 800) ** 0.5)


def test_without_spread_commitment_stays():
    r = worlds.ready(worlds.northeast_asia())
    u = r.at("USA")
    r.world.commitment_sd[u], r.world.commitment[u] = 0.0, 0.61
    assert {c[u] for *_, c in polls(r, 200)} == {0.61}


def test_mood_matters_as_a_gap_from_where_it_was():
    def chosen(mood: float, **parameters: float) -> float:
        r = worlds.ready(worlds.northeast_asia(), **parameters)
        k, j = r.at("KOR"), r.at("JPN")
        r.world.tenure[k], r.world.mood[k, j] = 59, mood
        polls(r, 1)
        return float(r.world.leader[k])

    assert chosen(0.9) > chosen(0.29) > chosen(0.0)
    assert chosen(0.9) - chosen(0.29) == pytest.approx(0.5 * 0.61)
    assert chosen(0.9, mood_vote=0.0) == chosen(0.0, mood_vote=0.0)


@pytest.mark.parametrize("process", ["leaders", "commitment"])
def test_the_record_holds_what_it_holds_and_nothing_else(process):
    r = worlds.ready(worlds.northeast_asia())
    r = r._replace(record=worlds.record_of(r.index, r.region, (), {process: 10**6}))
    k, u = r.at("KOR"), r.at("USA")
    found = polls(r, 120)
    assert (len({leader[k] for _, _, leader, _ in found}) == 1) is (process == "leaders")
    assert (len({c[u] for *_, c in found}) == 1) is (process == "commitment")


def test_a_calendar_goes_round_also_where_there_is_no_bond():
    data = worlds.northeast_asia_data()
    data["states"]["TWN"]["elections"] = {"every": 24, "window": 6}
    r = worlds.ready(RegionFile.model_validate(data))
    found = polls(r, 96)
    assert sum(press[r.at("TWN")] for _, press, *_ in found) == 4 * 6


def test_without_luck_the_calendar_runs_and_leaders_stay():
    r = worlds.ready(worlds.northeast_asia())
    k = r.at("KOR")
    found = polls(r, 120, chance=False)
    assert {leader[k] for _, _, leader, _ in found} == {0.5}
    assert any(press[k] for _, press, *_ in found)
    assert any(tenure[k] == 0 for tenure, *_ in found)


def test_a_mood_that_has_not_moved_does_not_vote():
    found = []
    for weight in (0.0, 5.0):
        r = worlds.ready(worlds.northeast_asia(), mood_vote=weight)
        r.world.tenure[r.at("KOR")] = 59
        polls(r, 1)
        found.append(float(r.world.leader[r.at("KOR")]))
    assert found[0] == found[1]
