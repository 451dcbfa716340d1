"""What the effect of a dated event needs, and which effect a type of event has when none is written."""

from __future__ import annotations

from typing import NamedTuple

from eastsea_abm.vocabulary import EFFECTS, Effect

BY_NAME: dict[str, Effect] = {effect.name: effect for effect in EFFECTS}
NEED_TARGETS = ("provoke", "reassure", "grieve", "settle", "receptive", "coerce", "uncoerce", "conduct")
NO_SIZE = ("none", "instrument")  # changes nothing; the status says what happens


class TypeMeaning(NamedTuple):
    """The effect a type of event stands for, and its usual size where the rubric has one."""

    effect: str
    size: float | None
    rubric: str


#: Types of the rubric that always mean the same. Others (a radar incident, an agreement) can mean several
#: things, so that an event of such a type must write its effect.
TYPES = {
    "missile_test": TypeMeaning("provoke", None, "R01"),
    "satellite_launch": TypeMeaning("provoke", 0.8, "R08"),
    "nuclear_test": TypeMeaning("provoke", 1.0, "R09"),
    "provocation_conventional": TypeMeaning("provoke", None, "R11"),
    "taiwan_drill": TypeMeaning("provoke", None, "R14"),
    "senkaku_incident": TypeMeaning("provoke", None, "R16"),
    "inter_korean_thaw": TypeMeaning("reassure", None, "R19"),
    "history_dispute": TypeMeaning("grieve", None, "R24"),
    "dokdo_incident": TypeMeaning("grieve", None, "R26"),
    "leadership_change": TypeMeaning("lead", None, "R34"),
    "external_war": TypeMeaning("war", None, "R47"),
    "coercion": TypeMeaning("coerce", None, "R43"),
    "summit": TypeMeaning("conduct", 0.35, "R49"),
    "joint_exercise": TypeMeaning("conduct", 0.8, "R51"),
}
