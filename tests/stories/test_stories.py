"""Stories of pairs of runs: the first parting is known by hand, identical policies never part."""

from __future__ import annotations

import re

import numpy as np
import pytest
from told_sweeps import FRICTION, PULL, Changed, by_hand, chance

from eastsea_abm.analysis.words import CAVEAT
from eastsea_abm.errors import EnvironmentFault, ScenarioError
from eastsea_abm.stories import tell
from eastsea_abm.stories.choices import Seat, choice, tilts
from eastsea_abm.stories.figure import alt, figure, placed
from eastsea_abm.stories.names import percent
from eastsea_abm.stories.plain import as_data
from eastsea_abm.stories.played import played
from eastsea_abm.stories.words import lines
from eastsea_abm.sweep.settings import Bench
from eastsea_abm.sweep.store import Store

SHIPPED = ("engage-institutionalise", "hedge")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_DISABLE_JIT", "1")
        return by_hand(tmp_path_factory.mktemp("by-hand"))


def test_the_first_parting_is_the_decision_that_was_made_to_differ(store: Store) -> None:
    story = tell(store, "cooperation", ("pull", "push"), ("median",), setting=0)[0]
    first = story.links[0]
    assert (story.parted, first.month, first.date, first.who, first.kind) == (
        1,
        1,
        "2022-12",
        "South Korea",
        "decision",
    )
    own, strange = chance("institutionalise", PULL), chance("confront", -PULL)
    assert f"seeks institutions with Japan under pull (chance {percent(own)};" in first.text
    assert f"confronts Japan under push (chance {percent(strange)};" in first.text
    # (1 - -1) * (2 - -2): nothing else weighs, so nothing else is named
    assert "because strategy (+8.00) speaks more for institutionalise over confront" in first.text
    assert [(one.name, one.of, one.against) for one in story.levers] == [("engagement", PULL, -PULL)]


def test_policies_that_are_the_same_never_part(store: Store) -> None:
    for story in tell(store, "entrapment", ("pull", "twin")):
        assert (story.parted, story.links, story.months, story.levers) == (0, (), (), ())
        assert story.pair.difference == 0.0
        assert any(line.startswith("They never part: in all 6 months") for line in lines(story))
        assert figure(story).data
        assert "never part" in alt(story)


def test_every_utility_is_the_act_times_what_draws_it(store: Store) -> None:
    runs = [
        played(name, Bench(store.plan, store.design).setup(0, place), 0) for place, name in ((0, "pull"), (2, "push"))
    ]
    g = runs[0].region
    k = int(np.nonzero((g.tie_actor == g.focal) & (g.tie_target == g.partner_of_focal))[0][0])
    seat = Seat("partner", k, int(g.focal), int(g.partner_of_focal))
    ours, theirs = (choice(run, seat, 0) for run in runs)
    assert ours.utility.sum(0) == pytest.approx(np.array([-1, -0.4, 0, 0.35, 0.6, 0.8, 1.0]) * (PULL + FRICTION))
    assert ours.chances[ours.act] == pytest.approx(chance(ours.name, PULL))
    assert [one.term for one in tilts("partner", ours, theirs)] == ["strategy"]


def test_totals_and_months_are_those_of_the_store(store: Store) -> None:
    for outcome in ("cooperation", "entrapment", "protocol"):
        story = tell(store, outcome, ("pull", "push"), ("worst",))[0]
        row = store.plan.row(story.pair.setting, 0, story.pair.run)
        assert story.ending[0].of == store.table([outcome])[outcome].to_numpy()[row]
        assert len(story.curves[0]) == len(story.dates) == 6
        assert all("--run " + str(story.pair.run) in command for command in story.commands)
    assert [one.outcome for one in tell(store, "entrapment", ("pull", "push"))[0].ending] == [
        "entrapment",
        "involvement",
    ]


def test_a_run_that_comes_out_otherwise_is_refused(store: Store) -> None:
    with pytest.raises(EnvironmentFault, match="played again under pull, the run differs from the stored one"):
        tell(Changed(store, "cooperation", 1e-9), "cooperation", ("pull", "push"))


def test_a_scenario_that_is_not_here_by_name_is_said(store: Store) -> None:
    story = tell(store, "cooperation", ("pull", "push"), ("median",))[0]
    assert any("There is no scenario invented here by that name" in remark for remark in story.remarks)


def test_because_is_said_of_terms_of_decisions_alone(store: Store) -> None:
    for story in tell(store, "cooperation", ("pull", "push")):
        for link in story.links:
            assert "because" not in link.text or link.kind == "decision"
        rest = [line for line in lines(story) if not re.match(r"\d+\. ", line)]
        assert "because" not in " ".join(rest)
        assert "no evidence for pull or push" in story.caveat
        assert not re.search(r"\b(KOR|JPN|USA|PRK|CHN)\b", " ".join(lines(story)))


def test_all_that_is_wrong_is_said_at_once(store: Store) -> None:
    with pytest.raises(ScenarioError) as said:
        tell(store, "entrapmnt", ("pull", "pusch"), ("mean",), setting=9)
    text = str(said.value)
    for part in ("entrapment", "push", "no pair 'mean'", "9 is none of these: 0 to 1"):
        assert part in text


def test_marks_of_a_figure_do_not_overlap_and_say_what_the_links_say(store: Store) -> None:
    story = tell(store, "cooperation", ("pull", "push"), ("median",))[0]
    chart = figure(story)
    marks = chart.data[-1]
    assert len(chart.data) == 3
    assert len(marks.x) == len(story.links)
    assert placed([1, 1, 3, 40, 44, 118], 120) == [0, 1, 2, 0, 1, 0]


def test_a_story_as_data_holds_its_words(store: Store) -> None:
    story = tell(store, "cooperation", ("pull", "push"), ("median",))[0]
    data = as_data(story)
    assert data["words"] == lines(story)
    assert data["pair"]["difference"] == story.pair.of - story.pair.against
    assert CAVEAT not in data["words"]
