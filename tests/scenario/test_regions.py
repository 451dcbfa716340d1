"""A region file must agree with itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_bad_files import complaints

from eastsea_abm.scenario import read_scenario

CASES = [
    ("focal: AAA", "focal: AAX", ["2:8: focal: no state 'AAX'; did you mean 'AAA'?"]),
    ("partner: BBB", "partner: AAA", ["3:10: partner: the focal state cannot be its own partner"]),
    ("bond: BBB", "bond: XXX", ["5:73: states.AAA.bond: no state 'XXX'; allowed: AAA, BBB, CCC, DDD"]),
    ("at: [0, 0]", "at: [0]", ["5:46: states.AAA.at[2]: too few entries in this list"]),
    ('"#000000"', "black", ["5:31: states.AAA.colour: must be a colour in quotes, such as \"#0072B2\", not 'black'"]),
    ("UKR: Ukraine", "AAA: Again", ["9:13: outsiders.AAA: a state of the region cannot be an outsider too"]),
    (
        "AAA-CCC:",
        "BBB-AAA:",
        ["12:3: partners.BBB-AAA: the pair stands above as AAA-BBB; a partner pair is listed once"],
    ),
    ("DDD-AAA:", "DDD-DDD:", ["15:3: rivals.DDD-DDD: a state cannot be paired with itself"]),
    ("ally: BBB", "ally: BBX", ["17:81: theatres.STRAIT.ally: no state 'BBX'; did you mean 'BBB'?"]),
    (
        "requires: SHARING",
        "requires: SHARE",
        ["20:71: instruments.COURT.requires: no instrument 'SHARE'; did you mean 'SHARING'?"],
    ),
    ("requires: SHARING", "requires: COURT", ["20:71: instruments.COURT.requires: requires itself: COURT -> COURT"]),
    ("2022-12:", "2022-14:", ["26:3: sheets.2022-14: there is no month 14: months go from 01 to 12"]),
    (
        "AAA-BBB: {trust",
        "AAA-BBX: {trust",
        ["25:71: sheets.2012-01.dyads.AAA-BBX: no state 'BBX'; did you mean 'BBB'?"],
    ),
    (
        "Cha1999",
        "Cha199",
        ["27:59: sources.partners.AAA-BBB.contested: no source 'Cha199' in the bibliography; did you mean 'Cha1999'?"],
    ),
    ("sources: {states", "sources: {stats", ["27:11: sources.stats: no part 'stats' in this file"]),
]


@pytest.mark.parametrize(("old", "new", "messages"), CASES, ids=[case[1] for case in CASES])
def test_bad_region(folder: Path, old: str, new: str, messages: list[str]) -> None:
    path = folder / "regions" / "tri.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "plain.yaml").write_text("title: x\nregion: tri\n", encoding="utf-8")
    assert complaints("plain.yaml") == [f"regions/tri.yaml:{message}" for message in messages]


def test_sheet_of_a_pair_without_a_tie_is_a_remark(folder: Path) -> None:
    path = folder / "regions" / "tri.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("AAA-BBB: {trust", "BBB-CCC: {trust"), encoding="utf-8")
    assert any("neither partners nor rivals" in remark for remark in read_scenario("good.yaml").remarks)
