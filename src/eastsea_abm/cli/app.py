"""The tree of verbs."""

from __future__ import annotations

import sys

import typer
from typer.exceptions import Abort
from typer.main import get_command

from eastsea_abm._version import __version__
from eastsea_abm.cli import (
    calibrating,
    comparing,
    discovering,
    explaining,
    hindcasting,
    numbers,
    reporting,
    robust,
    running,
    scenarios,
    sensing,
    shelf,
    studying,
    sweeping,
    tipping_points,
    watching,
    why,
)

INTERRUPTED = 130

app = typer.Typer(
    name="eastsea",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="First run:  [bold]eastsea run phnom-penh-2022[/bold]     Exit codes: 0 done, 1 the environment's fault, "
    "2 the input's, 130 interrupted.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"eastsea {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    """Agent-based simulation of security in Northeast Asia, month by month."""


running.register(app)
comparing.register(app)
sweeping.register(app)
discovering.register(app)
hindcasting.register(app)
calibrating.register(app)
sensing.register(app)
studying.register(app)
reporting.register(app)
tipping_points.register(app)
robust.register(app)
why.register(app)
watching.register(app)
scenarios.register(app)
numbers.register(app)
explaining.register(app)
shelf.register(app)


def invoke(args: list[str]) -> int:
    """Run the verb in ``args``; return its exit code, raise what it raises."""
    command = get_command(app)
    try:
        code = command.main(args, prog_name="eastsea", standalone_mode=False)
    except typer.TyperException as error:  # a verb or an option that does not exist
        _show(error)
        return error.exit_code
    except Abort:
        raise KeyboardInterrupt from None
    except SystemExit as error:  # typer leaves with 1 where the reader of a pipe had enough
        if isinstance(error.__context__, BrokenPipeError):
            raise error.__context__ from None
        raise
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _show(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
        return
    usage = f"{context.get_usage()}\n" if context is not None else ""
    path = context.command_path if context is not None else "eastsea"
    print(f"{usage}eastsea: {error.format_message()}\nSee: {path} --help", file=sys.stderr)
