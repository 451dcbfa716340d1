"""Hypothesis strategies: numbers inside the intervals the tables declare."""

from __future__ import annotations

from hypothesis import strategies as st

from eastsea_abm.parameters import ROWS, Parameters

shares = st.floats(0, 1)
signed = st.floats(-1, 1)
pressures = st.floats(-0.5, 1)
utilities = st.floats(-3, 3)
seeds = st.integers(0, 2**64 - 1)
runs = st.integers(0, 2**32 - 1)


def within(name: str, kind: str = "bounds") -> st.SearchStrategy[float]:
    """Values of one parameter inside its hard bounds (or its prior)."""
    low, high = ROWS[name].bounds if kind == "bounds" or ROWS[name].prior is None else ROWS[name].prior
    return st.floats(low, high)


def parameter_sets(*names: str, **fixed: float) -> st.SearchStrategy[Parameters]:
    """Parameter sets in which ``names`` (all where none is named) roam their hard bounds."""
    free = {name: within(name) for name in (names or ROWS) if name not in fixed}
    return st.fixed_dictionaries(free).map(lambda values: Parameters(**values, **fixed))
