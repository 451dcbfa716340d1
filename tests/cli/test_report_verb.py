"""``eastsea report`` on a run, an ensemble, a comparison and a made-up sweep."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import Eastsea
from made_stores import made, on_disk

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ODD = f"title: '{HOSTILE}'\nextends: triangle\nmonths: 12\nquestion: '{HOSTILE} \"why\"'\n"


@pytest.fixture(autouse=True)
def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that draws is 5 MB, and is looked for elsewhere."""
    monkeypatch.setattr("plotly.offline.get_plotlyjs", lambda: "/* draws */")


def harmless(text: str) -> bool:
    """Whether hostile texts are shown and not run."""
    return "<script>alert" not in text and "<img" not in text and "&lt;script&gt;alert(1)" in text


def test_a_run_is_reported_beside_its_tables_and_its_texts_do_no_harm(eastsea: Eastsea, home: Path) -> None:
    (home / "odd.yaml").write_text(ODD)
    assert eastsea("run", "odd.yaml").code == 0
    folder = next(home.glob("results/*/*/manifest.json")).parent
    done = eastsea("report", str(folder))
    assert done.code == 0, done.err
    assert done.out.strip() == str(folder / "report.html")
    text = (folder / "report.html").read_text()
    assert harmless(text)
    assert "Report of one run" in text
    assert "eastsea run odd.yaml" in text or "eastsea reproduce" in text
    assert text.count('role="img"') >= 3
    assert eastsea("reproduce", str(folder)).code == 0  # what lies beside the tables is none of them

    short = eastsea("report", str(folder), "--brief")
    assert short.code == 0, short.err
    assert harmless((folder / "report-brief.html").read_text())

    elsewhere = eastsea("report", folder.relative_to(home / "results").as_posix(), "--out", "mine/page.html")
    assert elsewhere.code == 0, elsewhere.err
    assert (home / "mine" / "page.html").read_bytes() == (folder / "report.html").read_bytes()


def test_an_ensemble_is_reported_with_its_fans(eastsea: Eastsea, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert eastsea("run", "triangle", "--months", "6", "--runs", "4", "--engine", "plain").code == 0
    folder = next(home.glob("results/*/*/manifest.json")).parent
    done = eastsea("report", str(folder))
    assert done.code == 0, done.err
    text = (folder / "report.html").read_text()
    assert "Report of an ensemble of runs" in text
    assert "Outcomes over 4 runs" in text


def test_a_sweep_with_hostile_words_is_reported_and_its_figures_kept(
    eastsea: Eastsea, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dataclasses

    def number(setting: object, policy: object, run: object) -> object:
        return setting * 0.1 + policy * (setting - 5.5) + run  # type: ignore[operator]

    names = ("entrapment", "involvement")
    store = made(
        dict.fromkeys(names, number),  # type: ignore[arg-type]
        {"voice": [k / 12 for k in range(12)]},
        policies=("<b>hedge</b>", "engage"),
        design="lhs",
        samples=12,
    )
    store.plan = dataclasses.replace(store.plan, title=HOSTILE, question=HOSTILE)
    on_disk(store, home / "swept")
    monkeypatch.setenv("EASTSEA_CHROMIUM", str(home / "nobody"))
    done = eastsea("report", "swept", "--figures", "drawn")
    assert done.code == 0, done.err
    assert "no SVG or PNG" in done.err
    text = (home / "swept" / "report.html").read_text()
    assert harmless(text)
    assert "<b>hedge" not in text
    assert list((home / "drawn").glob("*.html"))
    assert not list((home / "drawn").glob("*.svg"))


@pytest.mark.parametrize("name", ["nowhere", "odd.yaml"])
def test_a_wrong_path_is_told_once_with_what_is_allowed(eastsea: Eastsea, home: Path, name: str) -> None:
    (home / "odd.yaml").write_text(ODD)
    done = eastsea("report", name)
    assert done.code == 2
    assert done.err.count("a report is of the folder of a study") == 1
    assert "Traceback" not in done.err


def test_a_hindcast_that_is_none_is_refused(eastsea: Eastsea, home: Path) -> None:
    assert eastsea("run", "triangle", "--months", "6").code == 0
    folder = next(home.glob("results/*/*/manifest.json")).parent
    done = eastsea("report", str(folder), "--hindcast", str(folder))
    assert done.code == 2
    assert "is no hindcast" in done.err
