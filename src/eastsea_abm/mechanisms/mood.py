r"""Public mood: how warm a public is toward the partner; watched, and felt only in elections.

.. math::
    \Delta M_{ij} = a_M x_{ji}^+ (1 - M) - a_M (-x_{ji})^+ M - a_{Mc} [x_{ji} = -1] M
    + a_{Ms}\left(n (1 - M) - m\, s_{ij} M\right) + \rho_M (\bar M_{ij}(t) - M)

Affection is not state trust: in polls the liking of publics and the quality of relations part ways
[GenronEAI]_. Apologies and settlements raise approval abroad [KitagawaChu2021]_; a partner that coerces
loses it; a slow trend of its own (:math:`\bar M`, region data) carries the rest. Elections are the only
way back into the model (mechanism leaders). Neutral values: mood_gain, mood_coercion, mood_settlement,
mood_decay = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import CONFRONT, DEPTH
from eastsea_abm.world import Record, Region, World


@rule
def next_mood(mood: float, conduct: float, settled: float, dispute: float, rest: float, p: Parameters) -> float:
    """M after a month, 0 to 1; ``conduct`` is the partner's act, ``rest`` the trend's level."""
    after = mood + p.mood_gain * (max(0.0, conduct) * (1.0 - mood) - max(0.0, -conduct) * mood)
    if conduct <= DEPTH[CONFRONT]:
        after -= p.mood_coercion * mood
    after += p.mood_settlement * (settled * (1.0 - mood) - dispute * mood)
    return clip(after + p.mood_decay * (rest - mood), 0.0, 1.0)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Publics on contested ties. Reads act, shock, settled, writes mood."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        if g.contested[i, j]:
            rest = clip(g.mood_rest[i, j] + g.mood_trend[i, j] * (t - g.sheet_month), 0.0, 1.0)
            dispute = w.shock[i, j] * g.flare_share[i, j]
            w.mood[i, j] = next_mood(w.mood[i, j], w.act[j, i], w.settled[i, j], dispute, rest, p)
