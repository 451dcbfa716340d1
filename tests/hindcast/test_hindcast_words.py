"""The sentences about a hindcast say no more than its tables allow."""

import math

import pandas as pd
import pytest
from hindcast_samples import ablated, about, standing, standings, tables

from eastsea_abm.hindcast import score_cells, words
from eastsea_abm.hindcast.caveats import caveats
from eastsea_abm.hindcast.changes import breaks, changes, ranked
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.rolling import ROLLING_ALL
from eastsea_abm.hindcast.tables import of_rows

CLAIMS = ("better", "worse")


def test_what_is_na_counts_neither_as_beaten_nor_as_lost():
    found = words.counts(
        standings(standing(), standing(series="index", value=math.nan, ahead="n/a", n=0, p=math.nan)), HELD_OUT
    )["crps"]
    assert found == (("relations",), (), (), ("index",))
    assert found.judged == 1
    line = words.tally(standings(standing(ahead="n/a", best=math.nan, against="")), HELD_OUT)
    assert line == ["CRPS: n/a in 1 (relations), which counts for nobody."]


def test_every_series_is_in_one_of_the_four_counts():
    rows = [standing(series=str(k), ahead=word) for k, word in enumerate(("ahead", "level", "behind", "n/a"))]
    found = words.counts(standings(*rows), HELD_OUT)["crps"]
    assert sorted(sum(found, ())) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("p", [0.001, 0.016, 0.9])
@pytest.mark.parametrize("n", [1, 4, 7])
def test_below_eight_years_no_claim_is_made_whatever_p_says(n, p):
    said = words.claim(standings(standing(n=n, p=p)), HELD_OUT)
    assert said.startswith(words.capital(words.number(n)))
    assert "no claim of skill can be made whatever the numbers" in said
    assert not any(word in said for word in CLAIMS)


def test_the_number_of_years_is_that_of_the_tables():
    assert words.claim(standings(standing(n=5), standing(n=6)), HELD_OUT).startswith("Six held-out years")


def test_a_test_that_shows_nothing_is_no_claim():
    said = words.claim(standings(standing(n=9, p=0.05)), HELD_OUT)
    assert "shows no difference on any of them" in said
    assert not any(word in said for word in CLAIMS)


def test_a_difference_is_claimed_with_its_sign_where_the_test_shows_it():
    rows = [
        standing(n=9, p=0.01),
        standing(series="index", n=9, p=0.02, ahead="behind"),
        standing(n=7, series="senkaku"),
    ]
    said = words.claim(standings(*rows), HELD_OUT)
    assert "better than the best baseline on CRPS of relations (p=0.010, 9 years)" in said
    assert "worse than the best baseline on CRPS of index (p=0.020, 9 years)" in said
    assert "senkaku" not in said
    assert "One score with fewer years carries no claim." in said


def test_no_claim_without_a_test():
    for table in (standings(), standings(standing(n=0, p=math.nan))):
        assert "no claim of skill can be made" in words.claim(table, HELD_OUT)


def test_what_is_better_before_the_split_is_said_to_be_no_evidence():
    own = [standing(period=ROLLING_ALL, method=method, n=9, p=0.01) for method in (MODEL, ANCHORED)]
    said = words.rolled({"standings": standings(*own)})
    assert "no evidence of skill" in said[-1]


def test_two_methods_of_whom_the_same_is_true_share_a_sentence():
    own = [standing(period=ROLLING_ALL, method=method, n=7) for method in (MODEL, ANCHORED)]
    assert len(words.rolled({"standings": standings(*own)})) == 2


def test_what_is_forced_names_the_months_asked_for():
    said = " ".join(words.forced(about(first="2013-02", split="2018-03", last="2020-04")))
    assert all(month in said for month in ("2013-02", "2018-03", "2020-04"))
    assert "settled" in said


def test_a_median_that_never_turns_is_na_and_not_a_miss():
    scores = tables()["scores"]
    scores.loc[scores["method"] == MODEL, ["turns", "missed", "false_alarms", "f1", "chance"]] = math.nan
    assert words.turning(scores) == ["Turning points of index: n/a, the model's median never turns."]
    assert "1 of 7 found" in words.turning(tables()["scores"])[0]


def test_dates_are_counted_by_period_and_level_scores_are_no_win():
    found = tables()["milestones"]
    found.loc[found["period"] == "training", "score_hazard"] = 0.1
    training, held = words.dates(found)
    assert "in 0 of 1 changes" in training
    assert "in 1 of 1 changes" in held
    assert words.dates(found.iloc[:0]) == []


def test_a_drive_and_a_mechanism_of_one_name_are_kept_apart():
    order = ranked(changes(of_rows(ablated()))).set_index(["kind", "left_out"])
    assert order.loc[("drive", "leaders"), "crps"] == pytest.approx(100.0)
    assert order.loc[("mechanism", "leaders"), "crps"] == pytest.approx(0.0)


def test_what_breaks_tells_gains_as_well_as_losses():
    said = " ".join(breaks(of_rows(ablated())))
    assert "Drives: CRPS rises most without leaders (+100%)" in said
    assert "it falls without trust (-20%)" in said
    assert "One mechanism changes no score at all (leaders)" in said


def test_without_ablations_nothing_is_said_of_them():
    assert breaks(pd.DataFrame()) == []


def test_a_lone_value_is_not_the_best_of_its_column():
    scores = tables()["scores"]
    own = scores[(scores["series"] == "relations") & (scores["period"] == HELD_OUT)]
    alone = own.assign(rank=own["rank"].where(own["method"] == MODEL))
    (group,) = score_cells.columns("relations", scores, "share, 0 to 1")
    found = {
        method: dict(zip([one.key for one in group], row, strict=True))
        for method, row in score_cells.grid(alone, group)
    }
    assert found[MODEL]["rank"] == ("+0.50", False)
    assert found[MODEL]["crps"] == ("0.050", True)
    assert found["AR(1)"]["crps"] == ("n/a", False)
    assert found["no change"]["signs"] == ("n/a", False)
    assert found["drift"]["signs"] == ("5/7", True)


def test_caveats_name_hindsight_small_numbers_and_filled_in_points():
    said = " ".join(caveats(tables()))
    assert "docs/coding.md" in said
    assert "seven held-out points" in said
    assert "7 of 14 yearly points" in said.replace("fourteen", "14")


def test_a_flag_of_the_scale_is_said():
    scores = tables()["scores"]
    scores.loc[0, "flag"] = "flat"
    assert any("Scale of relations, model: flat." in text for text in caveats({**tables(), "scores": scores}))


def test_leaders_read_the_other_way_round_are_not_kept_from_the_reader():
    scores = tables()["scores"].copy()
    own = scores["method"] == "leaders alone"
    scores.loc[own, "rank"] = -0.8
    said = " ".join(caveats({**tables(), "scores": scores}))
    assert "would then be relations +0.80" in said
    scores.loc[own, "rank"] = 0.8
    assert "other way round" not in " ".join(caveats({**tables(), "scores": scores}))
