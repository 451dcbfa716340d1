"""The page of a hindcast is whole, honest and alone."""

import re

import pandas as pd
import pytest
from hindcast_samples import about, tables

from eastsea_abm.hindcast import page as page_of
from eastsea_abm.hindcast.figure_fans import fan, missing
from eastsea_abm.hindcast.figure_record import unscored, why
from eastsea_abm.hindcast.figure_scores import ratios
from eastsea_abm.hindcast.page_tables import glance, heat, scores_of

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


LIBRARY = "/* the library that draws */"


@pytest.fixture(scope="module")
def text():
    """A page whose every given text is hostile."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("plotly.offline.get_plotlyjs", lambda: LIBRARY)
        given = dict.fromkeys(("title", "question", "command", "parameters"), HOSTILE)
        return page_of.page(about(**given, remarks=(HOSTILE,)), tables(HOSTILE))


def test_hostile_text_is_shown_and_not_run(text):
    assert "<img" not in text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert text.count("<script>") == text.count("</script>") == 2


def test_the_library_that_draws_is_in_the_page(text):
    assert f"<script>{LIBRARY}</script>" in text


def test_the_page_asks_for_nothing_from_the_network(text):
    assert "default-src 'none'" in text
    for asks in (r"src\s*=\s*[\"']", r"<link", r"@import", r"url\(", r"fetch\(", r"https?://"):
        assert not re.search(asks, text.split("const figures")[0]), asks


def test_every_section_is_there_and_what_was_given_comes_first(text):
    heads = re.findall(r"<h2>(.*?)</h2>", text)
    assert heads[0] == "Wins and losses on the held-out years"
    assert len(heads) == 8
    assert text.index("Every run begins in 2012-01") < text.index("<h2>")
    assert text.index("no claim of skill") < text.index('id="figure-0"')


def test_every_figure_has_its_place(text):
    places = re.findall(r'id="figure-(\d+)"', text)
    assert places == [str(k) for k in range(len(places))]
    assert len(places) == 7  # two fans, two of everybody's CRPS, two of ablations, one that is only given


def test_a_page_without_ablations_and_agreements_is_whole(monkeypatch):
    monkeypatch.setattr("plotly.offline.get_plotlyjs", lambda: "")
    own = {name: table[table["series"] == "index"] for name, table in tables().items() if "series" in table}
    own |= {"ablations": pd.DataFrame(), "milestones": pd.DataFrame()}
    made = page_of.page(about(), own)
    assert "What breaks" not in made
    assert "agreements when the states did" not in made


def panel(name):
    own = tables()
    rows = own["fans"][own["fans"]["series"] == name]
    return fan(rows, own["series"][own["series"]["series"] == name], about())


def test_filled_in_points_are_hollow_and_no_point_is_lost():
    marks = {trace.name: trace for trace in panel("relations").data if trace.mode == "markers"}
    assert marks["filled in by rule"].marker.color == "#ffffff"
    assert len(marks["filled in by rule"].x) == len(marks["observed"].x) == 7


def test_the_line_of_the_record_breaks_where_the_way_of_asking_does():
    figure = panel("relations")
    line = next(trace for trace in figure.data if trace.name == "observed" and trace.mode == "lines")
    assert sum(value is None or value != value for value in line.y) == 1
    dotted = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    assert len(dotted) == 1


def test_training_and_held_out_months_are_shaded_apart_and_named():
    figure = panel("index")
    shades = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(shape.x0, shape.x1) for shape in shades] == [("2012-01", "2019-01"), ("2019-01", "2026-01")]
    assert shades[0].fillcolor != shades[1].fillcolor
    assert [note.text for note in figure.layout.annotations] == ["training", "held out"]


def test_a_baseline_is_drawn_from_the_split_on_and_one_that_has_no_forecast_is_named():
    figure = panel("relations")
    drift = next(trace for trace in figure.data if trace.name == "drift")
    assert min(drift.x) == "2019-01"
    assert "AR(1)" not in {trace.name for trace in figure.data}
    own = tables()["fans"]
    assert missing(own[own["series"] == "relations"]) == ["AR(1)"]


def test_na_stands_as_na_and_is_never_marked_best():
    made = scores_of(tables(), "relations", "held out", "share, 0 to 1")
    row = re.search(r"AR\(1\)</th>(.*?)</tr>", made)
    assert row
    assert row[1].count("n/a") == 5
    assert "★" not in row[1]


def test_a_score_that_no_baseline_has_is_neither_win_nor_loss():
    made = glance(tables(), "held out", "model")
    row = re.search(r">relations</th>(.*?)</tr>", made)
    assert row
    first = row[1].split("</td>")[0]
    assert 'class="na duel"' in first
    assert "no baseline has it" in first


def test_everybody_stands_at_multiples_of_the_best_baseline():
    marks = {trace.name: list(trace.x) for trace in ratios(tables()["scores"], "held out").data}
    assert marks["model"] == pytest.approx([0.5, 0.5])
    assert marks["drift"] == pytest.approx([1.0, 1.0])


def test_what_is_worse_and_what_is_better_without_have_two_colours():
    made = page_of.changes(tables()["ablations"])
    assert "204,102,60" in heat(made, "crps", "drive")
    assert "51,101,138" in heat(made, "crps", "mechanism")


def test_what_is_given_is_drawn_and_said_not_to_be_scored():
    own = tables()
    assert unscored(own) == ["shots"]
    assert why(own["series"][own["series"]["series"] == "shots"]) == "given to the model, so never scored"
