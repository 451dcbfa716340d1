"""One part of a sweep as a worker does it: in a thread, in a process, or on another machine.

A worker gets the order once, which holds all it needs: no file of the one who gave it. What it hands back are
the bytes of a finished part, so that packing is shared out too.
"""

from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import EastSeaError, EnvironmentFault
from eastsea_abm.sweep import parts
from eastsea_abm.sweep.parts import Packed

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Plan
    from eastsea_abm.sweep.settings import Bench


class Order(NamedTuple):
    """What workers are to do, and what they must agree on with the one who ordered it."""

    digest: str  # of the plan
    plan: str  # as JSON
    design: pd.DataFrame
    rules: str
    pyarrow: str  # which decides the bytes of a part


def order(plan: Plan, design: pd.DataFrame) -> Order:
    """The order for the parts of ``plan``."""
    import pyarrow as pa

    return Order(plan.digest, json.dumps(plan.as_json()), design, rules_digest(), pa.__version__)


def do(given: Order, part: int) -> Packed:
    """A part of the sweep that was ordered.

    Raises
    ------
    EnvironmentFault
        If this worker has other rules, or a setting cannot be set up here.
    """
    from eastsea_abm.sweep import work

    bench = bench_for(given)
    try:
        return parts.pack(work.compute(bench, bench.plan.part(part)))
    except EastSeaError as error:
        raise EnvironmentFault(f"part {part}: {error}") from None


_benches: dict[str, Bench] = {}


def bench_for(given: Order) -> Bench:
    """The bench of this process for an order; the last one only, since it holds what settings share."""
    found = _benches.get(given.digest)
    if found is None:
        from eastsea_abm.sweep.plan import plan_from
        from eastsea_abm.sweep.settings import Bench

        agree(given)
        found = Bench(plan_from(json.loads(given.plan)), given.design)
        _benches.clear()
        _benches[given.digest] = found
    return found


def agree(given: Order) -> None:
    """Raise `EnvironmentFault` if this worker would make other numbers, or other bytes, than were ordered."""
    import pyarrow as pa

    here = f"the worker on {platform.node()}"
    if given.rules != rules_digest():
        raise EnvironmentFault(
            f"{here} has other rules: {rules_digest()} there, {given.rules} here; install the same eastsea_abm on both"
        )
    if given.pyarrow != pa.__version__:
        raise EnvironmentFault(
            f"{here} has another pyarrow: {pa.__version__} there, {given.pyarrow} here; install the same on both"
        )
