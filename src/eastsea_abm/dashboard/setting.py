"""What stays during a run and the page must know: who is there, what can be chosen, moved and injected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eastsea_abm import vocabulary as v
from eastsea_abm._version import __version__
from eastsea_abm.dashboard.catalogue import groups, scenarios
from eastsea_abm.dashboard.foremost import FOREMOST
from eastsea_abm.dashboard.forms import forms
from eastsea_abm.dashboard.lever_values import lever_values
from eastsea_abm.dashboard.places import placed
from eastsea_abm.levers import LEVERS
from eastsea_abm.lines.line import Line
from eastsea_abm.outcomes import OUTCOMES
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.schema import RegionFile, date_of
from eastsea_abm.scenario.setup import Setup

MOST_STATES = 24  # of a region that are drawn: those with most ties


def setting(line: Line, policies: Sequence[str]) -> dict[str, Any]:
    """What the page is told at the start and after every reset.

    Parameters
    ----------
    policies
        Names of the overlays the run was set up with.
    """
    setup = line.setup
    scenario, region = setup.scenario, setup.scenario.region
    states = drawn_states(setup)
    return {
        "version": __version__,
        "scenario": {
            "name": scenario.name,
            "title": scenario.file.title,
            "question": scenario.file.question,
            "region": region.title,
        },
        "remarks": list(scenario.remarks),
        "start": date_of(setup.start),
        "months": setup.months,
        "seed": scenario.file.seed,
        "dates": [date_of(setup.start + k) for k in range(setup.months)],
        "scenarios": scenarios(),
        "groups": groups(scenario),
        "policies": list(policies),
        "focal": region.focal,
        "partner": region.partner,
        "patron": _patron(region),
        "states": [_state(region, name) for name in states],
        **_ties(setup, states),
        "map": placed(region, states),
        "theatres": [
            {
                "name": name,
                "label": one.label,
                **{role: getattr(one, role) for role in ("challenger", "defender", "ally", "observer")},
            }
            for name, one in sorted(region.theatres.items())
        ],
        "rungs": list(v.RUNGS),
        "instruments": [{"name": name, "label": one.label} for name, one in sorted(region.instruments.items())],
        "levers": _levers(line),
        "parameters": _parameters(scenario),
        "forms": forms(region),
        "outcomes": [_outcome(one) for one in OUTCOMES],
        "seas": list(region.seas[0].names) if region.seas else [],
    }


def drawn_states(setup: Setup) -> list[str]:
    """States of the region that are drawn, by ISO3 code; of many those with most ties, the focal pair always."""
    names, g = setup.index.states, setup.region
    if len(names) <= MOST_STATES:
        return list(names)
    ties = (g.partner + g.rival).sum(axis=1) + (g.partner + g.rival).sum(axis=0)
    for i in (g.focal, g.partner_of_focal):
        if i >= 0:
            ties[i] = ties.max() + 1
    order = sorted(range(len(names)), key=lambda i: (-int(ties[i]), names[i]))
    return sorted(names[i] for i in order[:MOST_STATES])


def _patron(region: RegionFile) -> str | None:
    return region.states[region.focal].patron if region.focal else None


def _state(region: RegionFile, name: str) -> dict[str, Any]:
    state = region.states[name]
    roles = {region.focal: "focal", region.partner: "partner", _patron(region): "patron"}
    role = roles.get(name) or ("challenger" if state.challenger else "state")
    return {"iso3": name, "label": state.label, "names": state.names, "colour": state.colour, "role": role}


def _ties(setup: Setup, states: list[str]) -> dict[str, Any]:
    g = setup.region
    at = [setup.index.state(name) for name in states]
    pairs = [(a, b) for a in range(len(at)) for b in range(len(at))]
    return {
        "partners": [[a, b] for a, b in pairs if a < b and g.partner[at[a], at[b]]],
        "rivals": [[a, b] for a, b in pairs if g.rival[at[a], at[b]]],
    }


def _levers(line: Line) -> list[dict[str, Any]]:
    region = line.setup.scenario.region
    start = lever_values(line.setup, line.world(0))
    return [
        {
            "name": name,
            "holder": region.holder(name),
            "role": row.role,
            "unit": row.unit,
            "low": row.bounds[0],
            "high": row.bounds[1],
            "prior": list(row.prior),
            "default": row.default,
            "symbol": row.symbol,
            "meaning": row.meaning,
            "source": row.source,
            "at_start": line.setup.scenario.levers.get(name, round(start[name], 4)),
        }
        for name, row in LEVERS.items()
        if region.holder(name) is not None
    ]


def _parameters(scenario: Scenario) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "unit": row.unit,
            "low": row.bounds[0],
            "high": row.bounds[1],
            "prior": list(row.prior) if row.prior else None,
            "default": row.default,
            "value": scenario.parameters.get(name, row.default),
            "symbol": row.symbol,
            "meaning": row.meaning,
            "source": row.source,
            "foremost": name in FOREMOST,
            "why_foremost": FOREMOST.get(name, ""),
        }
        for name, row in ROWS.items()
    ]


def _outcome(one: Any) -> dict[str, str]:
    label = one.name.replace("_", " ")
    return {"name": one.name, "label": label, "unit": one.unit, "over": one.over, "meaning": one.meaning}
