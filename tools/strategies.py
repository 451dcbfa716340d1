"""The strategies side by side under the same luck, beside the numbers of the design dossier's prototype.

``python tools/strategies.py [RUNS]`` prints docs/strategies.md. One number a run and outcome, paired run by
run with hedging; the interval is 1.96 standard errors of the paired difference.
"""

from __future__ import annotations

import sys

import numpy as np

from eastsea_abm.ensemble import simulate, totals
from eastsea_abm.scenario.setup import made_ready

POLICIES = ("distance", "hedge", "engage", "engage-institutionalise", "dual-track", "passive", "institution-only")
SEED = 1
#: model.md 8.1, 200 seeds, for the first five strategies.
PROTOTYPE = {
    "cooperation": (43.3, 49.2, 60.8, 69.3, 69.2),
    "trilateral": (36.4, 40.1, 49.2, 58.9, 58.2),
    "protocol": (0.03, 0.07, 0.21, 0.38, 0.38),
    "entrapment": (0.101, 0.100, 0.110, 0.103, 0.095),
    "involvement": (0.172, 0.171, 0.193, 0.190, 0.173),
    "abandonment": (0.009, 0.008, 0.007, 0.005, 0.005),
    "unilateral": (0.200, 0.195, 0.180, 0.165, 0.155),
    "crises": (5.26, 5.16, 5.13, 4.96, 4.77),
    "escalations": (0.020, 0.020, 0.020, 0.025, 0.025),
    "isolation": (41.6, 39.0, 35.1, 32.3, 31.7),
    "coercion": (19.7, 19.8, 23.3, 25.0, 23.3),
    "tension": (33.6, 33.5, 34.7, 35.1, 34.3),
    "reconciliation": (39.2, 40.4, 43.2, 43.8, 43.6),
}


def main(runs: int) -> None:
    """Print the table."""
    found = {}
    for policy in POLICIES:
        setup = made_ready("baseline", policy=f"counterstrike,{policy}", months=120, seed=SEED)
        found[policy] = dict(zip(setup.columns, totals(simulate(setup, runs=runs), setup.columns).T, strict=True))
    write = sys.stdout.write
    write(
        f"# Strategies\n\n`baseline`, 120 months, seed {SEED}, {runs} runs, policies `counterstrike,STRATEGY`. "
        "Made by `python tools/strategies.py`.\nIn brackets the prototype of the design dossier (its section 8.1, "
        "200 seeds). Levels of crises and strikes mean nothing.\n\n"
    )
    write("| outcome | " + " | ".join(POLICIES) + " |\n|---" + "|---" * len(POLICIES) + "|\n")
    for outcome, prototype in PROTOTYPE.items():
        cells = []
        for k, policy in enumerate(POLICIES):
            ours = found[policy][outcome].mean()
            cells.append(f"{ours:.3g}" + (f" ({prototype[k]:.3g})" if k < len(prototype) else ""))
        write(f"| {outcome} | " + " | ".join(cells) + " |\n")
    write("\nDifference from `hedge`, % of its mean, paired run by run (± 1.96 standard errors):\n\n")
    write("| outcome | " + " | ".join(p for p in POLICIES if p != "hedge") + " |\n" + "|---" * len(POLICIES) + "|\n")
    for outcome in (
        "entrapment",
        "entrapment_KP",
        "entrapment_TS",
        "entrapment_ECS",
        "involvement",
        "abandonment",
        "crises",
        "coercion",
        "isolation",
    ):
        base = found["hedge"][outcome]
        cells = []
        for policy in POLICIES:
            if policy != "hedge":
                gap = 100 * (found[policy][outcome] - base) / base.mean()
                cells.append(f"{gap.mean():+.1f} ± {1.96 * gap.std(ddof=1) / np.sqrt(runs):.1f}")
        write(f"| {outcome} | " + " | ".join(cells) + " |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
