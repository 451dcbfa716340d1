"""Where the policy with the best mean changes: turning points over a factor, and answers to doses of a lever."""

from eastsea_abm.tipping.finding import Tipping, find
from eastsea_abm.tipping.turns import Margin, Turn

__all__ = ["Margin", "Tipping", "Turn", "find"]
