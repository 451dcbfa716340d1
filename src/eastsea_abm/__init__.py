"""Agent-based simulation of security in Northeast Asia, month by month.

Nothing heavy is imported until it is used::

    from eastsea_abm import RegionModel

    model = RegionModel("phnom-penh-2022", policy="engage")
    model.run_for(120)
    model.explain("KOR", "JPN")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eastsea_abm._version import __version__

if TYPE_CHECKING:
    from eastsea_abm.chronicle import Chronicle
    from eastsea_abm.ensemble_tables import run_ensemble
    from eastsea_abm.errors import EastSeaError, EnvironmentFault, InputError, ResultError, ScenarioError
    from eastsea_abm.model import RegionModel, StateAgent
    from eastsea_abm.outcomes import OUTCOMES
    from eastsea_abm.parameters import Parameters
    from eastsea_abm.results import load
    from eastsea_abm.scenario import Scenario, read_scenario

__all__ = [
    "OUTCOMES",
    "Chronicle",
    "EastSeaError",
    "EnvironmentFault",
    "InputError",
    "Parameters",
    "RegionModel",
    "ResultError",
    "Scenario",
    "ScenarioError",
    "StateAgent",
    "__version__",
    "load",
    "read_scenario",
    "run_ensemble",
]

#: Where each public name lives.
_HOMES = {
    "OUTCOMES": "outcomes",
    "Chronicle": "chronicle",
    "EastSeaError": "errors",
    "EnvironmentFault": "errors",
    "InputError": "errors",
    "Parameters": "parameters",
    "RegionModel": "model",
    "ResultError": "errors",
    "Scenario": "scenario",
    "ScenarioError": "errors",
    "StateAgent": "model",
    "load": "results",
    "read_scenario": "scenario",
    "run_ensemble": "ensemble_tables",
}


def __getattr__(name: str) -> Any:
    """Import a public name where it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, used or not."""
    return sorted({*globals(), *__all__})
