"""The page of a posterior: what was fitted to what, what came of it in words, and every figure of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eastsea_abm.calibration import figure
from eastsea_abm.figure_page import written


def page(manifest: Mapping[str, Any]) -> str:
    """The page as HTML, from a manifest alone."""
    targets, told = manifest["targets"], manifest["statistics"]
    figures = [
        figure.overview(targets, manifest["fit"]["effective"]),
        figure.statistics(
            [one for one in told if one["shape"]], "Polls and cooperation", "standardised over the months"
        ),
        figure.statistics(
            [one for one in told if not one["shape"]], "Instruments", "yes or no, shares, number in force"
        ),
        figure.screening(manifest["screening"]),
    ]
    small = []
    for target in targets:
        small.append(figure.density(target))
        if manifest["recovery"] is not None:
            truth, mean = (manifest["recovery"][which][target["name"]] for which in ("truth", "mean"))
            small.append(figure.recovery(target, truth, mean))
    return written(
        title=f"Posterior {manifest['label']}",
        lines=[fitted_to(manifest), *manifest["words"]],
        quiet=notes(manifest),
        figures=[*figures, *small],
        span=None,
        small=len(small),
    )


def fitted_to(manifest: Mapping[str, Any]) -> str:
    """What was fitted to what, and how."""
    train, fit, table = manifest["train"], manifest["fit"], manifest["table"]
    return (
        f"Fitted to the record of {train['from']} to {train['to']} alone: of {table['draws']:,} draws from the priors "
        f"the {fit['accepted']:,} whose histories come nearest are kept and moved along a local regression "
        f"({fit['effective']:.0f} effective draws, seed {table['seed']})."
    )


def notes(manifest: Mapping[str, Any]) -> list[str]:
    """What a reader must know to read the figures."""
    said = [
        "A posterior of a model that is not the world: it says which numbers of the model go with the record, under "
        "priors that are assumptions.",
        "Series are compared by their shape alone: standardised over the training months. A dotted line marks the "
        "default value. Combinations are of standardised log-odds.",
    ]
    back = manifest["recovery"]
    if back is not None:
        said.append(f"Recovery: {back['histories']} simulated histories, each fitted back from all the others.")
    return [*said, f"Made by: {manifest['command']}"]
