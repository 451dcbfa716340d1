"""The founding question, answered by a finished study: ``python tools/study.py FOLDER``.

Rewrites the generated part of docs/study.md: the verdict's own words, and every table of the design dossier's
sections 8.3 to 8.7 with the prototype's number beside ours. Why they differ stands below, written by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from compare_priors import COMPOSITE, FOUR, PAIRS, PROTOTYPE_BEST

from eastsea_abm.analysis.best import best_of_sets, weights
from eastsea_abm.intervals import mean_of, wilson
from eastsea_abm.sensitivity.values import outcome_values
from eastsea_abm.study.effects import effects
from eastsea_abm.study.folder import Study, open_study
from eastsea_abm.study.overlaid import changes
from eastsea_abm.sweep.store import Store
from eastsea_abm.verdict import words
from eastsea_abm.verdict.best import Plausible, fitting
from eastsea_abm.verdict.judged import Verdict, judge

OUT = Path(__file__).parents[1] / "docs" / "study.md"
OPEN, CLOSE = "<!-- generated:study -->\n", "<!-- /generated -->\n"
#: Change in entrapment against hedge at b = .4, in per cent, by depth of q and reassurance (model.md 8.5).
PROTOTYPE_DOSE = {0.0: (8.3, 4.8, 2.6, -2.7, -5.1), 0.45: (-1.4, -3.4, -6.7, -11.0, -12.8)}
SHOWN = ("entrapment", "involvement", "harm", "abandonment", "isolation", "coercion", "crises", "cooperation")

Means = dict[str, np.ndarray]  # by policy (sets)


def main(folder: Path) -> None:
    """Write the generated part."""
    study = open_study(folder)
    closer = study.store("closer")
    verdict = judged(study, closer)
    fits = plausible_sets(study, closer)
    parts = [
        head(study), said(verdict), best_table(closer, fits), pair_table(closer, fits), conditions(verdict),
        probes(verdict), doses(study), variants(study), levers(study),
    ]  # fmt: skip
    text = OUT.read_text(encoding="utf-8")
    before, after = text.partition(OPEN)[0], text.partition(CLOSE)[2]
    body = "\n".join(line for part in parts for line in [*part, ""])
    OUT.write_text(f"{before}{OPEN}{body}{CLOSE}{after}", encoding="utf-8")


def judged(study: Study, closer: Store) -> Verdict:
    """The verdict as the report has it, without clauses from boxes."""
    own = study.declared
    plausible = own.plausible and Plausible(own.plausible.under, own.plausible.bounds, own.plausible.reason)
    return judge(
        study.store("main"), closer, contrasts=own.contrasts, reference=own.reference, outcomes=own.outcomes,
        probes=own.probes, strategies=own.strategies, plausible=plausible,
    )  # fmt: skip


def means(store: Store, outcome: str) -> Means:
    """Means over runs by policy; nan where a set has none under some policy."""
    values = outcome_values(store, outcome)
    whole = np.isfinite(values).all(axis=1)
    number = whole.sum(axis=1)
    sums = np.where(whole[:, None], values, 0.0).sum(axis=2)
    per = np.where(number[:, None] > 0, sums / np.maximum(number, 1)[:, None], np.nan)
    return dict(zip(store.plan.policies, per.T, strict=True))


def plausible_sets(study: Study, closer: Store) -> np.ndarray:
    """Which sets are plausible."""
    own = study.declared.plausible
    if own is None:
        return np.ones(closer.plan.settings, bool)
    kept = {(name, own.under): means(closer, name)[own.under] for name in own.bounds}
    return fitting(Plausible(own.under, own.bounds, own.reason), kept, closer.plan.settings)


def head(study: Study) -> list[str]:
    """What was played."""
    own, how = study.declared, study.about.circumstances
    stages = [
        f"`{name}` {one['rows']:,} runs in {one['seconds'] / 60:.1f} min"
        for name, one in study.about.content.items()
        if "rows" in one
    ]
    failed = sum(one.get("failed", 0) for one in study.about.content.values())
    reduced = " --reduced" if own.reduced else ""
    return [
        f"Made by `eastsea study {own.name}{reduced}` and `python tools/study.py FOLDER`: "
        f"{', '.join(stages)}; {failed} runs numerically wrong. In all {how['seconds'] / 60:.0f} min on "
        f"{how['workers']} workers, at most {how['peak_memory_mb']:.0f} MB of memory. Study "
        f"`{study.about.digest[:16]}`, rules `{study.about.rules}`.",
    ]


def said(verdict: Verdict) -> list[str]:
    """The generated words."""
    return [
        "## The answer, in the generated words", "", f"**{verdict.headline}.**", "", verdict.basis, "",
        *(f"{k}. {text}" for k, text in enumerate(verdict.five, 1)), "", "Caveats of the same words:", "",
        *(f"- {text}" for text in verdict.caveats),
    ]  # fmt: skip


def composite(store: Store) -> np.ndarray:
    """The sum of its parts, each over the mean of the four in its set, ``(four, sets)``."""
    parts = []
    for name in COMPOSITE:
        own = means(store, name)
        four = np.stack([own[policy] for policy in FOUR])
        parts.append(four / four.mean(axis=0))
    return np.sum(parts, axis=0)


def best_table(closer: Store, fits: np.ndarray) -> list[str]:
    """Share of sets in which a strategy is best of the four, beside the prototype's."""
    lines = [
        "## Best of the four, beside the dossier's 8.3", "",
        f"All {fits.size} sets / {int(fits.sum())} plausible sets, in brackets the prototype's 500 / 237.", "",
        f"| outcome | {' | '.join(FOUR)} |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for name, (every, plausible) in PROTOTYPE_BEST.items():
        own = means(closer, name) if name != "composite" else {}
        four = composite(closer) if name == "composite" else np.stack([own[policy] for policy in FOUR])
        whole = weights(four[:, None, :].reshape(4, -1), -1).mean(axis=1)
        some = weights(four[:, fits], -1).mean(axis=1)
        cells = [
            f"{a:.2f} / {b:.2f} ({c:.2f} / {d:.2f})" for a, b, c, d in zip(whole, some, every, plausible, strict=True)
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    rows = best_of_sets(np.stack([means(closer, "entrapment")[p] for p in FOUR])[:, :, None], -1)
    half = max((row["high"] - row["low"]) / 2 for row in rows)
    return [*lines, "", f"An interval of a share of all sets is at most ± {half:.2f}."]


def pair_table(closer: Store, fits: np.ndarray) -> list[str]:
    """Contrasts in plausible sets, beside the prototype's."""
    lines = [
        "## Pairs in plausible sets, beside the dossier's 8.3", "",
        "Share of sets in which the first has less, then the median log ratio over sets with its 5 to 95 %; in "
        "brackets the prototype's.", "",
        "| contrast | entrapment | involvement |", "|---|---|---|",
    ]  # fmt: skip
    for pair in PAIRS:
        if pair.policy not in closer.plan.policies or pair.reference not in closer.plan.policies:
            continue
        cells = []
        for name, theirs in (("entrapment", pair.entrapment), ("involvement", pair.involvement)):
            own = means(closer, name)
            ratio = np.log(own[pair.policy][fits] / own[pair.reference][fits])
            low, middle, high = np.quantile(ratio, (0.05, 0.5, 0.95))
            share = float((ratio < 0).mean())
            ends = wilson(share, ratio.size)
            then = f"{theirs[0]:.2f}, {theirs[1]:+.2f}" + (
                f" [{theirs[2]:+.2f}, {theirs[3]:+.2f}]" if len(theirs) > 2 else ""
            )
            cells.append(
                f"{share:.2f} ({ends[0]:.2f} to {ends[1]:.2f}), {middle:+.2f} [{low:+.2f}, {high:+.2f}] ({then})"
            )
        note = f" ({pair.note})" if pair.note else ""
        lines.append(f"| {pair.policy} against {pair.reference}{note} | {' | '.join(cells)} |")
    return lines


def conditions(verdict: Verdict) -> list[str]:
    """The map of conditions as tables."""
    lines = ["## The map of conditions", "", "Share of all sets in which the first has less, by condition."]
    for one in verdict.found.maps:
        contrast = one.contrast
        rows = list(dict.fromkeys(place[0] for place in one.conditions))
        columns = list(dict.fromkeys(place[1] for place in one.conditions))
        cells = dict(zip(one.conditions, one.cells, strict=True))
        lines += [
            "", f"{one.outcome}, {contrast.of} against {contrast.against}, {contrast.reassurance}:", "",
            f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}",
            *(f"| {row} | {' | '.join(f'{cells[row, one].lower.share:.2f}' for one in columns)} |" for row in rows),
        ]  # fmt: skip
    return lines


def probes(verdict: Verdict) -> list[str]:
    """Where the thesis may fail, beside 8.7."""
    return [
        "## Where the thesis fails, beside the dossier's 8.7", "",
        *(f"- {words.probe(one, {})}" for one in verdict.found.probes),
    ]  # fmt: skip


def doses(study: Study) -> list[str]:
    """The answer to the depth of institutions, beside 8.5."""
    own = study.declared.dose
    if own is None:
        return []
    store = study.store("dose")
    lines = [
        f"## Dose-response of {own.lever}, beside the dossier's 8.5", "",
        f"Mean paired difference in entrapment from {own.against} over all sets, as a share of its mean, with the 95 % "
        "interval over sets; then the share of sets with less, and the mean protocol at the end. In brackets the "
        "prototype's difference, at its default numbers alone.", "",
        f"| | {' | '.join(f'{own.lever} {value:g}' for value in own.values)} |", f"|---|{'---|' * len(own.values)}",
    ]  # fmt: skip
    entrapment, protocol = means(store, "entrapment"), means(store, "protocol")
    base = entrapment[own.against]
    for (name, cells), theirs in zip(own.strategies.items(), PROTOTYPE_DOSE.values(), strict=True):
        row = []
        for cell, then in zip(cells, theirs, strict=True):
            gap = entrapment[cell] - base
            told = mean_of(gap)
            share = f"{100 * told.mean / base.mean():+.1f} ± {100 * told.half_width / base.mean():.1f} %"
            less, depth = float((gap < 0).mean()), float(protocol[cell].mean())
            row.append(f"{share}, {less:.2f}, P {depth:.2f} ({then:+.1f} %)")
        lines.append(f"| {name} | {' | '.join(row)} |")
    return lines


def variants(study: Study) -> list[str]:
    """Contributions, and planning without the third."""
    outcomes = ("entrapment", "involvement", "abandonment", "isolation", "coercion")
    rows = changes(study.store("variants"), outcomes)
    bare = list(dict.fromkeys(row.strategy for row in rows))
    lines = [
        "## Variants: what an overlay changes under each strategy", "",
        "Mean paired difference it makes, as a share of the strategy's mean, with the 95 % interval over sets, and the "
        "share of sets in which it is lower.", "",
        f"| overlay | outcome | {' | '.join(bare)} |", f"|---|---|{'---|' * len(bare)}",
    ]  # fmt: skip
    for overlay in dict.fromkeys(row.overlay for row in rows):
        for name in outcomes:
            cells = []
            for one in (row for row in rows if (row.overlay, row.outcome) == (overlay, name)):
                half = abs(one.half * one.relative / one.mean) if one.mean else 0.0
                cells.append(f"{100 * one.relative:+.1f} ± {100 * half:.1f} %, {one.lower:.2f}")
            lines.append(f"| {overlay} | {name} | {' | '.join(cells)} |")
    return lines


def levers(study: Study) -> list[str]:
    """Effects of the factorial."""
    own = study.declared
    where = {f"policy.{name}": value for name, value in own.reference.items()}
    rows = effects(study.store("main"), own.corners, own.factors, SHOWN, where)
    terms: Sequence[str] = list(dict.fromkeys(row.term for row in rows))
    lines = [
        "## What each lever does", "",
        "Effects in the full factorial under the reference condition, as shares of the outcome's mean, with 95 % "
        "intervals over sets: with the lever less without it, over all combinations of the others; `a with b` is half "
        "of how much more a does with b than without.", "",
        f"| lever | {' | '.join(SHOWN)} |", f"|---|{'---|' * len(SHOWN)}",
    ]  # fmt: skip
    for term in terms:
        cells = {row.outcome: row for row in rows if row.term == term}
        told = [f"{100 * c.relative:+.1f} ± {100 * abs(c.half * c.relative / c.mean) if c.mean else 0:.1f} %"
                for c in (cells[name] for name in SHOWN)]  # fmt: skip
        lines.append(f"| {term} | {' | '.join(told)} |")
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]))
