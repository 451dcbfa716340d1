"""The work of a sweep: some rows, computed. The same rows give the same table, whoever computes them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from eastsea_abm.ensemble import FAILED, FINE, reasons, run_totals
from eastsea_abm.sweep.plan import Plan
from eastsea_abm.sweep.settings import Bench

__all__ = ["FAILED", "FINE", "compute", "schema", "segments"]


def schema(plan: Plan) -> pa.Schema:
    """Columns of the outcome table."""
    who = [("setting", pa.int64()), ("run", pa.int64()), ("policy", pa.string())]
    how = [("status", pa.string()), ("reason", pa.string())]
    return pa.schema([*who, *how, *((name, pa.float64()) for name in plan.outcomes)])


def compute(bench: Bench, rows: range) -> pa.Table:
    """The outcome table of ``rows``; a run that goes numerically wrong is a row that says so."""
    plan = bench.plan
    parts = [_segment(bench, *segment) for segment in segments(plan, rows)]
    return pa.concat_tables(parts).combine_chunks() if parts else schema(plan).empty_table()


def segments(plan: Plan, rows: range) -> Iterator[tuple[int, int, int, int]]:
    """Setting, policy, first run and number of runs of every stretch of rows that share a setting and a policy."""
    at = rows.start
    while at < rows.stop:
        setting, policy, run = plan.place(at)
        runs = min(plan.runs - run, rows.stop - at)
        yield setting, policy, run, runs
        at += runs


def _segment(bench: Bench, setting: int, policy: int, run: int, runs: int) -> pa.Table:
    plan = bench.plan
    setup = bench.setup(setting, policy)
    values, wrong = run_totals(setup, runs=runs, first_run=run, workers=1)
    place = {name: k for k, name in enumerate(setup.columns)}
    absent = np.full(runs, np.nan)  # a theatre of another scenario's region
    why = reasons(setup, wrong)
    columns = [
        np.full(runs, setting),
        np.arange(run, run + runs),
        [plan.policies[policy]] * runs,
        [FAILED if reason else FINE for reason in why],
        why,
        *(values[:, place[name]] if name in place else absent for name in plan.outcomes),
    ]
    own = schema(plan)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, own, strict=True)]
    return pa.table(arrays, schema=own)
