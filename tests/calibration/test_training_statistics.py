"""The reduction of histories and record to statistics, and that no later month enters it."""

from __future__ import annotations

import numpy as np
import pytest

from eastsea_abm.calibration.statistics import Layout, Shape, of_instruments, reduced, shape_of
from eastsea_abm.calibration.training_record import observed_statistics, until
from eastsea_abm.errors import InputError
from eastsea_abm.scenario.schema import month_of
from eastsea_abm.vocabulary import ABSENT, ACTIVE, SIGNED, SUSPENDED

FIRST = month_of("2012-01")


@pytest.fixture(scope="module")
def seven_years():
    return observed_statistics(FIRST, 84)


def test_a_shape_has_no_unit():
    values = np.array([[1.0, 2.0, 4.0, 1.0]])
    assert np.allclose(shape_of(values), shape_of(100.0 + 30.0 * values))
    assert shape_of(values).mean() == pytest.approx(0.0)
    assert shape_of(values).std() == pytest.approx(1.0)


def test_what_never_varies_has_no_shape():
    assert shape_of(np.full((2, 5), 0.3)).tolist() == [[0.0] * 5] * 2


def test_instruments_are_reduced_to_whether_when_how_long_and_how_many():
    status = np.full((2, 10, 2), ABSENT, float)
    status[0, 4:, 0] = SIGNED
    status[0, 6:, 0] = ACTIVE
    status[0, 8:, 0] = SUSPENDED
    status[0, 5:, 1] = ACTIVE
    assert of_instruments(status, [0]).tolist() == [[1.0, 0.4, 0.2, 0.9], [0.0, 1.0, 0.0, 0.0]]


def test_a_run_is_reduced_as_the_layout_says():
    shape = Shape("poll", "", "mood", ((0, 1), (1, 2), (2, 4)), ("a", "b", "c"))
    layout = Layout(FIRST, 4, (shape,), ("TISA",), ("TISA",))
    series = np.zeros((2, 4, 3))
    series[0, :, 1] = [0.0, 1.0, 3.0, 1.0]
    series[0, 2:, 2] = ACTIVE
    series[1, 3] = np.nan
    rows = reduced(series, ["other", "mood", "status_TISA"], layout)
    assert rows.shape == (2, len(layout.names))
    assert np.allclose(rows[0], [*shape_of(np.array([0.0, 1.0, 2.0])), 1.0, 0.5, 0.0, 0.5])
    assert np.isnan(rows[1]).all()


def test_the_record_of_the_training_years_is_as_known(seven_years):
    told = dict(zip(seven_years.layout.names, seven_years.values, strict=True))
    assert seven_years.layout.signed == ("TISA", "GSOMIA")
    assert told["TISA month of signing"] == pytest.approx((month_of("2014-12") - FIRST) / 84)
    assert told["GSOMIA month of signing"] == pytest.approx((month_of("2016-11") - FIRST) / 84)
    assert told["share of months suspended"] == 0.0
    assert {name.split()[0] for name in told} >= {"relations", "liking_KOR", "liking_JPN", "index"}
    assert len(told) == len(seven_years.values)
    assert np.isfinite(seven_years.values).all()


def test_a_shorter_training_period_reads_nothing_of_what_follows():
    five = observed_statistics(FIRST, 58)
    assert five.layout.signed == ("TISA",), "GSOMIA was signed in the month after"
    assert all(month < 58 for shape in five.layout.shapes for _, end in shape.months for month in [end - 1])


def test_rows_behind_the_end_are_not_handed_on():
    figures, facts = until(month_of("2018-12"))
    assert max(row.year for row in figures) == 2018
    assert max(fact.date for fact in facts) < "2019"


@pytest.mark.parametrize(("first", "months", "said"), [("2012-01", 24, "too few"), ("2024-01", 60, "does not cover")])
def test_a_period_without_a_record_is_refused(first, months, said):
    with pytest.raises(InputError, match=said):
        observed_statistics(month_of(first), months)
