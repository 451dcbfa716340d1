"""What only a study has: a map of conditions, probes, fans; and the words of every section on hand-made numbers."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest
from made_stores import Made, made
from report_samples import Parsed

from eastsea_abm.report.conditions_map import conditions
from eastsea_abm.report.consent import consent
from eastsea_abm.report.failing import failing
from eastsea_abm.report.fan_figure import every_year, fan
from eastsea_abm.report.levers import factorial, variants
from eastsea_abm.report.section import Section
from eastsea_abm.report.shares import shares, two
from eastsea_abm.study.declared import Contrast, Probe
from eastsea_abm.study.effects import Effect
from eastsea_abm.study.overlaid import Change
from eastsea_abm.sweep.plan import Factor
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.judged import judge

SETS = 30
DOCTRINE = "policy.doctrine"
LOOKS = {"hedge": ("#332288", "solid"), "engage": ("#882255", "dash")}


def crossed() -> Made:
    """Sets that are each met under two doctrines: engage has less entrapment under quiet, and more under loud."""
    settings = np.arange(2 * SETS)

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 1.0 + 0.1 * (setting // 2) + policy * np.where(setting % 2, 0.5, -0.5)

    def involvement(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 2.0 + 0.1 * (setting // 2) + 0.25 * policy

    rules = {"entrapment": entrapment, "involvement": involvement}
    factors = {"voice": list(settings // 2 / SETS), DOCTRINE: ["quiet", "loud"] * SETS}
    store = made(rules, factors, policies=("hedge", "engage"), runs=4, design="lhs", samples=SETS)
    listed = (Factor("voice", "parameter", (), 0.0, 1.0), Factor(DOCTRINE, "policy", ("quiet", "loud")))
    store.plan = dataclasses.replace(store.plan, factors=listed, crossed=(DOCTRINE,))
    return store


@pytest.fixture(scope="module")
def found() -> Found:
    return judge(
        crossed(),
        contrasts=[Contrast("engage", "hedge", "equal (0)", True)],
        reference={DOCTRINE: "quiet"},
        probes=[Probe("High <voice>", where="voice > 0.5"), Probe("All that draws in", outcome="involvement")],
    ).found


def read(made: Section) -> str:
    return Parsed(made.body()).text.replace("\N{NO-BREAK SPACE}", " ")


def rows(made: Section) -> list[list[str]]:
    """Cells of every row, row by row."""
    parts = made.body().replace("\N{NO-BREAK SPACE}", " ").split("<tr>")[1:]
    return [Parsed(part.replace("</th>", "|</th>").replace("</td>", "|</td>")).text.split("|")[:-1] for part in parts]


def test_the_map_has_a_number_a_condition_and_says_which_is_the_reference(found: Found) -> None:
    made = conditions(found)
    # Wilson's interval of 30 of 30 begins at 30 / (30 + 1.96**2) = .886.
    entrapment, involvement = ([row[:2] for row in rows(made)[k : k + 2]] for k in (1, 4))
    assert entrapment == [["quiet (reference)", "100 % (89 to 100)"], ["loud", "0 % (0 to 11)"]]
    assert involvement == [["quiet (reference)", "0 % (0 to 11)"], ["loud", "0 % (0 to 11)"]]
    assert [one.name for one in made.drawn] == ["map-1-entrapment", "map-2-involvement"]


def test_effects_and_variants_stand_in_one_measure() -> None:
    made, outcomes = Section("levers", "Levers"), ["entrapment", "involvement"]
    factorial(
        made,
        [
            Effect("entrapment", "<b>", -0.5, 0.25, -0.1, 1.0, 40),
            Effect("involvement", "<b>", 0.0, 0.0, 0.0, 0.0, 40),
        ],
        outcomes,
    )
    variants(
        made,
        [
            Change("plan", "hedge", "entrapment", 0.2, 0.1, 0.04, 0.25, 40),
            Change("plan", "hedge", "involvement", 0.2, 0.1, float("nan"), 0.25, 40),
        ],
        outcomes,
    )
    minus = "\N{MINUS SIGN}"
    own = [row for row in rows(made) if row[0] in ("<b>", "plan over hedge")]
    assert own[0] == ["<b>", f"{minus}10.0 ± 5.0", "0"]
    assert own[1] == ["plan over hedge", "+4.0 ± 2.0 (25)", "n/a (25)"]
    assert "<b>" not in made.body()


def test_probes_are_told_where_they_hold_and_where_they_fail(found: Found) -> None:
    made = failing(found)
    assert "names 2 places in which the thesis may fail: it fails in 1, holds in 1" in read(made)
    assert "<voice>" not in made.body()
    table = rows(made)
    assert table[1][:2] == ["High <voice>", "voice > 0.5"]
    assert table[1][-1] == "holds here"
    assert table[2][:3] == ["All that draws in", "everywhere", "involvement, engage against hedge"]
    assert table[2][-1] == "fails here"


def test_less_entrapment_with_more_involvement_is_called_by_its_name(found: Found) -> None:
    made = consent(found)
    row = rows(made)[1]
    assert row[2].startswith("100 %")  # entrapment lower at the reference
    assert row[3].startswith("0 %")  # involvement lower too
    assert row[4].startswith("100 %")  # entrapment alone
    assert row[6].startswith("100 %")  # all of it moved to consent


def test_shares_and_differences_have_their_numbers_in_a_table(found: Found) -> None:
    made = Section("runs", "Runs")
    shares(made, found)
    assert [one.name for one in made.drawn] == ["shares-1", "differences-1"]
    own = {row[0]: row for row in rows(made)}
    assert own["engage against hedge: entrapment"][2] == "100 % (89 to 100)"
    assert own["engage against hedge: involvement"][2] == "0 % (0 to 11)"


def test_without_a_verdict_every_section_says_why() -> None:
    for one in (conditions("no reason"), failing("no reason"), consent("no reason")):
        assert "no reason" in read(one)
        assert one.drawn == []


@pytest.mark.parametrize(("value", "text"), [(-0.004, "0.00"), (0.126, "+0.13"), (-1.0, "\N{MINUS SIGN}1.00")])
def test_log_ratios_have_two_decimals(value: float, text: str) -> None:
    assert two(value) == text


def months() -> pd.DataFrame:
    dates = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    parts: list[dict[str, Any]] = []
    for policy, level in (("hedge", 1.0), ("engage", 2.0)):
        for k, month in enumerate(dates):
            own = {"policy": policy, "outcome": "entrapment", "so_far": True, "month": month, "runs": 40}
            spread = {"q05": 0.1, "q25": 0.5, "q50": 1.0, "q75": 1.5, "q95": 2.0, "mean": 1.1}
            parts.append(own | {name: level * by * (k + 1) for name, by in spread.items()})
    return pd.DataFrame(parts)


def test_a_fan_has_a_median_a_policy_and_bands_of_those_in_question() -> None:
    chart = fan(months(), "entrapment", ("hedge", "engage"), ["engage"], LOOKS)
    named = {trace.name: trace for trace in chart.data if trace.name}
    assert list(named) == ["hedge", "engage"]
    assert named["engage"].line.color == LOOKS["engage"][0]
    assert list(named["engage"].y)[:2] == [2.0, 4.0]
    assert sum(trace.fill == "tonexty" for trace in chart.data) == 1
    assert "from the start on" in chart.layout.title.text


def test_the_numbers_behind_a_fan_are_those_of_the_last_month_of_every_year() -> None:
    told = every_year(months(), "entrapment", ("hedge",))
    assert [row[0] for row in told] == ["hedge, 2023-12", "hedge, 2024-12"]
    assert told[0][3] == "12"  # the median
