"""The value at which each mechanism does nothing, as its docstring says: what an ablation sets."""

from __future__ import annotations

from typing import NamedTuple


class Neutral(NamedTuple):
    """A mechanism switched off by numbers."""

    mechanism: str
    parameters: dict[str, float]
    levers: dict[str, float]


def _zeros(*names: str) -> dict[str, float]:
    return dict.fromkeys(names, 0.0)


PULLS = (
    "weight_threat",
    "weight_abandonment",
    "weight_trust",
    "weight_grievance",
    "weight_instruments",
    "weight_entrapment",
    "weight_coercion",
    "weight_leader",
    "weight_brokerage",
)

THREATS = (
    "threat_gain",
    "threat_decay",
    "drill_provocation",
    "doctrine_alarm",
    "nuclear_alarm",
    "war_alarm",
    "strike_alarm",
    "strike_alarm_ally",
)

#: Mechanisms with a neutral value of their own, in the order of the month. `record` is switched off by leaving out the
#: whole record; `balance` only hands its common threat to the weights.
NEUTRALS = {
    one.mechanism: one
    for one in (
        Neutral("belligerence", _zeros("belligerence_sd"), {}),
        Neutral("elections", _zeros("elections_amplify"), {}),
        Neutral("history", _zeros("flare", "scar"), {}),
        Neutral("leaders", _zeros("backlash", "mood_vote"), {}),
        Neutral("cover", _zeros("hub_reward", "wedge"), {}),
        Neutral("alarm", _zeros("formation_alarm"), {}),
        Neutral("cooperation", _zeros(*PULLS), {}),
        Neutral("instruments", {"formation": -20.0, **_zeros("suspension", "rupture", "practice_gain")}, {}),
        Neutral("entanglement", _zeros("entangled_conduct", "entangled_asset", "entangled_protocol"), {}),
        Neutral("alignment", _zeros("weight_alignment"), {}),
        Neutral("posture", _zeros("weight_spiral", "weight_alignment"), {}),
        Neutral("coercion", {"coercion_onset": -20.0}, {}),
        Neutral("reassurance", _zeros("conduct_memory"), {}),
        Neutral(
            "consultation",
            _zeros("voice", "bind", "emboldening", "deterrence", "information", "lock_in"),
            _zeros("bilateral_planning"),
        ),
        Neutral("crisis", {"alert": -20.0}, {}),
        Neutral("doctrine", _zeros("arming"), _zeros("doctrine_rate")),
        Neutral("threat", _zeros(*THREATS), {}),
        Neutral("trust", _zeros("trust_gain", "trust_decay", "abandoned_trust"), {}),
        Neutral("reconciliation", _zeros("spillover", "grievance_decay"), {}),
        Neutral("conduct", _zeros("conduct_memory"), {}),
        Neutral("mood", _zeros("mood_gain", "mood_coercion", "mood_settlement", "mood_decay"), {}),
        Neutral("receptiveness", _zeros("receptive_gain", "receptive_decay"), {}),
    )
}
