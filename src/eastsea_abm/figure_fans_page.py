"""The page of an ensemble: what was run, how to read it, and its fans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.figure_fans import counted, panels
from eastsea_abm.figure_page import last_month, span, written
from eastsea_abm.monthly import EXACT

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.results.many import ManyManifest


def page(manifest: ManyManifest, months: pd.DataFrame) -> str:
    """The page as HTML, from the table of the months."""
    figures, small = panels(months, manifest)
    return written(
        title=manifest.title,
        lines=[line for line in (manifest.question, setting_line(manifest)) if line],
        quiet=notes(manifest),
        figures=figures,
        span=span(manifest),
        small=small,
    )


def setting_line(manifest: ManyManifest) -> str:
    """Scenario, policy, seed, runs and months of an ensemble."""
    last = manifest.run + manifest.runs - 1
    parts = [
        manifest.name,
        f"policy {', '.join(manifest.policies) or 'as in the file'}",
        counted(manifest) + (f", numbers {manifest.run} to {last}" if manifest.run else ""),
        f"seed {manifest.seed}",
        f"{manifest.start} to {last_month(manifest)}",
    ]
    return ", ".join([*parts, *manifest.sets])


def notes(manifest: ManyManifest) -> list[str]:
    """What a reader must know to read the figures."""
    said = [
        "Each month by itself: the median of the runs, the middle 50 % and 90 % of them. No line is the path of a "
        "run. The spread is of luck under one set of numbers, no forecast and no uncertainty about the model.",
        "Entrapment and involvement are expected strikes added up from the first month on; rates are scaled for "
        "comparison, and their levels mean nothing.",
    ]
    if manifest.imposed or manifest.markers:
        said.append("Beneath cooperation: dated events that every run is forced by, and what is only recorded.")
    if manifest.failed:
        said.append(f"{manifest.failed:,} runs went numerically wrong and are left out; runs.parquet says which.")
    if manifest.quantiles != EXACT:
        said.append(f"Quantiles are {manifest.quantiles}.")
    if any("East Sea" in text or "Sea of Japan" in text for text in manifest.texts.values()):
        said.append("Names of seas: East Sea / Sea of Japan.")
    return said
