"""Mesa's own page, SolaraViz, around the same board: for those who work with Mesa.

What it cannot do stands in ``docs/dashboard.md``: no months that wait until the browser has drawn, no branches, no
forks, no session. Three things are worked around here: a model of its own for every tab, since a model in a module
would be shared by all; a play thread that ends with its tab; and the narrow cells of its grid.
"""

from __future__ import annotations

import json
from typing import Any

import solara
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

from eastsea_abm.dashboard.asked import asked
from eastsea_abm.dashboard.board import Board
from eastsea_abm.dashboard.catalogue import groups
from eastsea_abm.dashboard.feed import Filter
from eastsea_abm.dashboard.foremost import FOREMOST
from eastsea_abm.dashboard.orders import Select, Sift, understood
from eastsea_abm.dashboard.watched import NONE, WatchedModel
from eastsea_abm.parameters import ROWS

SLIDER_STEPS = 50
INTERVAL = 150  # milliseconds between two months


@solara.component
def WholeWidth(items: list[solara.Element], **_: Any) -> solara.Element:
    """Components one under the other, each as wide as the page."""
    return solara.Column(children=[solara.Div(children=[item]) for item in items])


# SolaraViz puts components into cells of half a page, which no option changes.
solara.GridDraggable = WholeWidth


@solara.component
def BoardOf(model: WatchedModel) -> solara.Element:
    """The board of a model, as SolaraViz takes components."""
    update_counter.get()
    region = model.setup.scenario.region
    pair = (region.focal, region.partner) if region.focal and region.partner else None
    selected, choose = solara.use_state(pair)
    wanted, sift = solara.use_state(Filter())
    told = solara.use_memo(lambda: json.dumps(model.told()), [id(model)])

    def command(data: Any) -> None:
        order = understood(data)
        if isinstance(order, Select):
            choose((order.actor, order.target) if order.actor and order.target else None)
        elif isinstance(order, Sift):
            sift(Filter(order.text, order.kinds, order.states))

    frame = json.dumps(model.shown(selected, wanted))
    return Board(setting=told, frame=frame, mode="solaraviz", event_command=command)


def choices(model: WatchedModel) -> dict[str, Any]:
    """What SolaraViz puts beside the board: a policy by group, the seed, and the parameters shown first."""
    scenario = model.setup.scenario
    standing = {name for name, _ in scenario.overlays}
    told: dict[str, Any] = {
        "seed": {"type": "InputText", "value": str(scenario.file.seed), "label": "Seed"},
        "rng": 1,  # or Mesa's own generator, which no rule uses, would be seeded at random
    }
    for k, group in enumerate(groups(scenario)):
        names = [policy["name"] for policy in group["policies"]]
        own = next((name for name in names if name in standing), NONE)
        told[f"policy_{k}"] = {"type": "Select", "value": own, "values": [NONE, *names], "label": group["group"]}
    for name in FOREMOST:
        row = ROWS[name]
        low, high = row.bounds
        told[name] = {
            "type": "SliderFloat",
            "value": scenario.parameters.get(name, row.default),
            "label": f"{name} ({row.unit})",
            "min": low,
            "max": high,
            "step": (high - low) / SLIDER_STEPS,
        }
    return told


@solara.component
def Page() -> solara.Element:
    """One tab."""
    model = solara.use_memo(lambda: solara.reactive(WatchedModel(seed=asked().seed)), [])
    offered = solara.use_memo(lambda: choices(model.value), [])
    # SolaraViz would play on for ever when its tab is closed.
    solara.use_effect(lambda: lambda: setattr(model.value, "running", False), [])
    return SolaraViz(
        model,
        components=[BoardOf],
        model_params=offered,
        name=model.value.setup.scenario.file.title,
        play_interval=INTERVAL,
    )
