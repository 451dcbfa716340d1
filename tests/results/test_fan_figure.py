"""Fan charts: bands that hold their runs, both sums beside each other, and a page that asks nobody."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import numpy as np
import pytest
from many_samples import RUNS, made

from eastsea_abm.figure_fans import SUMS, TITLES, panels
from eastsea_abm.figure_fans_page import page
from eastsea_abm.results import ManyRuns

SEED = 1  # of an ensemble in which an ally means to strike


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> ManyRuns:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_DISABLE_JIT", "1")
        return made(tmp_path_factory.mktemp("many"), page, seed=SEED)


@pytest.fixture(scope="module")
def whole(many: ManyRuns) -> str:
    return (many.folder / "figure.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def drawn(many: ManyRuns) -> tuple[list[Any], int]:
    """The figures, and how many of them are small."""
    return panels(many.table("months"), many.manifest)


def test_the_page_fetches_nothing_and_fits_a_phone(whole: str) -> None:
    assert "default-src 'none'" in whole
    ours = re.sub(r"<script>.*?</script>", "", whole, flags=re.DOTALL)
    assert not re.search(r"https?:|url\(|src=", ours)
    assert 'name="viewport" content="width=device-width' in whole


def test_the_same_tables_give_the_same_page(whole: str, many: ManyRuns) -> None:
    assert page(many.manifest, many.table("months")) == whole


def test_the_number_of_runs_stands_at_the_head_and_in_every_figure(whole: str, drawn: tuple[list[Any], int]) -> None:
    assert f"{RUNS} runs, seed {SEED}, 2000-01 to 2000-06" in whole
    for figure in drawn[0]:
        assert figure.layout.title.subtitle.text.endswith(f"; {RUNS} runs")
        assert figure.layout.yaxis.title.text


def test_small_figures_stand_side_by_side(whole: str, drawn: tuple[list[Any], int]) -> None:
    figures, small = drawn
    assert len(figures) == small + 1
    own = whole[whole.index('<div class="abreast">') : whole.index("<script>const span")]
    assert own.count('class="figure"') == small


def test_bands_are_nested_around_the_median(drawn: tuple[list[Any], int]) -> None:
    for figure in drawn[0]:
        curves = [trace for trace in figure.data if trace.mode == "lines"]
        low, high, lower, upper, median = [np.array(one.y, float) for one in curves if one.name != "mean"]
        assert (low <= lower).all()
        assert (lower <= median).all()
        assert (median <= upper).all()
        assert (upper <= high).all()
        assert curves[1].fill == curves[3].fill == "tonexty"


def test_entrapment_is_never_shown_without_involvement_and_on_the_same_scale(
    many: ManyRuns, drawn: tuple[list[Any], int]
) -> None:
    named = {figure.layout.title.text: figure for figure in drawn[0]}
    one, other = (named[title] for title in SUMS.values())
    assert one.layout.yaxis.range == other.layout.yaxis.range
    months = many.table("months")
    assert one.layout.yaxis.range[1] >= months.loc[months["outcome"].isin(SUMS), "q95"].max()


def test_what_never_happens_has_no_figure(many: ManyRuns, drawn: tuple[list[Any], int]) -> None:
    def titles(figures: list[Any]) -> set[str]:
        return {figure.layout.title.text for figure in figures}

    months = many.table("months")
    assert {TITLES["trust"], TITLES["tension"]} <= titles(drawn[0])
    months.loc[months["outcome"] == "trust", ["mean", "q05", "q25", "q50", "q75", "q95", "low", "high"]] = 0.0
    left = titles(panels(months, many.manifest)[0])
    assert TITLES["trust"] not in left
    assert TITLES["tension"] in left


def test_dated_events_stand_beneath_the_large_fan(many: ManyRuns) -> None:
    told = {"month": "2000-02", "date": "2000-02-03", "kind": "provoke", "actor": "CCC", "text": "<b>x", "source": ""}
    manifest = dataclasses.replace(many.manifest, imposed=[told])
    figure = panels(many.table("months"), manifest)[0][0]
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    assert [list(mark.x) for mark in marks] == [["2000-02"]]
    assert "<b>x" not in marks[0].hovertext[0]


def test_a_region_without_a_focal_pair_has_fans(many: ManyRuns) -> None:
    labels = {**many.manifest.labels, "focal": None, "partner": None, "patron": None}
    months = many.table("months")
    months = months.assign(high=months["high"].where(~months["outcome"].isin(["cooperation", *SUMS]), 0.0))
    figures, _ = panels(months, dataclasses.replace(many.manifest, labels=labels))
    assert figures[0].layout.title.text == "Tension"
