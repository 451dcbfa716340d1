"""A store in which a statement holds where ``voice`` is high and ``posture`` is not firm, and nearly nowhere else."""

from __future__ import annotations

import numpy as np
from made_stores import Made, made

WHERE = "entrapment(engage) < entrapment(hedge)"


def sweep(settings: int = 240, runs: int = 4, signal: bool = True, **changed) -> Made:
    """Engaging lowers entrapment in one corner and raises it elsewhere; the first factor of noise does nothing."""
    rng = np.random.default_rng(4)
    voice, noise = rng.uniform(0.0, 1.6, settings).round(4), rng.random(settings).round(4)
    posture = rng.choice(["firm", "steady", "absent"], settings)
    inside = (voice > 0.8) & (posture != "firm") if signal else rng.random(settings) < 0.4
    better = np.where(rng.random(settings) < 0.05, ~inside, inside)

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 5.0 + 0.1 * run + policy * (np.where(better[setting], -1.0, 1.0) + 0.1 * np.cos(run + setting))

    factors = {"noise": noise, "posture": list(posture), "voice": voice}
    rules = {"entrapment": entrapment, "involvement": entrapment}
    return made(rules, factors, policies=("hedge", "engage"), runs=runs, design="lhs", samples=settings, **changed)
