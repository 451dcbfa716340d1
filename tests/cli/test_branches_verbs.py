"""Branches on the command line: listed, chosen, part of what a result is, and reproduced."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from cli_calls import Eastsea

FILE = """\
title: Two answers
extends: triangle
months: 6
branch: settled
branches:
  ruling:
    events:
      - {date: 2000-02, effect: grieve, actor: BBB, targets: [AAA], size: 2}
      - {date: 2000-05, effect: grieve, actor: BBB, targets: [AAA], size: 1}
  settled:
    parent: ruling
    since: 2000-04
    events:
      - {date: 2000-04, effect: settle, actor: BBB, targets: [AAA], size: 1}
"""


def grievance(result: str) -> list[float]:
    """Grievance of AAA toward BBB by month."""
    dyads = pd.read_parquet(Path(result) / "dyads.parquet")
    return [float(value) for value in dyads.query("actor == 'AAA' and target == 'BBB'")["grievance"]]


def test_a_branch_is_played_told_and_reproduced(eastsea: Eastsea, home: Path) -> None:
    (home / "scenarios").mkdir()
    (home / "scenarios" / "answers.yaml").write_text(FILE)
    assert {one["name"]: one["branches"] for one in json.loads(eastsea("scenarios", "--json").out)}["answers"] == [
        "ruling",
        "settled",
    ]
    assert "Branches: ruling, settled." in " ".join(eastsea("scenarios").out.split())
    told = eastsea("run", "answers", "--json")
    assert "the branch settled is played; --set branch=NAME plays another: ruling" in told.err
    settled = json.loads(told.out)
    ruling = json.loads(eastsea("run", "answers", "--set", "branch=ruling", "--json").out)
    assert settled["digest"] != ruling["digest"]
    one, other = grievance(settled["result"]), grievance(ruling["result"])
    assert one[:3] == other[:3]
    assert one[4] < other[4]
    (home / "scenarios" / "answers.yaml").unlink()
    assert eastsea("reproduce", ruling["result"]).code == 0


def test_a_run_is_reproduced_whatever_the_order_of_its_settings(eastsea: Eastsea) -> None:
    settings = ("--set", "reassurance=0.3", "--set", "engagement=0.2")
    result = json.loads(eastsea("run", "calm", "--policy", "none", "--months", "2", *settings, "--json").out)["result"]
    assert eastsea("reproduce", result).code == 0
