"""Pairs of runs told as stories: where two policies part under the same luck, and what leads to the difference."""

from eastsea_abm.stories.story import Link, Month, Pair, Story
from eastsea_abm.stories.telling import tell

__all__ = ["Link", "Month", "Pair", "Story", "tell"]
