"""Reports of made-up sweeps: every section there or its absence explained, and the same bytes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_samples import Parsed, subject, swept

from eastsea_abm.errors import InputError
from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.report import brief, full
from eastsea_abm.report.browser import VARIABLE
from eastsea_abm.report.contrast import Played, contrasts
from eastsea_abm.report.opening import open_subject
from eastsea_abm.report.page import MOST_BYTES
from eastsea_abm.report.pictures import content, kept
from eastsea_abm.report.section import Section
from eastsea_abm.report.subject import Subject


def silent(text: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    return subject(tmp_path_factory.mktemp("reported") / "swept")


@pytest.fixture(scope="module")
def made(sweep: Subject) -> tuple[str, list[Section]]:
    return full.report(sweep, silent)


@pytest.fixture(scope="module")
def parsed(made: tuple[str, list[Section]]) -> Parsed:
    return Parsed(made[0])


def part(made: tuple[str, list[Section]], key: str) -> str:
    """What can be read of a section."""
    found = re.search(rf'<section id="{key}".*?</section>', made[0], re.S)
    assert found, key
    return Parsed(found[0]).text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sections_stand_in_their_order(made: tuple[str, list[Section]]) -> None:
    assert [one.key for one in made[1]] == [
        "question",
        "answer",
        "turning",
        "runs",
        "conditions",
        "levers",
        "failing",
        "consent",
        "robust",
        "why",
        "assumptions",
        "past",
        "caveats",
        "made-by",
    ]


def test_what_has_no_data_says_why_and_by_which_command_it_comes_to_be(made: tuple[str, list[Section]]) -> None:
    assert "eastsea study FILE" in part(made, "conditions")
    assert "eastsea study FILE" in part(made, "failing")
    assert "eastsea hindcast" in part(made, "past")
    assert "--runs 1000" in part(made, "runs")


def test_the_box_and_the_tipping_point_are_where_they_were_put(made: tuple[str, list[Section]]) -> None:
    text = part(made, "turning")
    above = re.search(r"Where voice is above ([\d.]+)", text)
    assert above
    assert float(above[1]) == pytest.approx(0.5, abs=0.05)
    turn = re.search(r"below about ([\d.]+) of voice, and engage above it", text)
    assert turn
    assert float(turn[1]) == pytest.approx(0.5, abs=0.05)


def test_involvement_stands_beside_entrapment_in_answer_differences_and_consent(
    made: tuple[str, list[Section]],
) -> None:
    for key in ("answer", "runs", "consent"):
        assert "entrapment" in part(made, key)
        assert "involvement" in part(made, key)


def test_relabelling_is_seen(made: tuple[str, list[Section]]) -> None:
    # Engage has less entrapment in the upper half of voice, and more involvement everywhere.
    assert re.search(
        r"engage against hedge.*50 % \(41 to 59\)0 % \(0 to 3\)50 % \(41 to 59\)100 %", part(made, "consent")
    )


def test_every_parameter_and_lever_stands_among_the_assumptions_with_its_source(parsed: Parsed) -> None:
    rows = {attrs["data-value"] for attrs in parsed.of("th") if "data-value" in attrs}
    assert {*ROWS, *LEVERS} <= rows
    assert all(row.source.split(";")[0] in parsed.text for row in ROWS.values())


def test_the_most_influential_assumption_comes_first_and_headings_sort(made: tuple[str, list[Section]]) -> None:
    table = re.search(r'<table class="sortable.*?</table>', made[0], re.S)
    assert table
    found = Parsed(table[0])
    assert next(attrs["data-value"] for attrs in found.of("th") if attrs["scope"] == "row") == "voice"
    assert len(found.of("button")) == 8


def test_seed_digests_and_the_line_that_checks_it_are_there(made: tuple[str, list[Section]], sweep: Subject) -> None:
    text = part(made, "made-by")
    assert sweep.store is not None
    assert sweep.store.plan.digest[:16] in text
    assert "baseline 1" in text
    assert "eastsea reproduce swept" in text


def test_no_sentence_overclaims(parsed: Parsed) -> None:
    text = parsed.text.lower()
    for word in (r"\breduces\b", r"\bproves\b", r"\bshould\b", r"\bguarantee"):
        assert not re.search(word, text), word


def test_every_key_has_its_reference(parsed: Parsed) -> None:
    named = {attrs["id"] for _, attrs in parsed.elements if "id" in attrs}
    links = [attrs["href"] for attrs in parsed.of("a")]
    assert any(link.startswith("#ref-") for link in links)
    assert {link.removeprefix("#") for link in links} <= named


def test_the_report_is_small_enough_and_the_same_again(made: tuple[str, list[Section]], sweep: Subject) -> None:
    assert len(made[0].encode()) < MOST_BYTES
    assert full.report(sweep, silent)[0] == made[0]


def test_names_of_figures_are_files_that_do_not_collide(made: tuple[str, list[Section]]) -> None:
    names = [one.name for section in made[1] for one in section.drawn]
    assert len(names) == len(set(names)) > 5
    assert all(re.fullmatch(r"[\w.+-]+", name) for name in names)


def test_a_brief_has_the_answer_one_figure_the_contrasts_and_the_caveats(sweep: Subject) -> None:
    text, sections = brief.report(sweep, silent)
    assert [one.key for one in sections] == ["answer", "map", "contrasts", "caveats"]
    assert sum(len(one.drawn) for one in sections) == 1
    read = Parsed(text).text
    assert "What turns it" in read
    assert "The results compare assumptions" in read


def test_a_store_of_one_policy_is_reported_without_contrasts(tmp_path: Path) -> None:
    text, _ = full.report(subject(tmp_path / "one", swept(policies=("hedge",), sets=40)), silent)
    read = Parsed(text).text
    assert "there is one policy and nothing to hold it against" in read
    assert "eastsea compare SCENARIO --policies A,B" in read


def test_one_parameter_set_carries_no_verdict_but_its_differences(tmp_path: Path) -> None:
    text, sections = full.report(subject(tmp_path / "set", swept(sets=1)), silent)
    read = Parsed(text).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "No verdict is given" in read
    assert "simulated involvement under engage differed from that under hedge by +0.1 " in read
    assert "paired-differences" in [one.name for section in sections for one in section.drawn]


def played(name: str, reassurance: float) -> Played:
    levers = {lever.name: lever.default for lever in LEVERS.values()} | {"reassurance": reassurance}
    return Played(name, (name,), (), levers, {})


def test_contrasts_say_how_much_either_side_reassures() -> None:
    known = (played("hedge", 0.45), played("engage", 0.0), played("dual", 0.45))
    found = contrasts(("hedge", "engage", "dual"), "hedge", known)
    assert [(one.of, one.reassurance, one.equal) for one in found] == [
        ("engage", "as posed (0 against 0.45)", False),
        ("dual", "the same (0.45)", True),
    ]
    assert contrasts(("hedge", "engage"), "hedge", ())[0].reassurance == ""


@pytest.mark.parametrize("name", ["nowhere", "file.txt", "empty"])
def test_what_is_no_subject_is_told_with_what_is_allowed(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("no")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as raised:
        open_subject(str(tmp_path / name), tmp_path)
    assert str(raised.value).count("eastsea sweep") == 1
    assert raised.value.exit_code == 2


def test_a_hindcast_is_sent_to_its_own_page(tmp_path: Path) -> None:
    (tmp_path / "past").mkdir()
    (tmp_path / "past" / "manifest.json").write_text('{"kind": "hindcast"}')
    with pytest.raises(InputError, match=r"has a page of its own: .*past/figure\.html"):
        open_subject(str(tmp_path / "past"), tmp_path)


def test_an_unfinished_sweep_is_not_reported_on(tmp_path: Path) -> None:
    from made_stores import on_disk

    on_disk(swept(), tmp_path / "half", parts=[0])
    with pytest.raises(InputError, match="is not whole"):
        open_subject(str(tmp_path / "half"), tmp_path)


@pytest.fixture
def drawn(made: tuple[str, list[Section]]) -> Iterator[list[object]]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("plotly.offline.get_plotlyjs", lambda: "/* draws */")
        yield [one for section in made[1] for one in section.drawn][:2]


def test_figures_are_written_as_pages_and_a_lacking_browser_is_told(
    tmp_path: Path, drawn: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = kept(drawn, tmp_path / "figures")  # type: ignore[arg-type]
    assert done.images == 0
    assert VARIABLE in done.lacking
    pages = sorted((tmp_path / "figures").iterdir())
    assert len(pages) == 2
    assert all("default-src 'none'" in one.read_text() for one in pages)


def test_a_browser_that_fails_is_told_and_the_pages_stay(
    tmp_path: Path, drawn: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(broken))
    done = kept(drawn, tmp_path / "figures")  # type: ignore[arg-type]
    assert (done.pages, done.images) == (2, 0)
    assert "could not draw them" in done.lacking


def test_data_addresses_are_read_in_both_their_forms() -> None:
    assert content("data:image/svg+xml,%3Csvg%2F%3E") == b"<svg/>"
    assert content("data:image/png;base64,iVBORw==") == b"\x89PNG"
