"""How well the model knows the past: the hindcast's own words, or the command that makes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.hindcast.store import HindcastManifest

COMMAND = "eastsea hindcast"
SCROLLED = '<div class="wide" role="region" tabindex="0" aria-label="Table: scores of the hindcast">'


def past(folder: Path | None, rules: str) -> Section:
    """The section.

    Parameters
    ----------
    folder
        Of a finished hindcast; None where there is none.
    rules
        Digest of the rules by which the results of this report were made.
    """
    made = Section("past", "How well the model knows the past")
    if folder is None:
        made.lacking("No hindcast was found, so nothing is said here of how well the model knows the past.", COMMAND)
        return made
    from eastsea_abm.hindcast import page_tables, words
    from eastsea_abm.hindcast.evaluation import HELD_OUT
    from eastsea_abm.hindcast.forecasts import MODEL
    from eastsea_abm.hindcast.store import read

    manifest, tables = read(folder)
    claim, *counted = words.verdict(tables)
    made.quiet(line(manifest))
    if manifest.rules != rules:
        made.say(
            f"This hindcast was made by other rules ({manifest.rules}) than the results above ({rules}).", "caveat"
        )
    made.say(claim, "claim")
    made.points([*counted, *words.turning(tables["scores"])])
    scores = page_tables.glance(tables, HELD_OUT, MODEL).replace('<div class="wide">', SCROLLED)
    made.folded("Scores on the held-out years: the model, and the best baseline", scores, printed=True)
    made.quiet(
        "A model that knows the past of one pair of states has not been shown to know what a policy changes: no "
        f"policy was varied there. The whole of it has a page of its own: {folder.name}/figure.html."
    )
    return made


def line(manifest: HindcastManifest) -> str:
    """What the hindcast was made from."""
    numbers = f"posterior {manifest.posterior}" if manifest.posterior else "default parameters"
    return (
        f"{manifest.runs:,} runs under the recorded drives alone, {manifest.first} to {manifest.last}, held out from "
        f"{manifest.split}, seed {manifest.seed}, {numbers}."
    )
