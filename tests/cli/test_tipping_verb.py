"""``eastsea tipping`` on small stores whose numbers are made up."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from cli_calls import Eastsea
from made_stores import made, on_disk

from eastsea_abm.tipping import dose


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Engaging has less entrapment where voice is above 0.8, and always more involvement."""
    rng = np.random.default_rng(1)
    voice = rng.permutation(60) / 59 * 1.6
    noise = rng.normal(size=(60, 4))

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 5.0 + 0.2 * noise[setting, run] - policy * (voice[setting] - 0.8 + 0.2 * noise[setting, run - 1])

    def involvement(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 9.0 + policy + 0.1 * noise[setting, run]

    rules = {"entrapment": entrapment, "involvement": involvement}
    factors = {"voice": list(voice), "posture": ["firm", "absent"] * 30}
    store = made(rules, factors, policies=("hedge", "engage"), runs=4, design="lhs", samples=60)
    store.plan = dataclasses.replace(store.plan, part_rows=store.plan.rows)
    return on_disk(store, tmp_path_factory.mktemp("made") / "swept")


def test_the_turn_is_told_with_involvement_beside_it(folder: Path, eastsea: Eastsea) -> None:
    code, out, err = eastsea("tipping", str(folder), "--factor", "voice")
    said = " ".join(out.split())
    assert code == 0
    assert "hedge has the lowest mean entrapment (expected) below about 0." in said
    assert "involvement over voice No turn within the range" in said
    assert "protocols and ties make the ally consult first" in said
    assert "no verdict on a policy" in err


def test_json_has_curves_turns_and_remarks(folder: Path, eastsea: Eastsea) -> None:
    out = eastsea("tipping", str(folder), "--factor", "voice", "--json").out
    told = json.loads(out)
    (turn,) = told["tipping"][0]["turns"]
    assert turn["low"] < 0.8 < turn["high"]
    assert turn["told"] is True
    assert [one["outcome"] for one in told["tipping"]] == ["entrapment", "involvement"]
    assert len(told["tipping"][0]["contrasts"]["engage"]) == len(told["tipping"][0]["at"])
    assert told["remarks"]


def test_the_page_works_offline_and_has_every_figure(folder: Path, tmp_path: Path, eastsea: Eastsea) -> None:
    page = tmp_path / "page.html"
    assert eastsea("tipping", str(folder), "--factor", "voice", "--figure", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count('class="figure"') == 2
    assert "default-src 'none'" in text


def test_doses_are_told_where_policies_differ_in_the_lever(
    folder: Path, eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch
) -> None:
    levers = {"hedge": {"institutions": 0.0}, "engage": {"institutions": 0.5}}
    monkeypatch.setattr(dose, "levers", lambda store: levers)
    code, out, _ = eastsea("tipping", str(folder), "--dose", "institutions")
    assert code == 0
    assert "Mean involvement (expected) by dose of institutions, against hedge" in " ".join(out.split())
    told = json.loads(eastsea("tipping", str(folder), "--dose", "institutions", "--json").out)["doses"]
    assert told[1]["rows"][0]["steps"][1]["against"]["mean"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "name a factor with --factor, or a lever with --dose"),
        (("--factor", "voise"), "did you mean 'voice'?"),
        (("--factor", "posture"), "posture takes words"),
        (("--factor", "voice", "--outcome", "entrapmet"), "did you mean 'entrapment'?"),
        (("--factor", "voice", "--policies", "hedge"), "two policies at least"),
        (("--factor", "voice", "--against", "hedge"), "--against belongs to --dose"),
        (("--dose", "institution"), "did you mean 'institutions'?"),
    ],
)
def test_what_cannot_be_told_is_refused(folder: Path, eastsea: Eastsea, asked: tuple[str, ...], said: str) -> None:
    code, out, err = eastsea("tipping", str(folder), *asked)
    assert code == 2
    assert said in err
    assert not out


def test_an_unfinished_sweep_is_refused(tmp_path: Path, eastsea: Eastsea) -> None:
    rules = {"entrapment": lambda setting, policy, run: 1.0 * setting}
    part = made(rules, {"voice": range(60)}, policies=("a", "b"), runs=4, design="lhs", samples=60)
    code, _, err = eastsea("tipping", str(on_disk(part, tmp_path / "part", [0])), "--factor", "voice")
    assert code == 2
    assert "is not whole" in err
