"""A word of the command line that is a verb with an argument and a group of verbs at once.

``eastsea sweep FILE`` starts a sweep, ``eastsea sweep status DIR`` looks at one: a first word that is no verb of
the group is the argument of its hidden verb `START`. A file of such a name can be given as a path, ``./status``.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

START = "start"


class _Unnamed(typer.Context):
    """The context of the hidden verb, whose name nobody types."""

    @property
    def command_path(self) -> str:
        """What was typed."""
        return self.parent.command_path if self.parent is not None else ""


class Start(TyperCommand):
    """The hidden verb."""

    context_class = _Unnamed


class VerbOrFile(TyperGroup):
    """The group."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the hidden verb before what is no verb and no question for help."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [START, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Both uses."""
        return ["FILE|SCENARIO [OPTIONS]", "|", "VERB [ARGS]..."]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help with the options of the hidden verb, then the other verbs."""
        own = self.params
        self.params = self.commands[START].params
        try:
            super().format_help(ctx, formatter)
        finally:
            self.params = own
