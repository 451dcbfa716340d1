"""How policies hold over futures: regret, how often each is best or near the best, and who is robust."""

from eastsea_abm.robustness.judged import Choice, Judged, Robust
from eastsea_abm.robustness.judging import judge

__all__ = ["Choice", "Judged", "Robust", "judge"]
