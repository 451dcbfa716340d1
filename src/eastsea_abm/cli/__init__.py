"""The command line. Verbs import what is heavy when they are called, so that help comes at once."""

from __future__ import annotations

import contextlib
import os
import sys

from eastsea_abm.errors import EastSeaError

DONE, FAULT, INTERRUPTED = 0, 1, 130


def main() -> None:
    """Entry point of ``eastsea``."""
    sys.exit(call(sys.argv[1:]))


def call(args: list[str]) -> int:
    """Run the command line; return the exit code: 0 done, 1 the environment's fault, 2 the input's, 130 interrupted.

    What nobody foresaw is raised: it is a fault of the program, and its traceback says where.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name in Korean must not end a run
    try:
        from eastsea_abm.cli.app import invoke

        code = invoke(args)
        sys.stdout.flush()
    except EastSeaError as error:
        return _complain(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except BrokenPipeError:
        _hush()
        return DONE
    except OSError as error:
        if error.errno is None:
            raise
        return _complain(f"{error.strerror}{f': {error.filename}' if error.filename else ''}", FAULT)
    return code


def _complain(message: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(f"eastsea: {message}" if "\n" not in message else message, file=sys.stderr, flush=True)
    return code


def _hush() -> None:
    """The reader of a pipe had enough (``| head``): what is left must not be flushed into it at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(null, stream.fileno())
