"""``eastsea robustness`` on small stores whose numbers are made up."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from cli_calls import Eastsea
from made_stores import made, on_disk

from eastsea_abm.cli.robust import share
from eastsea_abm.errors import InputError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hedging has 1 throughout; engaging 0.9, and 2 in one future of ten."""

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return np.where(policy == 0, 1.0, np.where(setting % 10 == 0, 2.0, 0.9))

    rules = {"entrapment": entrapment, "involvement": entrapment}
    store = made(rules, {"voice": range(40)}, policies=("hedge", "engage"), runs=4, design="lhs", samples=40)
    store.plan = dataclasses.replace(store.plan, part_rows=store.plan.rows)
    return on_disk(store, tmp_path_factory.mktemp("made") / "swept")


def test_regrets_are_told_for_both_outcomes_and_jointly(folder: Path, eastsea: Eastsea) -> None:
    code, out, err = eastsea("robustness", str(folder))
    said = " ".join(out.split())
    assert code == 0
    assert "Regret in entrapment (expected)" in said
    assert "Regret in involvement (expected)" in said
    assert "Within 5 % of the best in entrapment and involvement at once: engage in 90 %" in said
    assert "no probabilities" in err


def test_json_has_regrets_by_policy_and_involvement_beside_entrapment(folder: Path, eastsea: Eastsea) -> None:
    told = json.loads(
        eastsea("robustness", str(folder), "--outcome", "entrapment", "--acceptable", "20 %", "--json").out
    )
    first = told["outcomes"][0]
    assert [one["outcome"] for one in told["outcomes"]] == ["entrapment", "involvement"]
    assert first["regret"]["mean"]["regret"] == pytest.approx({"hedge": 0.09, "engage": 0.1})
    assert first["regret"]["greatest"]["regret"] == pytest.approx({"hedge": 0.1, "engage": 1.0})
    assert first["regret"]["greatest"]["low"] == {"hedge": None, "engage": None}
    assert first["acceptable"] == pytest.approx({"hedge": 1.0, "engage": 0.9})
    assert told["tolerance"] == pytest.approx(0.2)


def test_the_page_works_offline_and_has_every_figure(folder: Path, tmp_path: Path, eastsea: Eastsea) -> None:
    page = tmp_path / "page.html"
    assert eastsea("robustness", str(folder), "--figure", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count('class="figure"') == 3
    assert "default-src 'none'" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--outcome", "entrapmet"), "did you mean 'entrapment'?"),
        (("--policies", "hedge,engag"), "did you mean 'engage'?"),
        (("--acceptable", "few"), "must be a share such as '5 %' or 0.05"),
        (("--acceptable", "120%"), "must be from 0 % to below 100 %"),
    ],
)
def test_what_cannot_be_told_is_refused(folder: Path, eastsea: Eastsea, asked: tuple[str, ...], said: str) -> None:
    code, out, err = eastsea("robustness", str(folder), *asked)
    assert code == 2
    assert said in err
    assert not out


def test_a_share_is_read_with_and_without_per_cent() -> None:
    assert [share(text) for text in ("5 %", "5%", "0.05", " .05 ")] == pytest.approx([0.05] * 4)
    with pytest.raises(InputError):
        share("5 percent")
