"""A study file: what its factorial means, which strategies are played beside it, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario.study_schema import LeverLevels
from eastsea_abm.study.cells import at_level, factorial, unnamed
from eastsea_abm.study.declared import Contrast
from eastsea_abm.study.reading import read_study
from eastsea_abm.study.stages import planned
from eastsea_abm.sweep.settings import Bench

TWO = {
    "engage": LeverLevels(lever="engagement", levels=[0, 0.4]),
    "tether": LeverLevels(lever="tether", levels=[0, 1]),
}

SMALL = """
title: Small
scenario: triangle
months: 3
seed: 4
factorial:
  engage: {lever: engagement, levels: [0, 0.4]}
  reassure: {lever: reassurance, levels: [0, 0.45]}
strategies: [hedge, engage-institutionalise]
equal: reassurance
conditions: {doctrine: [counterstrike, consult-first]}
reference: {doctrine: counterstrike}
uncertain: {voice: prior}
draws: 3
runs: 2
outcomes: [entrapment, cooperation]
contrasts: [{of: engage-institutionalise, against: hedge}]
closer: {runs: 3}
variants: {overlays: [contribute], runs: 2}
dose: {lever: institutions, values: [0, 1], of: [engage-institutionalise], against: hedge, runs: 2}
screening: {trajectories: 2, runs: 2}
tipping: [voice]
reduced: {draws: 2, runs: 2, closer: 2, variants: 2, dose: 2}
"""


def written(folder: Path, text: str = SMALL) -> str:
    path = folder / "small.yaml"
    path.write_text(text)
    return str(path)


def test_a_factorial_is_every_combination_with_the_levers_written_out():
    cells = factorial(TWO)
    assert [cell.name for cell in cells] == ["nothing", "tether-only", "engage-only", "engage-and-tether"]
    assert [dict(cell.levers) for cell in cells] == [
        {"engagement": 0, "tether": 0},
        {"engagement": 0, "tether": 1},
        {"engagement": 0.4, "tether": 0},
        {"engagement": 0.4, "tether": 1},
    ]


def test_a_combination_with_the_levers_of_a_policy_bears_its_name():
    own, played = unnamed(factorial(TWO), {"closer": {"engagement": 0.4, "tether": 1}, "other": {"engagement": 0.4}})
    assert played == ["nothing", "tether-only", "engage-only", "closer"]
    assert [cell.name for cell in own] == ["nothing", "tether-only", "engage-only"]


def test_a_lever_at_another_level_is_a_strategy_of_its_own():
    cell = at_level("hedge", {"reassurance": 0.45, "tether": 0}, "reassurance", 0.3)
    assert cell.name == "hedge-reassurance-0_3"
    assert dict(cell.levers) == {"reassurance": 0.3, "tether": 0}


def test_every_contrast_is_made_at_equal_levels_too(tmp_path: Path):
    declared = read_study(written(tmp_path)).declared
    raised, lowered = "engage-institutionalise-reassurance-0_45", "hedge-reassurance-0"
    assert declared.contrasts == (
        Contrast("engage-institutionalise", "hedge", "reassurance 0 against 0.45", True, False),
        Contrast(raised, "hedge", "equal reassurance (0.45)", True, True),
        Contrast("engage-institutionalise", lowered, "equal reassurance (0)", True, True),
    )
    assert declared.beside == (raised, lowered)
    assert {raised, lowered} <= set(declared.played)


def test_a_companion_that_is_a_named_strategy_is_not_played_twice(tmp_path: Path):
    text = SMALL.replace("[hedge, engage-institutionalise]", "[hedge, passive, dual-track, engage-institutionalise]")
    declared = read_study(written(tmp_path, text)).declared
    assert [one[:2] for one in declared.contrasts] == [
        ("engage-institutionalise", "hedge"),
        ("dual-track", "hedge"),
        ("engage-institutionalise", "passive"),
    ]
    assert declared.beside == ()


def test_the_stages_are_the_sweeps_they_should_be(tmp_path: Path):
    stages = {stage.name: stage for stage in planned(read_study(written(tmp_path))).stages}
    main = stages["main"].plan
    assert (main.settings, main.runs, main.crossed) == (6, 2, ("policy.doctrine",))
    assert set(main.policies) >= {"engage-only", "hedge", "engage-institutionalise"}
    closer = stages["closer"]
    assert (closer.plan.settings, closer.plan.runs) == (3, 3)
    assert set(closer.design["policy.doctrine"]) == {"counterstrike"}
    assert stages["variants"].plan.policies == (
        "hedge", "engage-institutionalise", "hedge+contribute", "engage-institutionalise+contribute",
    )  # fmt: skip
    assert stages["dose"].plan.policies == (
        "hedge", "engage-institutionalise-institutions-0", "engage-institutionalise-institutions-1",
    )  # fmt: skip
    screening = stages.pop("screening")
    assert (screening.plan.design, screening.plan.settings) == ("morris", 2 * 2)
    assert screening.plan.policies[:2] == ("engage-institutionalise", "hedge")
    bench = Bench(screening.plan, screening.design)
    assert bench.overlays(0, 1) == ["counterstrike", "hedge"]
    voices = [sorted(set(stage.design["voice"])) for stage in stages.values()]
    assert all(one == voices[0] for one in voices), "the same draws in every stage"


def test_a_plan_is_the_same_wherever_it_is_made(tmp_path: Path):
    (tmp_path / "other").mkdir()
    one, other = (planned(read_study(written(folder))).stages for folder in (tmp_path, tmp_path / "other"))
    assert [stage.plan.digest for stage in one] == [stage.plan.digest for stage in other]


def test_a_reduced_study_has_less_of_everything(tmp_path: Path):
    declared = read_study(written(tmp_path), reduced=True).declared
    assert (declared.draws, declared.runs, declared.closer, declared.variant_runs) == (2, 2, 2, 2)
    assert declared.dose is not None
    assert declared.dose.runs == 2


def refused(folder: Path, *changes: tuple[str, str]) -> list[str]:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(ScenarioError) as caught:
        planned(read_study(written(folder, text)))
    return [str(problem).partition("small.yaml:")[2] for problem in caught.value.problems]


def test_everything_wrong_with_the_file_is_said_at_once_with_its_line(tmp_path: Path):
    said = refused(
        tmp_path,
        ("{lever: engagement, levels: [0, 0.4]}", "{lever: engagemnt, levels: [0, 0.4]}"),
        ("{doctrine: counterstrike}", "{doctrin: counterstrike}"),
        ("against: hedge}]", "against: hedg}]"),
        ("equal: reassurance", "equal: reasurance"),
    )
    assert any(line.startswith("7:") and "did you mean 'engagement'?" in line for line in said)
    assert any("needs doctrine: one of counterstrike, consult-first" in line for line in said)
    assert any("no condition 'doctrin'; did you mean 'doctrine'?" in line for line in said)
    assert any("contrasts[1].against: no strategy 'hedg'" in line for line in said)
    assert any("no lever 'reasurance'; did you mean 'reassurance'?" in line for line in said)


def test_what_the_stages_refuse_stands_where_the_study_has_it(tmp_path: Path):
    said = refused(
        tmp_path,
        ("[counterstrike, consult-first]", "[counterstrike, hedge]"),
        ("{voice: prior}", "{voicee: prior}"),
        ("[entrapment, cooperation]", "[entrapmen]"),
        ("overlays: [contribute]", "overlays: [contribut]"),
    )
    assert any("conditions.doctrine[2]" in line and "strategy of the focal state" in line for line in said)
    assert any("uncertain.voicee" in line for line in said)
    assert any("outcomes[1]" in line and "'entrapment'" in line for line in said)
    assert any("variants.overlays" in line and "contribut" in line for line in said)


def test_what_needs_the_closer_look_says_so(tmp_path: Path):
    said = refused(tmp_path, ("closer: {runs: 3}\n", ""))
    assert any("need closer" in line for line in said)


def test_probes_and_tipping_points_are_checked_before_anything_is_played(tmp_path: Path):
    probes = "probes: [{title: A, where: voicee < 1}, {title: B, outcome: harmm}, {title: C, against: hedg}]\n"
    said = refused(tmp_path, ("tipping: [voice]\n", f"tipping: [policy.doctrine]\n{probes}"))
    assert any("tipping[1]" in line and "no factor with a range 'policy.doctrine'" in line for line in said)
    assert any("probes[1].where" in line and "did you mean 'voice'?" in line for line in said)
    assert any("probes[2].outcome" in line for line in said)
    assert any("probes[3].against" in line and "'hedge'" in line for line in said)


def test_the_study_of_the_handbook_can_be_played(tmp_path: Path):
    text = (Path(__file__).parents[2] / "scenarios" / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"scenarios/studies/quiet\.yaml`:\n\n```yaml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "quiet.yaml"
    path.write_text(example)
    stages = planned(read_study(str(path))).stages
    assert [stage.name for stage in stages] == ["main", "closer"]
