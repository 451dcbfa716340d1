"""What drives the record is coded by a checklist, and every size in the record and the sheet follows from the codes."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from eastsea_abm.scenario import read_facts

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "eastsea_abm" / "data"
DRIVES = ("lead", "commit", "broker", "doctrine")
SHEET = "sheet-2012-01:"
CODED = {
    *(f"{state}.leader" for state in ("KOR", "JPN")),
    *("USA.commitment", "USA.brokerage"),
    *(f"{pair}.{name}" for pair in ("KOR-JPN", "JPN-KOR") for name in ("trust", "grievance", "chronic", "mood")),
    *("KOR-JPN.mood_trend", "JPN-KOR.mood_trend"),
}
Rows = list[dict[str, str]]


@cache
def table(name: str) -> Rows:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def rubric() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["applies_to"], row["item"]): row for row in table("drives_rubric.csv")}


@cache
def coded() -> dict[tuple[str, str], Rows]:
    """Rows of the coding by id and effect."""
    found: dict[tuple[str, str], Rows] = {}
    for row in table("drives.csv"):
        found.setdefault((row["id"], row["effect"]), []).append(row)
    return found


def size(effect: str, rows: Rows) -> Decimal:
    """The size that the codes give: start and weighted sum, or mean, times what multiplies."""
    total, factor, means = Decimal(0), Decimal(1), []
    for line in (line for line in table("drives_rubric.csv") if line["applies_to"] == effect):
        total += Decimal(line["weight"]) if line["rule"] == "start" else 0
    for row in rows:
        line = rubric()[effect, row["item"]]
        code, top = Decimal(row["code"]), Decimal(line["values"].split("..")[1])
        if line["rule"] == "add":
            total += Decimal(line["weight"]) * code
        elif line["rule"] == "times":
            factor = 1 - Decimal(line["weight"]) * (top - code)
        else:
            means.append(code)
    total += sum(means, Decimal(0)) / len(means) if means else 0
    places = Decimal("0.0001") if effect == "sheet.mood_trend" else Decimal("0.01")
    return (total * factor).quantize(places, ROUND_HALF_UP)


def sheet() -> dict[str, Any]:
    text = (ROOT / "scenarios" / "regions" / "northeast-asia.yaml").read_text(encoding="utf-8")
    return dict(YAML(typ="safe").load(text)["sheets"]["2012-01"])


def test_every_size_in_the_record_follows_from_its_codes() -> None:
    found = set()
    for fact in read_facts():
        for k, effect in enumerate(fact.effects):
            if effect in DRIVES:
                assert fact.sizes[k] == float(size(effect, coded()[fact.id, effect])), (fact.id, effect)
                found.add((fact.id, effect))
    assert found == {key for key in coded() if not key[0].startswith(SHEET)}


def test_the_sign_of_a_leader_is_that_of_the_size() -> None:
    for fact in read_facts():
        for k, effect in enumerate(fact.effects):
            if effect == "lead":
                assert fact.signs[k] == (fact.sizes[k] > 0) - (fact.sizes[k] < 0), fact.id


def test_every_coded_value_of_the_first_sheet_follows_from_its_codes() -> None:
    values = sheet()
    keys = [key for key in coded() if key[0].startswith(SHEET)]
    assert {key[0].removeprefix(SHEET) for key in keys} == CODED
    for name, effect in keys:
        who, what = name.removeprefix(SHEET).split(".")
        given = (values["states"] | values["dyads"])[who][what]
        assert given == pytest.approx(float(size(effect, coded()[name, effect])), abs=1e-9), name


def test_starting_grievance_counts_the_claims_and_the_flares_of_the_record() -> None:
    """Claims are those coded under chronic; flares are the rows of the record between the two in 2011."""
    flares = [
        fact
        for fact in table("events_coded.csv")
        if "grieve" in fact["effect"].split(";")
        and {"KOR", "JPN"} <= set(fact["parties"].split(";"))
        and fact["date"].startswith("2011")
    ]
    for pair in ("KOR-JPN", "JPN-KOR"):
        claims = sum(int(row["code"]) for row in coded()[f"{SHEET}{pair}.chronic", "sheet.chronic"])
        said = {row["item"]: int(row["code"]) for row in coded()[f"{SHEET}{pair}.grievance", "sheet.grievance"]}
        assert said == {"claims": claims, "flares": len(flares)}, pair


def test_every_item_is_coded_once_and_inside_its_scale() -> None:
    for (name, effect), rows in coded().items():
        items = [line["item"] for line in table("drives_rubric.csv") if line["applies_to"] == effect]
        asked = [item for item in items if rubric()[effect, item]["rule"] != "start"]
        said = [row["item"] for row in rows]
        assert sorted(set(said)) == sorted(asked), (name, effect)
        for row in rows:
            line = rubric()[effect, row["item"]]
            low, high = (Decimal(end) for end in line["values"].split(".."))
            code = Decimal(row["code"])
            assert low <= code <= high, row
            assert line["rule"] == "mean" or said.count(row["item"]) == 1, row
            assert line["rule"] == "mean" or effect == "sheet.mood_trend" or code == int(code), row


@pytest.mark.parametrize("row", table("drives.csv"), ids=lambda row: f"{row['id']}.{row['effect']}.{row['item']}")
def test_every_code_has_one_line_a_source_or_assumption_and_says_hindsight(row: dict[str, str]) -> None:
    assert row["line"].strip()
    assert "\n" not in row["line"]
    assert len(row["line"]) <= 150
    assert row["hindsight"] in {"yes", "no"}
    assert row["seen"] == ("no" if row["source"] == "assumption" else "yes")
    for source in row["source"].split(" ; "):
        assert source == "assumption" or source.startswith("http") or (ROOT / source).is_file(), source


def test_every_line_of_the_rubric_has_meaning_reason_and_basis() -> None:
    for line in table("drives_rubric.csv"):
        assert all(line[column] for column in line), line
        assert line["rule"] in {"start", "add", "times", "mean"}
        assert line["applies_to"] in DRIVES or line["applies_to"].startswith("sheet."), line
    used = {(row["effect"], row["item"]) for row in table("drives.csv")}
    assert used == {key for key, line in rubric().items() if line["rule"] != "start"}


def test_the_document_gives_the_values_in_force() -> None:
    text = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    for (name, effect), rows in coded().items():
        assert f"| {name.removeprefix(SHEET)} | {effect} | {size(effect, rows)} |" in text, name
