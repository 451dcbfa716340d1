"""The record as figures, and nothing of the model: what a hindcast is scored against.

Rubric and rules: ``docs/observed.md``. Only tables of ``data/`` are read, and only rows rated high or medium.
"""

from eastsea_abm.observed.counts import event_count, leaders
from eastsea_abm.observed.index import cooperation_index
from eastsea_abm.observed.instruments import Milestone, instrument_status, milestones
from eastsea_abm.observed.points import Point, Series
from eastsea_abm.observed.series import all_series

__all__ = [
    "Milestone",
    "Point",
    "Series",
    "all_series",
    "cooperation_index",
    "event_count",
    "instrument_status",
    "leaders",
    "milestones",
]
