"""Every number stands in its cell, every contrast has a mark, and nothing of a file is taken for markup."""

from __future__ import annotations

import numpy as np
import pytest
from crossed_stores import REFERENCE, both, crossed, sampled

from eastsea_abm.errors import InputError
from eastsea_abm.verdict import figure, figure_map
from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.judged import judge

THESIS = Contrast("engage", "hedge", "as posed <b>(0 against 0.45)", True)
EQUAL = Contrast("engage", "quiet", "equal (none)", True)


def steps(sample, condition, policy):
    return 5.0 + (policy == 1) * ((sample >= 20 - 4 * condition) - 0.5) * -1.0


@pytest.fixture(scope="module")
def found():
    return judge(crossed(both(steps)), contrasts=[THESIS, EQUAL], reference=REFERENCE).found


def test_the_map_has_a_number_in_every_cell(found):
    drawn = figure_map.maps(found.maps)
    assert len(drawn.data) == 4
    assert [list(row) for row in drawn.data[0].text] == [["(50)", "(60)"], ["70", "80"], ["90", "100"]]
    assert np.array(drawn.data[0].z).ravel().tolist() == pytest.approx([50, 60, 70, 80, 90, 100])
    (frame, *others) = drawn.layout.shapes
    assert len(others) == 3
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (-0.46, 0.46, -0.45, 0.45)
    assert list(drawn.layout.xaxis.ticktext) == ["baseline", "<br>retrenchment"]
    assert "%" in drawn.layout.title.subtitle.text


def test_names_of_the_axes_fit_a_phone():
    short = figure_map.short(["refuse-consultation", "non-nuclear-relaxed", "counterstrike"])
    assert short == ["refuse-<br>consultation", "non-nuclear-<br>relaxed", "counterstrike"]
    assert figure_map.short(["us-a", "us-b"]) == ["a", "b"]
    assert figure_map.short(["us-a"]) == ["us-a"]


def test_the_map_is_told_without_a_picture(found):
    text = figure_map.alt(found.maps)
    assert text.count("unconsented entrapment, engage against") == 2
    assert "from 50 % (35 to 65 %) under counterstrike and us-baseline to 100 %" in text
    rows = figure_map.table(found.maps[0])
    assert [row["reference"] for row in rows] == [True] + [False] * 5
    assert rows[2]["policy.doctrine"] == "refuse-consultation"
    assert rows[2]["lower"] == 0.7


def test_nothing_crossed_is_no_map():
    with pytest.raises(InputError, match="nothing is crossed"):
        figure_map.maps(judge(sampled(both(steps)), contrasts=[THESIS]).found.maps)


def test_shares_and_differences_have_a_mark_a_contrast(found):
    for draw, marks in ((figure.shares, [[50, 50], [50, 50]]), (figure.differences, None)):
        drawn = draw(found)
        named = [trace for trace in drawn.data if trace.showlegend]
        assert [trace.name.replace("<br>", " ") for trace in named] == [
            "engage against hedge, as posed &lt;b&gt;(0 against 0.45)",
            "engage against quiet, equal (none)",
        ]
        assert max(len(line) for trace in named for line in trace.name.split("<br>")) < 50
        if marks:
            assert [list(trace.x) for trace in named] == marks
        places = [place for trace in named for place in trace.y]
        assert len(set(places)) == len(places)
        assert "<b>(0" not in drawn.to_json()


def test_where_there_is_no_ratio_the_figure_says_so():
    zero = judge(sampled(both(lambda sample, condition, policy: 1.0 * (policy == 1))), contrasts=[THESIS]).found
    drawn = figure.differences(zero)
    assert any("no ratio; difference +1.00" in str(one.text) for one in drawn.layout.annotations)
    assert "no log ratio" in figure.differences_alt(zero)
    assert "unconsented entrapment 0 %" in figure.shares_alt(zero)
