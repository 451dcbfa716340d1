r"""Elections: the calendar of domestic politics, and a press that listens before the vote.

.. math:: press_i = [\,term_i - window_i \le tenure_i < term_i\,]

History is louder before an election, when an opposition looks for an opening [Putnam1988]_. Terms and windows
are region data; a recorded change of leader restarts the term. Neutral value: elections_amplify = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def listens(tenure: int, term: int, window: int) -> float:
    """1 in the months before an election, else 0."""
    return 1.0 if term > 0 and term - window <= tenure < term else 0.0


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state with a calendar. Reads and writes tenure, writes press."""
    for i in range(g.code.size):
        w.press[i] = 0.0
        if g.term[i] > 0 or g.fall[i] > 0.0:
            w.tenure[i] += 1
            w.press[i] = listens(w.tenure[i], g.term[i], g.window[i])
