"""Small hand-made tables of a hindcast."""

from __future__ import annotations

import functools
import math
from typing import Any

import pandas as pd

from eastsea_abm.hindcast.ablation import Ablated
from eastsea_abm.hindcast.against import NAMED, Standing
from eastsea_abm.hindcast.dates import Dated
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.judging import Row
from eastsea_abm.hindcast.page import PageAbout
from eastsea_abm.hindcast.rolling import ROLLING
from eastsea_abm.hindcast.tables import of_rows
from eastsea_abm.scenario.schema import date_of, month_of

FIRST, SPLIT, LAST = month_of("2012-01"), month_of("2019-01"), month_of("2025-12")


def about(**given: Any) -> PageAbout:
    own = {
        "title": "Does it know?",
        "question": "Does it?",
        "first": "2012-01",
        "split": "2019-01",
        "last": "2025-12",
        "runs": 20,
        "seed": 1,
        "parameters": "defaults",
        "failed": 0,
        "remarks": (),
        "command": "eastsea hindcast",
    }
    return PageAbout(**{**own, **given})


def standing(**given: Any) -> Standing:
    own = {
        "series": "relations",
        "period": HELD_OUT,
        "method": MODEL,
        "score": "crps",
        "value": 0.05,
        "against": "drift",
        "best": 0.1,
        "ahead": "ahead",
        "n": 7,
        "p": 0.016,
        "test": "sign flips",
        "verdict": "too few points (n=7): no claim",
    }
    return Standing(**{**own, **given})


def standings(*rows: Standing) -> pd.DataFrame:
    return of_rows(rows)


def tables(title: str = "Relations good") -> dict[str, pd.DataFrame]:
    """A yearly series in two ways of asking, a monthly index, and one that is only given."""
    return {name: table.copy() for name, table in _made(title).items()}


@functools.cache
def _made(title: str) -> dict[str, pd.DataFrame]:
    return {
        "scores": of_rows(_rows()),
        "standings": standings(
            standing(),
            standing(score="signs", value=1.0, best=math.nan, against="", ahead="n/a", n=0, p=math.nan, verdict=""),
            standing(series="index", value=5.0, best=4.0, ahead="behind"),
            standing(series="index", score="f1", value=0.2, best=0.3, ahead="behind", n=0, p=math.nan, verdict=""),
        ),
        "fans": pd.concat([_fan("relations", 0.3), _fan("index", 40.0)], ignore_index=True),
        "series": pd.DataFrame(
            [*_points("relations", title, 12), *_points("index", "Index", 1), *_points("shots", "S", 1)]
        ),
        "milestones": of_rows([_dated("TISA", "2014-12", "training"), _dated("PACT", "2023-08", "held out")]),
        "ablations": of_rows(ablated()),
    }


def _rows() -> list[Row]:
    rows = []
    for name in ("relations", "index"):
        for period in (HELD_OUT, ROLLING):
            for method in (MODEL, *([ANCHORED] if period == ROLLING else []), *NAMED):
                if method == "AR(1)":
                    rows.append(Row(name, period, method, 7))
                    continue
                none = method == "no change" or name == "index"
                one = Row(name, period, method, 7, math.nan if none else 5.0, 0 if none else 7, 0.5, 0.1, 3.0, 6.0)
                one = one._replace(crps=0.05) if method == MODEL else one
                if name == "index" and period == HELD_OUT:
                    one = one._replace(f1_paths=0.4, turns=1.0, missed=6.0, false_alarms=0.0, f1=0.25, chance=0.62)
                rows.append(one)
    return rows


def _fan(name: str, middle: float) -> pd.DataFrame:
    months = range(FIRST, LAST + 1, 1 if name == "index" else 6)
    share = {"q05": 0.6, "q25": 0.8, "q50": 1.0, "q75": 1.2, "q95": 1.4}
    rows = []
    for month in months:
        held = month >= SPLIT
        own = {"series": name, "date": date_of(month), "month": month, "held_out": held}
        own |= {column: middle * by for column, by in share.items()}
        own |= {method: middle if held and method != "AR(1)" else math.nan for method in NAMED}
        rows.append(own)
    return pd.DataFrame(rows)


def _points(name: str, title: str, step: int) -> list[dict[str, Any]]:
    given = name == "shots"
    return [
        {
            "series": name,
            "title": title,
            "unit": "0 to 100" if name == "index" else "launch days a month" if given else "share, 0 to 1",
            "every": "year" if step == 12 else "month",
            "model": "" if given else "cooperation",
            "forced": given,
            "date": date_of(month),
            "month": month,
            "held_out": month >= SPLIT,
            "value": 0.3 + 0.01 * (month % 7),
            "segment": int(month >= SPLIT + 60) if step == 12 else 0,
            "imputed": step == 12 and month % 24 < 12,
            "confidence": "high",
            "source": "s",
        }
        for month in range(FIRST + 5, LAST + 1, step)
    ]


def _dated(name: str, date: str, period: str) -> Dated:
    title = f"Pact called {name}: signed"
    return Dated(f"{name} signed", title, name, "signed", date, period, 1.0, 0.2, 0.4, 0.2, 0.1, 2015.0, 0.1, 0.2, 0.3)


def ablated() -> list[Ablated]:
    """Leaders as a drive cost much, as a mechanism nothing; without trust relations do better."""
    rows = []
    for left, kind, times in (
        ("nothing", "nothing", 1.0),
        ("leaders", "drive", 2.0),
        ("doctrine", "drive", 1.01),
        ("leaders", "mechanism", 1.0),
        ("trust", "mechanism", 0.8),
    ):
        rows += [
            Ablated(left, kind, name, 7, 5.0, 7, 0.5, times * 0.1, math.nan, 0, "")
            for name in ("relations", "liking_KOR")
        ]
    return rows
