"""Why: for single runs, the chain of decisions and events in which two policies first part."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eastsea_abm.errors import EnvironmentFault, InputError
from eastsea_abm.report.cells import shown, table
from eastsea_abm.report.judging import reason
from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.report.subject import Subject
    from eastsea_abm.stories.story import Story


def stories(subject: Subject, said: Callable[[str], None]) -> Section:
    """The section: the median pair of runs, and the worst."""
    made = Section("why", "Why: the median pair of runs, and the worst")
    one, store = subject.main, subject.stores[1]
    if one is None:
        made.lacking("A story needs two policies.", "eastsea compare SCENARIO --policies A,B")
        return made
    from eastsea_abm.stories.telling import tell

    said(f"stories of {one.of} against {one.against}")
    try:
        told = tell(store, subject.outcome, (one.of, one.against))
    except InputError as error:
        made.lacking(f"No story is told: {reason(error)}.", f"eastsea stories {subject.place}")
        return made
    except EnvironmentFault as error:  # other rules than those of the store: what is played again comes out differently
        made.lacking(f"No story can be told any more: {error}.", f"eastsea reproduce {subject.place}")
        return made
    made.say(
        "Two runs with the same numbers and the same luck, which differ in the policy alone, followed to where "
        "they part. They show how the mechanisms work; they are evidence for nothing."
    )
    for story in told:
        _story(made, story, subject)
    return made


def _story(made: Section, story: Story, subject: Subject) -> None:
    """Append one story."""
    from eastsea_abm.stories import figure, words

    made.head(story.title)
    years = range(11, len(story.dates), 12)
    rows = [(story.dates[t], *(shown(float(curve[t])) for curve in story.curves)) for t in years]
    numbers = table(f"{story.outcome} at the end of every year", ("month", *story.contrast), rows)
    made.draw(f"story-{story.pair.which}", figure.figure(story, subject.looks), figure.alt(story), data=numbers)
    made.add('<div class="story">\n')
    for text in words.lines(story):
        made.say(text)
    made.add("</div>\n")
    made.say("The command that plays either of the two alone, with every table:")
    run = f"--setting {story.pair.setting} --run {story.pair.run}"
    made.command(
        "\n".join(f"eastsea sweep replay {subject.place} {run} --policy {policy}" for policy in story.contrast)
    )
    for text in story.remarks:
        made.quiet(text)
