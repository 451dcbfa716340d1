"""A story as plain data, for a script."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from eastsea_abm.stories import words
from eastsea_abm.stories.story import Story


def as_data(story: Story) -> dict[str, Any]:
    """Everything a story holds, and the story in words."""
    pair = asdict(story.pair) | {"difference": story.pair.difference, "quantile": story.pair.quantile}
    return {**asdict(story), "pair": pair, "words": words.lines(story)}
