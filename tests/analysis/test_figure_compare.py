"""Figures of a comparison: what they show, of constructed tables."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from eastsea_abm import figure_compare
from eastsea_abm.analysis.comparison import Comparison, compare
from eastsea_abm.figure_compare import LOOKS, best_bars, forest, left_out, panels, span
from eastsea_abm.figure_compare_page import page
from eastsea_abm.sweep.plan import Alternative, Plan, Source

POLICIES = ("hedge", "engage", "distance")
NAMES = ("entrapment", "involvement", "incidents", "coercion", "instruments")


def compared(sets: int, runs: int) -> Comparison:
    """Engage is 10 % above hedge and doubles coercion; distance is 5 % below; incidents never happen."""
    rng = np.random.default_rng(4)
    effect = {"hedge": 1.0, "engage": 1.1, "distance": 0.95}
    columns = {}
    for name in NAMES:
        luck = rng.gamma(3.0, 1.0, (sets, 1, runs))
        gain = np.array([2.0 if (name, one) == ("coercion", "engage") else effect[one] for one in POLICIES])
        noise = 1.0 + 0.01 * rng.normal(size=(sets, len(POLICIES), runs))
        columns[name] = (luck * gain[:, None] * noise * (name != "incidents")).ravel()
    fine = np.ones(sets * runs * len(POLICIES), bool)
    return compare(columns.__getitem__, fine, NAMES, policies=POLICIES, runs=runs)


def plan() -> Plan:
    source = Source("triangle", "m", {}, {}, tuple(Alternative(one, (one,)) for one in POLICIES), NAMES, 12, 1, 3)
    return Plan(
        name="triangle", title="<b>T</b>", scenarios=(source,), policies=POLICIES, runs=50, outcomes=NAMES,
        settings=1, design_digest="", part_rows=10,
    )  # fmt: skip


def test_marks_stand_at_the_paired_differences_in_per_cent() -> None:
    figure = forest(compared(1, 50), NAMES)
    marks = {trace.name: trace for trace in figure.data if not trace.showlegend}
    assert set(marks) == {"engage", "distance"}
    assert marks["engage"].x[:2] == pytest.approx([10.0, 10.0], abs=1.0)
    assert marks["distance"].x[0] == pytest.approx(-5.0, abs=1.0)
    assert 0.0 < marks["engage"].error_x.array[0] < 3.0
    assert figure.layout.xaxis.type == "linear"


def test_what_lies_beyond_the_axis_stands_at_its_edge_with_its_number() -> None:
    told = compared(1, 50)
    figure = forest(told, NAMES)
    engage = next(trace for trace in figure.data if trace.name == "engage")
    rows = [name for name in NAMES if name != "incidents"]
    at = rows.index("coercion")
    low, high = figure.layout.xaxis.range
    assert low < engage.x[at] < high
    assert engage.marker.symbol[at] == "triangle-right"
    assert engage.text[at].endswith(" %")
    assert float(engage.text[at].split()[0]) == pytest.approx(100.0, abs=5.0)
    assert high == pytest.approx(span(told.differences))


def test_an_outcome_without_a_percentage_is_left_out_and_named() -> None:
    told = compared(1, 50)
    assert left_out(told, NAMES) == ["incidents"]
    assert "incidents" not in str(forest(told, NAMES).to_dict()["layout"]["annotations"])
    assert "No percentage, because the mean of hedge is 0: incidents." in page(told, plan(), NAMES)


@pytest.mark.parametrize(("sets", "runs", "figures"), [(1, 50, 2), (30, 4, 4)])
def test_there_is_a_spread_for_the_first_outcomes_where_sets_are_drawn(sets: int, runs: int, figures: int) -> None:
    told = compared(sets, runs)
    drawn = panels(told, NAMES)
    assert len(drawn) == figures
    for figure in drawn:
        assert figure.layout.xaxis.type == "linear"
        assert str(sets if sets > 1 else runs) in figure.layout.title.subtitle.text
        assert "…" not in figure.layout.title.subtitle.text
    if sets > 1:
        assert [len(trace.x) for trace in drawn[2].data] == [sets, sets]
        assert np.median(drawn[2].data[0].x) == pytest.approx(np.log(1.1), abs=0.02)


def test_shares_of_being_best_fill_every_bar() -> None:
    for told in (compared(1, 50), compared(30, 4)):
        figure = best_bars(told, NAMES)
        assert [trace.name for trace in figure.data] == list(POLICIES)
        assert np.sum([trace.x for trace in figure.data], 0) == pytest.approx(100.0)


def test_a_policy_keeps_its_colour_and_none_is_a_states() -> None:
    told = compared(30, 4)
    colours: dict[str, set[str]] = {}
    for figure in panels(told, NAMES):
        for trace in figure.data:
            colours.setdefault(trace.name, set()).add(trace.marker.color)
    assert all(len(own) == 1 for own in colours.values())
    assert len({next(iter(own)) for own in colours.values()}) == len(POLICIES)
    states = set()
    for path in (Path(__file__).parents[2] / "scenarios" / "regions").glob("*.yaml"):
        states |= {state["colour"].upper() for state in YAML(typ="safe").load(path)["states"].values()}
    assert not states & {colour.upper() for colour, _ in LOOKS}
    assert figure_compare.look(("a",) * 20, "a") == LOOKS[0]


def test_the_page_stands_alone_and_escapes_what_it_is_told() -> None:
    text = page(compared(1, 50), plan(), NAMES, ["a remark <script>"])
    assert "&lt;b&gt;T&lt;/b&gt;: engage, distance against hedge" in text
    assert "a remark &lt;script&gt;" in text
    assert "const span = null" in text
    assert "Content-Security-Policy" in text
    assert json.dumps("linear") in text
