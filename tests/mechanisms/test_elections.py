import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import elections
from eastsea_abm.mechanisms.elections import listens
from eastsea_abm.scenario.schema import RegionFile


@given(st.integers(1, 72), st.integers(0, 24))
def test_the_press_listens_in_the_window_before_a_vote(term, window):
    months = [tenure for tenure in range(term + 3) if listens(tenure, term, window)]
    assert months == list(range(max(0, term - window), term))


@given(st.integers(0, 300), st.integers(0, 24))
def test_without_a_calendar_the_press_does_not_listen(tenure, window):
    assert listens(tenure, 0, window) == 0.0


def test_only_states_that_change_leaders_count_their_tenure():
    r = worlds.ready(worlds.northeast_asia())
    before = r.world.tenure.copy()
    elections.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    counted = {name for name in r.index.states if r.world.tenure[r.at(name)] == before[r.at(name)] + 1}
    assert counted == {"KOR", "JPN", "USA"}


@pytest.mark.parametrize(("amplify", "same"), [(0.0, True), (0.4, False)])
def test_at_its_neutral_value_a_listening_press_changes_nothing(amplify, same):
    found = []
    for window in (0, 12):
        data = worlds.northeast_asia_data()
        data["states"]["KOR"]["elections"]["window"] = window
        r = worlds.ready(RegionFile.model_validate(data), elections_amplify=amplify)
        worlds.run(r, 53)
        found.append(r.world)
    assert (worlds.same(*found) == ["press"]) is same
