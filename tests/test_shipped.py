"""The same rules anywhere: the Aegean, three states without a hub, two hundred invented ones; shipped files."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import worlds

from eastsea_abm import schedule
from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import consultation
from eastsea_abm.model import RegionModel
from eastsea_abm.outcomes import NAMES
from eastsea_abm.scenario import list_scenarios
from eastsea_abm.scenario.export import schemas
from eastsea_abm.scenario.setup import made_ready

ROOT = Path(__file__).parents[1]
SHIPPED = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))
FEW_MONTHS = 8


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_is_read_and_run(name):
    setup = made_ready(name, months=FEW_MONTHS)
    out = setup.run(luck(1))
    assert out.shape == (FEW_MONTHS, len(setup.columns))
    assert np.isfinite(out).all()


def test_every_shipped_scenario_is_listed_with_a_question():
    listed = {one.name: one for one in list_scenarios() if one.path.resolve().is_relative_to(ROOT)}
    assert set(SHIPPED) <= set(listed)
    assert all(listed[name].question and not listed[name].problems for name in SHIPPED)


@pytest.mark.parametrize("policy", sorted(p.stem for p in (ROOT / "scenarios" / "policies").glob("*.yaml")))
def test_every_policy_lies_over_the_baseline(policy):
    setup = made_ready("baseline", policy=policy, months=3)
    assert np.isfinite(setup.run(luck(2))).all()


def test_policies_combine_and_the_later_wins():
    setup = made_ready("baseline", policy="hedge,consult-first,us-transactional", months=1)
    assert setup.scenario.levers["reassurance"] == 0.45
    assert setup.scenario.levers["consult_rule"] == 0.5
    assert setup.scenario.levers["commitment"] == 0.55


def test_the_aegean_runs_as_partners_and_challengers_at_once():
    model = RegionModel("aegean", months=36)
    while model.running:
        model.step()
    g, at = model.region, model.setup.index
    i, j = at.state("GRC"), at.state("TUR")
    assert g.partner[i, j]
    assert g.rival[i, j]
    said = model.explain("GRC", "TUR")
    assert said.decision is not None
    assert said.threat is not None


def test_three_states_without_a_hub_have_no_patron_and_no_terms_of_one():
    model = RegionModel("triangle", months=24)
    while model.running:
        model.step()
    assert (model.region.patron == -1).all()
    assert not model.world.decision_terms[:, 5].any()  # brokerage
    assert model.outcomes[:, NAMES.index("abandonment")].sum() == 0


def test_an_ally_that_is_the_observer_asks_nobody():
    setup = made_ready("aegean", months=1)
    h = setup.index.theatres.index("AEGEAN")
    g, p = setup.region, setup.parameters
    assert g.theatre_ally[h] == g.theatre_observer[h]
    w = setup.world_at_start(luck(1))
    w.rung[h] = 2
    consultation.apply(w, g, p, luck(1), setup.record, setup.start)
    odds = dict(zip(consultation.ODDS, w.odds[h], strict=True))
    assert odds["consults"] == odds["observer consents"] == odds["drawn in"] == 1.0


def test_two_hundred_states_run():
    r = worlds.ready(worlds.synthetic(200, 1))
    rows = np.zeros((2, len(NAMES) + len(r.index.theatres)))
    schedule.advance(r.world, r.region, r.parameters, luck(3), r.record, r.start, rows)
    assert np.isfinite(rows).all()


def test_the_exported_schemas_are_fresh():
    """Otherwise: ``eastsea schema --out scenarios/schema``."""
    for kind, text in schemas().items():
        kept = (ROOT / "scenarios" / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
        assert json.loads(kept) == json.loads(json.dumps(text)), kind


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_first_line_of_a_file_names_its_schema(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).is_file()


def test_regions_and_policies_can_be_checked_by_themselves():
    files = [*(ROOT / "scenarios" / "regions").glob("*.yaml"), *(ROOT / "scenarios" / "policies").glob("*.yaml")]
    done = subprocess.run(
        [sys.executable, "-m", "eastsea_abm", "check", *map(str, files)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": fine") == len(files)
