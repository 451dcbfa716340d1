"""The commented file from which a new scenario is written."""

from __future__ import annotations

from typing import NamedTuple

from eastsea_abm.scenario.scenario import Scenario, read_scenario
from eastsea_abm.scenario.schema import RegionFile, date_of, month_of

EDITOR_LINE = "# yaml-language-server: $schema=schema/scenario.schema.json"

TEMPLATE = """\
{editor}
# A scenario is one question put to the model. This one starts from {base} and changes nothing yet.
# To try a part, delete the "#| " in front of its lines. Then:  eastsea check FILE   and   eastsea run FILE

title: "{title}, changed"
question: "What would change if ...?"
extends: {base}  # all that is not written here is as in {base}
start: {start}  # first month
months: {months}  # length of the run
seed: {seed}  # the same seed gives the same run

# Policies laid over the file, by name; of two that set the same lever, the later wins. A name is looked for under
# policies: below, then in the folder policies/ beside this file, in ./scenarios and in the package.
policy: [{policy}]
#| policies:
#|   closer:
#|     title: Closer to the partner
#|     levers: {{engagement: 0.5, institutions: 1.0}}

# Numbers of the model that differ; `eastsea parameters` lists them with their bounds and sources.
parameters: {{}}
#| parameters:
#|   weight_trust: 0.8

# Parameter sets fitted by `eastsea calibrate`: run r plays with draw r. What stands under parameters goes before it.
# posterior: NAME              (or --posterior NAME on the command line)

# What governments choose from the first month on.
levers: {{}}
#| levers:
#|   reassurance: 0.3

# Starting values that differ.
#| states:
#|   {focal}: {{leader: 0.4}}          # -1 nationalist, +1 pragmatic
#| dyads:
#|   {focal}-{partner}: {{trust: 0.3}}       # how far the first trusts the second

# Who takes office when.
#| leaders:
#|   - {{date: {soon}, state: {partner}, orientation: 0.2, note: "a cautious cabinet"}}

# What happens, month by month. An effect says what an event does: provoke, reassure, grieve, settle, coerce, war ...
#| events:
#|   - date: {soon}-15
#|     effect: grieve
#|     actor: {partner}
#|     targets: [{focal}]
#|     size: 1.0                 # 1 is an ordinary dispute
#|     note: A dispute over history
#|     source: assumption

# Lines of a session, each with events of its own beside those above. `eastsea dashboard` saves a session like this.
#| branch: second              # which is played; --set branch=first plays the other
#| branches:
#|   first:
#|     events:
#|       - {{date: {soon}-20, effect: settle, actor: {partner}, targets: [{focal}], size: 0.5, source: assumption}}
#|   second:
#|     parent: first             # all that first plays before this month, then its own events
#|     since: {soon}
#|     note: no settlement

# Real events that force the run, and what is then held still until the record ends.
#| record:
#|   table: events_coded         # or a table of your own: mine.csv, see `eastsea events`
#|   until: {soon}
#|   leave: []                   # ids of events to leave out
#|   holds: {{leaders: all, disputes: all}}

# What is left to chance: disputes, leaders, commitment, posture, doctrine.
#| processes:
#|   leaders: {{on: false}}        # nobody else takes office
"""


class _Cast(NamedTuple):
    """Two states of a region to write examples with."""

    focal: str
    partner: str


def template(base: str = "baseline") -> str:
    """Text of a new scenario that extends ``base``: it passes the check as it stands.

    Raises
    ------
    ScenarioError
        If ``base`` cannot be found or read.
    """
    scenario = read_scenario(base)
    cast = _cast(scenario.region)
    return TEMPLATE.format(
        editor=EDITOR_LINE,
        base=base,
        title=_title(scenario),
        start=scenario.file.start,
        months=scenario.file.months,
        seed=scenario.file.seed,
        policy=", ".join(scenario.file.policy),
        soon=_soon(scenario),
        **cast._asdict(),
    )


def _title(scenario: Scenario) -> str:
    """A title fit to stand in quotes."""
    return scenario.file.title.replace("\\", "").replace('"', "'")


def _soon(scenario: Scenario) -> str:
    """A month in the run, some months after its start where it is long enough."""
    return date_of(month_of(scenario.file.start) + min(6, scenario.file.months - 1))


def _cast(region: RegionFile) -> _Cast:
    """The focal pair, or else the first pair of partners or of states."""
    if region.focal and region.partner:
        return _Cast(region.focal, region.partner)
    pairs = [dyad.split("-") for dyad in [*region.partners, *region.rivals]]
    first, second = pairs[0] if pairs else list(region.states)[:2]
    return _Cast(first, second)


def uncommented(text: str) -> str:
    """The template with every example switched on: what its lines look like when all are tried."""
    out = []
    for line in text.splitlines():
        if line.startswith("#| "):
            out.append(line[3:])
        elif line not in ("parameters: {}", "levers: {}"):
            out.append(line)
    return "\n".join(out) + "\n"
