"""A hindcast on the terminal fits 80 columns and says n/a."""

import functools
import io

import pandas as pd
import pytest
from hindcast_samples import about, tables
from rich.console import Console

from eastsea_abm.hindcast.terminal import show


@functools.cache
def printed(width=80, **given):
    return printed_of(tables(), width, **given)


def printed_of(own, width=80, **given):
    console = Console(file=io.StringIO(), width=width)
    show(console, about(**given), own)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_number_is_cut(width):
    lines = printed(width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)


def test_the_claim_stands_before_every_table():
    text = printed()
    assert text.index("no claim of skill") < text.index("Method")


def row(text, name):
    return next(line for line in text.splitlines() if line.startswith(name))


def test_scores_of_the_split_and_of_one_year_ahead_stand_in_one_row():
    assert row(printed(), "model ").split() == [
        "model",
        "5/7*",
        "+0.50*",
        "0.050*",
        "3/7",
        "6/7",
        "5/7*",
        "+0.50*",
        "0.050*",
    ]
    assert row(printed(), "AR(1)").split() == ["AR(1)", *["n/a"] * 8]
    assert row(printed(), "from the last value").split()[4:] == ["5/7*", "+0.50*", "0.100"]


def test_a_narrow_terminal_shows_the_split_alone():
    assert len(row(printed(width=60), "drift").split()) == 6


def test_what_is_left_out_is_named_with_its_kind():
    text = printed()
    assert "leaders (drive)" in text
    assert "leaders (mechanism)" in text


def test_without_ablations_and_agreements_nothing_is_said_of_them():
    own = {**tables(), "ablations": pd.DataFrame(), "milestones": pd.DataFrame()}
    text = printed_of(own)
    assert "Without" not in text
    assert "Agreements" not in text


def test_brackets_in_given_text_are_no_markup():
    assert "[red]x[/red]" in printed(title="[red]x[/red]", remarks=("[bold]y",))
