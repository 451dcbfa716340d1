"""What only a process of its own can show: first words, Ctrl-C, broken pipes, odd terminals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import COMMAND, SHORT, Eastsea, alone


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from eastsea_abm.cli import call\n"
        "for words in sys.argv[1:]:\n"
        "    call(words.split())\n"
        "    heavy = {'numpy', 'pandas', 'mesa', 'plotly', 'numba', 'pyarrow'} & set(sys.modules)\n"
        "    if heavy: sys.exit(f'{words} imported {heavy}')\n"
    )
    verbs = ["--help", "--version", "run --help", "results --help"]
    done = subprocess.run([sys.executable, "-c", code, *verbs], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, eastsea_abm;"
        "assert not {'numpy', 'pandas', 'mesa', 'typer'} & set(sys.modules);"
        "[getattr(eastsea_abm, name) for name in eastsea_abm.__all__]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_first_words_come_before_heavy_imports(tmp_path: Path) -> None:
    hook = (
        "import sys\nclass Stop:\n    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('pandas', 'mesa', 'numba', 'plotly', 'pyarrow'):\n"
        "            sys.stderr.write('HEAVY\\n')\n            sys.exit(3)\n"
        "sys.meta_path.insert(0, Stop())\nfrom eastsea_abm.cli import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", hook, *SHORT], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert lines[0].startswith("eastsea ")
    assert lines[1].startswith("found ")
    assert lines[2] == "HEAVY"


def test_ctrl_c_leaves_no_half_result(home: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "run", "baseline", "--months", "2400"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    process.stderr.readline()
    process.stderr.readline()
    try:
        process.wait(timeout=1.5)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    # Where the interrupt strikes while a library builds code from text, Python itself ends by the signal afterwards:
    # a shell says 130 then too.
    assert process.returncode in (130, -signal.SIGINT), err
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "eastsea: interrupted"
    assert out == ""
    assert not (home / "results").exists() or not list((home / "results").rglob("*"))


@pytest.mark.parametrize("args", [["schema"], ["scenarios"]])
def test_a_broken_pipe_is_quiet(args: list[str]) -> None:
    process = subprocess.Popen([*COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    if args != ["scenarios"]:  # whose output is too short to be cut while it is written
        process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert b"Error" not in err
    assert b"Traceback" not in err


def test_an_old_terminal_gets_ascii_and_no_colour() -> None:
    done = alone(*SHORT, PYTHONIOENCODING="ascii", TERM="dumb", NO_COLOR="1", COLUMNS="60")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout + done.stderr
    assert "*" in done.stdout


def test_the_module_is_the_command() -> None:
    done = alone("--version")
    assert (done.returncode, done.stdout) == (0, "eastsea 0.1.0\n")


def test_nothing_is_left_in_the_folder_of_the_reader(eastsea: Eastsea, home: Path) -> None:
    eastsea("scenarios")
    assert os.listdir(home) == []  # noqa: PTH208 - the plainest look
