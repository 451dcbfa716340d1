"""The small plot."""

from __future__ import annotations

import math

import pytest

from eastsea_abm.terminal import LEFT, ROWS, axis, plot, shown


@pytest.mark.parametrize("braille", [True, False])
@pytest.mark.parametrize("values", [[50.0], [0.0, 100.0], [float("nan")] * 3, [-5.0, 200.0], list(range(1000))])
def test_a_plot_keeps_its_frame(values: list[float], braille: bool) -> None:
    lines = plot(values, width=40, marks={0: "1", len(values) - 1: "2"}, braille=braille)
    assert len(lines) == ROWS + 1
    assert all(len(line) <= LEFT + 40 for line in lines)
    assert lines[0].startswith("100")
    assert lines[ROWS - 1].startswith("  0")


def test_a_rising_line_rises() -> None:
    lines = plot([float(k) for k in range(101)], width=ROWS, marks={}, braille=False)
    assert [line.index("*") for line in lines] == [LEFT + k for k in reversed(range(ROWS))]


def test_the_axis_ends_under_the_curve() -> None:
    assert axis("2022-12", "2032-11", 40) == " " * LEFT + "2022-12" + " " * 26 + "2032-11"


def test_numbers_are_short() -> None:
    assert [shown(value) for value in (None, math.nan, 3.0, 12.34, 0.1234)] == ["none", "none", "3", "12.3", "0.123"]
