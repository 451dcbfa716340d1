r"""Economic coercion: trade is closed to states that align, and the pressure fades slowly.

.. math::
    \mathrm{logit}\,\Pr_{ij} &= q_0 + q_1\left(V_{ij} + b_i + w_{aln}\,al_{ij} + w_{eco}\,econ_j
      - R_{ij} r_{ji}\right) \\
    Q_j &\leftarrow (1 - q_-)\left(Q_j + q_+ (1 - Q_j)\right)

China punished the Republic of Korea over a missile-defence battery in 2016-17 [THAADCoercion]_, and the loss of
tourists lasted for about a year and a half [KimLee2021]_; at the default a third of the pressure is left by then.
Coercion is a choice toward one target, apart from the coercer's military posture; reassurance by the target lowers
it as far as the coercer is receptive. A month of it also counts as a rival act. The log-odds form and sizes are
assumptions. Neutral value: coercion_onset = -20 (nobody is ever coerced).
"""

from __future__ import annotations

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import sigmoid
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import COERCE, COERCIONS, MILITARY, PRESSURE
from eastsea_abm.world import Record, Region, World


@rule
def chance_to_coerce(hostility: float, aligned: float, economy: float, reassurance: float, p: Parameters) -> float:
    """Chance of a month of coercion, 0 to 1; ``hostility`` includes the coercer's belligerence."""
    pull = hostility + p.weight_alignment * aligned + p.coercion_economy * economy - reassurance
    return sigmoid(p.coercion_onset + p.coercion_slope * pull)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every coercer toward every state it can reach. Reads ties, levers, writes coercion, answer, stance."""
    for k in range(g.rivalry_actor.size):
        i, j = g.rivalry_actor[k], g.rivalry_target[k]
        if not g.coerces[i, j]:
            continue
        hostility = g.hostility[i, j] + w.belligerence[i]
        eased = w.receptive[i, j] * w.reassurance[j, i]
        chance = chance_to_coerce(hostility, w.alignment[i, j], w.economy[j], eased, p)
        strength = w.forced_coercion[i, j]
        free = t >= e.held_until[COERCIONS, i]
        if free and not u.chance:
            strength = max(strength, chance)
        elif free and draws.uniform(u, draws.COERCION, t, g.code[i], g.code[j]) < chance:
            strength = 1.0
        w.coercion[j] += p.coercion_gain * strength * (1.0 - w.coercion[j])
        level = PRESSURE[COERCE] * strength
        if strength > 0.0 and level > w.answer[i, j]:
            w.answer[i, j] = level
            if w.stance[i, j] != MILITARY:
                w.stance[i, j] = COERCE
    for j in range(g.code.size):
        w.coercion[j] *= 1.0 - p.coercion_decay
