"""The tables the observed record is read from. Nothing rated low is read, and nothing of the model."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eastsea_abm.scenario.facts import DATA, Fact, read_facts
from eastsea_abm.scenario.lookup import packaged
from eastsea_abm.scenario.reading import read_source
from eastsea_abm.scenario.schema import RegionFile

PAIR = ("KOR", "JPN")
TRUSTED = ("high", "medium")
REGION = "northeast-asia"


class Act(NamedTuple):
    """How one outcome row of the pair weighs: a class of the CAMEO scheme and its Goldstein-type weight."""

    code: str
    weight: float  # -10 to 10
    line: str


class Figure(NamedTuple):
    """One row of a table of figures."""

    series: str
    year: int
    month: int | None  # 1 to 12; None where only the year is known
    observer: str
    subject: str
    value: float
    unit: str
    source: str
    confidence: str


class Launches(NamedTuple):
    """Launches of a month by one counter."""

    year: int
    month: int  # 1 to 12
    days: int
    source: str
    confidence: str


def involved(fact: Fact) -> set[str]:
    """States that act, are acted on, or take part."""
    return {fact.actor, *fact.targets, *fact.parties}


def between(fact: Fact) -> bool:
    """Whether both of the pair act, are acted on, or take part."""
    return involved(fact).issuperset(PAIR)


@functools.cache
def facts() -> tuple[Fact, ...]:
    """Dated events of the packaged record rated high or medium, oldest first."""
    return tuple(sorted((fact for fact in read_facts() if fact.confidence in TRUSTED), key=lambda fact: fact.date))


def outcomes(rows: Sequence[Fact] | None = None) -> list[Fact]:
    """Rows of class outcome between the pair: the only ones the index and the instruments are made from."""
    return [fact for fact in (facts() if rows is None else rows) if fact.klass == "outcome" and between(fact)]


def exogenous(effect: str, rows: Sequence[Fact] | None = None) -> list[Fact]:
    """Rows that may force a run and have this effect."""
    rows = facts() if rows is None else rows
    return [fact for fact in rows if fact.klass == "exogenous" and effect in fact.effects]


def _cells(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@functools.cache
def acts() -> dict[str, Act]:
    """Weight of each outcome row of the pair, by its id."""
    return {row["id"]: Act(row["code"], float(row["weight"]), row["line"]) for row in _cells("acts.csv")}


@functools.cache
def figures() -> tuple[Figure, ...]:
    """Rows of ``series.csv`` rated high or medium."""
    return tuple(
        Figure(
            row["series"],
            int(row["year"]),
            int(row["month"]) if row["month"] else None,
            row["observer"],
            row["subject"],
            float(row["value"]),
            row["unit"],
            row["source"],
            row["confidence"],
        )
        for row in _cells("series.csv")
        if row["confidence"] in TRUSTED
    )


@functools.cache
def launches(counter: str = "CNS") -> tuple[Launches, ...]:
    """Months of ``missile_counts.csv`` by the counter whose source begins so; rows of whole years are left out."""
    return tuple(
        Launches(int(row["year"]), int(row["month"]), int(row["n_missile_launch_events"]), row["source"], rated)
        for row in _cells("missile_counts.csv")
        if (rated := row["confidence"]) in TRUSTED and row["month"] and row["source"].startswith(counter)
    )


@functools.cache
def region() -> RegionFile:
    """The shipped region: weights of the instruments, and the leaders of its first sheet."""
    return RegionFile.model_validate(read_source(packaged() / "regions" / f"{REGION}.yaml").data)
