"""A finished sweep as arrays: factors by setting, and outcomes by setting, policy and run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.analysis.grouping import FINE, Stored

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Factor


def places(factors: tuple[Factor, ...], design: pd.DataFrame) -> np.ndarray:
    """Factors of a sampled design as shares of their range or list, shape (settings, factors).

    A list of fewer entries than the design has levels loses which level it was, and keeps what Morris needs:
    whether a step went up or down.
    """
    return np.column_stack([_place(factor, design[factor.name]) for factor in factors])


def _place(factor: Factor, column: pd.Series[Any]) -> np.ndarray:
    if not factor.is_list:
        return (column.to_numpy(float) - factor.low) / ((factor.high - factor.low) or 1.0)
    where = {key: k for k, value in enumerate(factor.values) for key in (value, str(value))}  # words make all words
    return np.array([where[value] for value in column], float) / max(len(factor.values) - 1, 1)


def codes(factors: tuple[Factor, ...], design: pd.DataFrame) -> np.ndarray:
    """Factors of any design as numbers of which only ties and, of numbers, the order mean something."""
    return np.column_stack([np.unique(design[one.name].to_numpy(), return_inverse=True)[1] for one in factors])


def outcome_values(store: Stored, name: str) -> np.ndarray:
    """Values of an outcome, shape (settings, policies, runs); nan where a run went numerically wrong."""
    import pyarrow.compute as pc

    plan = store.plan
    rows = store.table([name, "status"])
    fine = pc.equal(rows["status"], FINE).to_numpy()
    values = np.where(fine, rows[name].to_numpy().astype(float), np.nan)
    return values.reshape(plan.settings, len(plan.policies), plan.runs)
