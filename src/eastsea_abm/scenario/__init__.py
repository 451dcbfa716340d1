"""Scenario, region and policy files: found, read, checked, merged, and made ready for the model.

`read_scenario` gives a `Scenario` or raises a `ScenarioError` with every problem of every file; nothing in a
file is ever run. Importing this package loads neither numpy nor anything else that is heavy.
"""

from eastsea_abm.scenario.facts import Fact, read_facts
from eastsea_abm.scenario.scenario import Listed, Scenario, list_scenarios, read_scenario

__all__ = ["Fact", "Listed", "Scenario", "list_scenarios", "read_facts", "read_scenario"]
