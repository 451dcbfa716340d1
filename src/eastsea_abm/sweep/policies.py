"""Which overlays an alternative stands for: a policy takes the place of the file's own of the same group.

Policies that vary as a factor lie beneath the compared ones and take the place of the file's own in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.choices import NO_POLICY
from eastsea_abm.sweep.plan import Alternative

DEFAULT = "default"  # the file as it is
JOINT = "+"


def parts_of(asked: str) -> list[str]:
    """Names in ``a+b``."""
    return [part.strip() for part in asked.split(JOINT) if part.strip()]


def alternative(asked: str, base: Scenario, read: Callable[[Sequence[str]], Scenario]) -> Alternative:
    """The overlays of ``asked`` over a scenario.

    Parameters
    ----------
    base
        The scenario as its file has it.
    read
        Reads the scenario under the named overlays.

    Raises
    ------
    ScenarioError
        If an overlay cannot be found or read.
    """
    names = parts_of(asked)
    own = base.overlays
    if names == [DEFAULT] and DEFAULT not in base.file.policies:
        return Alternative(DEFAULT, tuple(name for name, _ in own))
    if names[:1] == [NO_POLICY] and NO_POLICY not in base.file.policies:
        own, names = (), names[1:]
        if not names:
            return Alternative(NO_POLICY, ())
    named = read(names).overlays
    groups = {overlay.group for _, overlay in named if overlay.group}
    stay = tuple(name for name, overlay in own if name not in names and overlay.group not in groups)
    return Alternative(JOINT.join(parts_of(asked)), (*stay, *names))


def laid_beneath(beneath: Sequence[str], above: Sequence[str], groups: Mapping[str, str]) -> list[str]:
    """Overlays of a setting in order: those that vary first, then of an alternative's what they do not replace.

    Parameters
    ----------
    groups
        Group of every overlay, empty where it has none.
    """
    taken = {groups[name] for name in beneath if groups[name]}
    return [*beneath, *(name for name in above if name not in beneath and groups[name] not in taken)]
