"""Where the numbers come from: seeds, digests, versions, the command that makes them again, and how long it took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm._jit import rules_digest
from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.results.manifest import Manifest
    from eastsea_abm.sweep.store import Store

SHORT = 16  # digits of a digest in a table


def made_by(stores: Mapping[str, Store], command: str, folder: Path) -> Section:
    """The section of a study, a sweep or a comparison.

    Parameters
    ----------
    stores
        By the name of their stage.
    command
        What makes all of it again; empty where nothing says it.
    """
    made = Section("made-by", "Seeds, digests, versions, and how to make it again")
    first = next(iter(stores.values()))
    reproduced(made, command, folder)
    rows = []
    for name, store in stores.items():
        about, plan = store.about, store.plan
        seeds = ", ".join(f"{one.name} {one.seed}" for one in plan.scenarios)
        design = f"{plan.design}, seed {plan.design_seed}" if plan.factors else "none"
        digest = about.content.digest[:SHORT] if about.content else "not finished"
        rows.append(
            (
                name,
                f"{plan.rows:,}",
                f"{store.failed:,}",
                seeds,
                design,
                plan.digest[:SHORT],
                digest,
                spoken(about.circumstances),
            )
        )
    made.table("Stores", ("stage", "runs", "failed", "seed", "design", "plan", "tables", "took"), rows, texts=(3, 4))
    foundations(made, first.about.rules, first.about.commit, first.about.versions)
    return made


def made_by_run(manifest: Manifest, folder: Path) -> Section:
    """The section of a run or an ensemble."""
    made = Section("made-by", "Seed, digests, versions, and how to make it again")
    reproduced(made, str(manifest.circumstances.get("command", "")), folder)
    made.points(
        [
            f"Seed {manifest.seed}, run {manifest.run}"
            + (f", {manifest.runs:,} runs" if hasattr(manifest, "runs") else "")
            + ".",
            f"Digest of everything that decides it: {manifest.digest}.",
            f"It took {spoken(manifest.circumstances)}.",
        ]
    )
    foundations(made, manifest.rules, manifest.commit, manifest.versions)
    return made


def reproduced(made: Section, command: str, folder: Path) -> None:
    """Append the command that makes it again, and the one that checks it."""
    if command:
        made.say("The same command makes the same tables, to the last bit, with these rules and versions:")
        made.command(command)
    made.say("Whether what is kept comes out the same again:")
    made.command(f"eastsea reproduce {folder.name}")


def foundations(made: Section, rules: str, commit: str | None, versions: Mapping[str, str]) -> None:
    """Append rules, commit and versions."""
    now = rules_digest()
    changed = f" The rules of this installation are others ({now})." if rules != now else ""
    kept = f", commit {commit}" if commit else ""
    made.say(f"Rules {rules}{kept}.{changed}")
    made.quiet("Versions: " + ", ".join(f"{name} {number}" for name, number in versions.items()) + ".")


def spoken(circumstances: Mapping[str, Any]) -> str:
    """How long it took, as one says it."""
    from eastsea_abm.sweep.estimate import spoken_time

    seconds = circumstances.get("seconds")
    return spoken_time(float(seconds)) if isinstance(seconds, int | float) else "not known"


def footer() -> list[str]:
    """Licence and citation."""
    from eastsea_abm.report.citation import cited

    return [cited(), "The results compare assumptions; they are no forecast and advise nobody."]


def caveats(lines: Sequence[str]) -> Section:
    """The section of what must not be concluded."""
    made = Section("caveats", "What must not be concluded")
    made.points(lines)
    return made
