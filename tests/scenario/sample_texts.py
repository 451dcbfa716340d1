"""Texts of a region of a few states and of a scenario in it; what reading them comes to."""

from __future__ import annotations

from collections.abc import Callable

from eastsea_abm.errors import Problem, ScenarioError

REGION = """\
title: Three states
focal: AAA
partner: BBB
states:
  AAA: {label: Aland, colour: "#000000", at: [0, 0], patron: CCC, bond: BBB}
  BBB: {label: Bland, colour: "#111111", at: [1, 1], patron: CCC}
  CCC: {label: Cland, colour: "#222222", at: [2, 2]}
  DDD: {label: Dland, colour: "#333333", at: [3, 3], challenger: true}
outsiders: {UKR: Ukraine}
partners:
  AAA-BBB: {contested: true, broker: CCC, dispute_rate: 0.1, felt: {AAA: 1.0}}
  AAA-CCC: {treaty: 0.9}
rivals:
  AAA-DDD: {hostility: 0.3, rest: 0.3}
  DDD-AAA: {hostility: 0.4, rest: 0.4, weight: 1.0}
theatres:
  STRAIT: {label: The strait, at: [1, 2], challenger: DDD, defender: AAA, ally: BBB}
instruments:
  SHARING: {label: Sharing, parties: [AAA, BBB], asset: 1.0}
  COURT: {label: Court, parties: [AAA, BBB], protocol: 1.0, requires: SHARING}
launches:
  intensity: {SRBM: 0.6}
  reach: {SRBM: {AAA: 1.0, BBB: 0.5}}
sheets:
  2012-01: {source: assumption, states: {AAA: {leader: 0.1}}, dyads: {AAA-BBB: {trust: 0.3}}}
  2022-12: {source: assumption, instruments: {SHARING: {status: active, practice: 0.5}}}
sources: {states: assumption, partners.AAA-BBB.contested: Cha1999}
"""

SCENARIO = """\
title: A test
question: Is it read?
region: tri
start: 2022-12
months: 24
seed: 3
policy: [closer]
parameters: {weight_trust: 0.8}
levers: {reassurance: 0.3}
states:
  AAA: {leader: 0.4}
dyads:
  AAA-BBB: {trust: 0.3}
leaders:
  - {date: 2023-03-05, state: BBB, orientation: 0.2, note: "a cautious cabinet"}
policies:
  closer: {title: Closer, levers: {engagement: 0.5}}
record:
  until: 2023-06
  holds: {leaders: all, disputes: [AAA]}
events:
  - {date: 2023-01-15, type: missile_test, actor: DDD, targets: [AAA, BBB], range: SRBM, days: 2}
  - date: 2023-02
    effect: grieve
    actor: BBB
    targets: [AAA]
    size: 1.0
    note: NO
  - {date: 2023-04, effect: instrument, actor: AAA, instrument: COURT, status: signed, impose: true}
processes:
  doctrine: {on: false}
branches:
  first:
    events: [{date: 2023-07, effect: settle, actor: AAA, targets: [BBB], size: 1}]
  second: {parent: first, since: 2023-08, until: 2023-12, note: quiet}
"""


def refusal(read: Callable[[], object]) -> list[Problem] | None:
    """The problems for which something is not read, None where it is read."""
    try:
        read()
    except ScenarioError as error:
        return error.problems
    return None
