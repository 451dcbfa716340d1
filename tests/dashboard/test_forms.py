"""Whatever a form offers can be injected, and the map puts everybody somewhere."""

import pytest

from eastsea_abm.dashboard.foremost import FOREMOST
from eastsea_abm.dashboard.forms import FORMS, forms
from eastsea_abm.dashboard.places import placed
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.check import check_event
from eastsea_abm.vocabulary import EFFECTS

REGIONS = {name: read_scenario(name).region for name in ("phnom-penh-2022", "aegean", "triangle")}


@pytest.mark.parametrize("scenario", REGIONS)
def test_every_form_makes_an_event_of_every_actor_that_it_offers(scenario):
    region = REGIONS[scenario]
    for form in forms(region):
        for actor in form["actors"]:
            targets = (form["targets"] or {}).get(actor, [])
            assert targets or form["targets"] is None
            event = {"date": "2024-01", "type": form["type"], "effect": form["effect"], "actor": actor, **form["fixed"]}
            event |= {"targets": targets if form["many"] else targets[:1]}
            if form["size"]:
                event["size"] = form["size"]["default"]
            if form["items"]:
                event[form["item_key"]] = form["items"][0]["value"]
            assert check_event(event, region).effect == form["effect"]


def test_the_forms_reach_every_effect_but_levers_which_have_a_panel_of_their_own():
    assert {form.effect for form in FORMS} == {effect.name for effect in EFFECTS} - {"lever"}
    assert len(forms(REGIONS["phnom-penh-2022"])) == len(FORMS)


def test_a_state_outside_the_outlines_stands_on_the_margin_it_is_reached_by():
    region = REGIONS["phnom-penh-2022"]
    told = placed(region, sorted(region.states))
    west, _, east, _ = told["window"]
    assert told["places"]["USA"]["off"]
    assert told["places"]["USA"]["x"] > east - 0.1 * (east - west)
    assert not told["places"]["KOR"]["off"]


def test_other_regions_stand_by_their_own_coordinates_or_in_a_ring():
    region = REGIONS["triangle"]
    assert placed(region, sorted(region.states))["kind"] == "plain"
    nowhere = region.model_copy(
        update={"states": {name: one.model_copy(update={"at": (0.0, 0.0)}) for name, one in region.states.items()}}
    )
    told = placed(nowhere, sorted(region.states))
    assert told["kind"] == "network"
    assert len({(place["x"], place["y"]) for place in told["places"].values()}) == 3


def test_parameters_shown_first_exist():
    assert set(FOREMOST) <= set(ROWS)
