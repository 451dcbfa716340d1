"""Lines that several tests look at and none changes."""

import pytest
from line_samples import DISPUTE, MONTHS, baseline, played

from eastsea_abm.lines.line import Line


@pytest.fixture(scope="session")
def setup():
    return baseline()


@pytest.fixture(scope="session")
def poked(setup) -> Line:
    """A line at its end into which something was injected now and then."""
    line = played(Line(setup), 6)
    line.put({**DISPUTE, "date": "2023-09-12"})
    line.put({"type": "missile_test", "actor": "PRK", "targets": ["JPN"], "size": 0.8, "date": "2023-09"})
    line.pull("engagement", 0.6)
    played(line, 5)
    line.put({"effect": "lead", "actor": "KOR", "size": -0.7})
    line.pull("consult_rule", 0.4)
    return played(line, MONTHS - 11)
