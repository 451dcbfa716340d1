"""From a request to a plan: which overlays, which texts, which columns, and that each setting can be set up again."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from request_texts import complaints, write

from eastsea_abm.outcomes import NAMES
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.setup import prepare
from eastsea_abm.sweep.plan import Plan, plan_from
from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import read_request, request_from_vary
from eastsea_abm.sweep.settings import Bench

MIXED = (
    "voice=0:1:3",
    "levers.reassurance=0.1,0.3",
    "events[1].size=0.25,1",
    "states.AAA.tenure=0,24",
    "processes.leaders.on=true,false",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stacks(scenario: str, *policies: str) -> dict[str, tuple[str, ...]]:
    plan, _, _ = plan_sweep(request_from_vary(scenario, policies=policies))
    return {one.name: one.overlays for one in plan.scenarios[0].alternatives}


def test_a_policy_takes_the_place_of_the_files_own_of_its_group() -> None:
    assert stacks("baseline", "hedge", "consult-first", "hedge+consult-first", "us-committed") == {
        "hedge": ("counterstrike", "hedge"),
        "consult-first": ("consult-first",),
        "hedge+consult-first": ("hedge", "consult-first"),
        "us-committed": ("counterstrike", "us-committed"),
    }
    assert stacks("phnom-penh-2022", "hedge", "consult-first") == {
        "hedge": ("hedge",),
        "consult-first": ("as-recorded", "consult-first"),
    }


def test_default_is_the_file_as_it_is_and_none_leaves_its_policies_out() -> None:
    assert stacks("baseline") == {"default": ("counterstrike",)}
    assert stacks("baseline", "default", "none", "none+hedge") == {
        "default": ("counterstrike",),
        "none": (),
        "none+hedge": ("hedge",),
    }


def test_a_policy_without_a_group_takes_nobodys_place(home: Path) -> None:
    (home / "odd.yaml").write_text(
        "title: Odd\nextends: baseline\npolicies: {alone: {levers: {contribution: 0.2}}}\n", encoding="utf-8"
    )
    assert stacks("odd.yaml", "alone") == {"alone": ("counterstrike", "alone")}


def test_a_plan_holds_every_text_its_alternatives_rest_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "scenarios" / "policies").mkdir(parents=True)
    own = home / "scenarios" / "policies" / "mine.yaml"
    own.write_text("title: Mine\nlevers: {engagement: 0.7}\n", encoding="utf-8")
    plan, design, _ = plan_sweep(request_from_vary("triangle", policies=["mine", "hedge"], months=6))
    assert {"policies/mine.yaml", "policies/hedge.yaml"} <= set(plan.scenarios[0].texts)
    own.unlink()
    bench = Bench(plan_from(plan.as_json()), design)
    assert bench.setup(0, 0).scenario.levers["engagement"] == 0.7


def test_a_policy_given_as_a_path_is_read_from_the_texts(home: Path) -> None:
    (home / "mine.yaml").write_text("title: Mine\nlevers: {engagement: 0.7}\n", encoding="utf-8")
    plan, design, _ = plan_sweep(request_from_vary("triangle", policies=["./mine.yaml+contribute"], months=6))
    (home / "mine.yaml").unlink()
    levers = Bench(plan, design).setup(0, 0).scenario.levers
    assert (levers["engagement"], levers["contribution"]) == (0.7, 0.5)


def test_each_setting_is_set_up_as_its_command_would() -> None:
    plan, design, _ = plan_sweep(
        request_from_vary("triangle", MIXED, policies=["engage", "none"], sets=["levers.contribution=0.25"], months=8)
    )
    assert plan.settings == len(design) == 48
    bench = Bench(plan, design)
    for setting, policy in ((0, 0), (17, 1), (47, 0)):
        words = shlex.split(bench.command(setting, policy, 3))
        sets = [words[k + 1] for k, word in enumerate(words) if word == "--set"]
        alone = prepare(
            read_scenario(words[2], policies=words[words.index("--policy") + 1].split(","), sets=sets, months=8)
        )
        swept = bench.setup(setting, policy)
        assert swept.parameters == alone.parameters
        assert swept.scenario.levers == alone.scenario.levers
        assert swept.scenario.file == alone.scenario.file
        assert swept.events == alone.events
        assert swept.scenario.file.states["AAA"].tenure == (24 if design["states.AAA.tenure"][setting] else 0)


def test_a_plan_is_the_same_from_json_and_changes_with_what_is_asked() -> None:
    def planned(*vary: str, **more: object) -> Plan:
        return plan_sweep(request_from_vary("triangle", vary, months=6, **more))[0]  # type: ignore[arg-type]

    one = planned("voice=0:1:3", "bind=prior")
    assert plan_from(one.as_json()) == one
    others = [
        planned("voice=0:1:3", "bind=prior", seed=9),
        planned("voice=0:1:3", "bind=prior", runs=7),
        planned("voice=0:1:3", "bind=0.1:0.8"),
        planned("voice=0:1:3", "bind=prior", sets=["wedge=0"]),
        planned("voice=0:1:3", "bind=prior", outcomes=["harm"]),
    ]
    assert len({one.digest, *(other.digest for other in others)}) == 6
    assert planned("voice=0:1:3", "bind=prior").digest == one.digest


def test_columns_are_those_of_all_scenarios_in_the_order_of_the_table() -> None:
    write("title: x\nscenarios: [triangle, baseline]\nruns: 3\noutcomes: [entrapment_KP, harm, entrapment]\n")
    plan, design, _ = plan_sweep(read_request("s"))
    assert plan.outcomes == ("entrapment", "harm", "entrapment_KP")
    assert "entrapment_KP" not in plan.scenarios[0].columns
    assert plan.scenarios[1].columns[: len(NAMES)] == NAMES
    assert list(design["scenario"]) == ["triangle", "baseline"]
    assert plan.rows == 6
    write("title: x\nscenarios: [triangle, baseline]\n")
    assert set(plan_sweep(read_request("s"))[0].outcomes) == {name for one in plan.scenarios for name in one.columns}


def test_lengths_and_seeds_are_the_scenarios_unless_asked_for() -> None:
    write("title: x\nscenarios: [triangle, baseline]\nfactors: {bind: prior}\nsamples: 3\n")
    plan, _, _ = plan_sweep(read_request("s"))
    assert [(one.months, one.seed, one.states) for one in plan.scenarios] == [(60, 0, 3), (120, 1, 7)]
    assert plan.design_seed == 0
    plan, _, _ = plan_sweep(read_request("s", months=9, seed=5))
    assert [(one.months, one.seed) for one in plan.scenarios] == [(9, 5), (9, 5)]
    assert plan.design_seed == 5


def test_a_table_of_settings_is_the_design() -> None:
    write("setting,voice,start\n0,0.5,2000-01\n1,0.25,2000-03\n", "a.csv")
    write("title: x\nscenario: triangle\nsettings: a.csv\n")
    plan, design, _ = plan_sweep(read_request("s"))
    assert plan.design == "csv"
    assert design[["voice", "start"]].to_numpy().tolist() == [[0.5, "2000-01"], [0.25, "2000-03"]]
    assert [(one.name, one.kind, one.values) for one in plan.factors] == [
        ("voice", "parameter", ()),
        ("start", "key", ("2000-01", "2000-03")),
    ]


def test_only_settings_that_are_in_the_table_must_fit_together() -> None:
    # The second event already has the date and size that the first would take in a full cross of these columns.
    head = "events[1].date,events[1].size,events[1].targets,events[1].note\n"
    note = "The challenger closes a strait for a week"
    write(f"{head}2001-06,0.5,[AAA],{note}\n2001-03,1,[AAA],{note}\n", "a.csv")
    text = "title: x\nscenario: triangle\nsettings: a.csv\n"
    assert complaints(text) == []
    write(f"{head}2001-06,1,[AAA],{note}\n", "a.csv")
    assert "the same event as in" in complaints(text)[0]


def test_what_a_policy_would_set_and_the_sweep_varies_is_remarked() -> None:
    _, _, remarks = plan_sweep(request_from_vary("triangle", ["reassurance=0,0.5"], policies=["hedge", "engage"]))
    assert remarks == ("reassurance is varied, so what hedge, engage would set it to does not count",)
    _, _, remarks = plan_sweep(request_from_vary("triangle", ["voice=0,4"]))
    assert remarks == ("--vary: voice: 4 is outside the range that sweeps sample, 0 to 1.6",)


def test_a_grid_of_millions_is_refused_before_it_is_made() -> None:
    vary = [f"{name}=0:1:200" for name in ("voice", "bind", "lock_in")]
    assert complaints(request_from_vary("triangle", vary)) == ["--vary: 8000000 settings; at most 1000000 are possible"]


def test_without_salib_the_design_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "SALib", None)
    write("title: x\nscenario: triangle\nfactors: {bind: prior}\ndesign: morris\n")
    assert complaints(read_request("s")) == [
        "4:9: design: the design morris needs SALib, which is not installed: pip install 'eastsea_abm[sensitivity]'"
    ]
