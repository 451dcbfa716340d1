"""What the README and the quickstart say to type works as typed."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from eastsea_abm.cli import call

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix(".venv/bin/eastsea ")
    for line in README.splitlines()
    if line.startswith(".venv/bin/eastsea ") and "eastsea dashboard" not in line  # that one serves: see tests/browser
]


#: Those about the past, and what makes them short.
SHORT_PAST = shlex.split("--runs 20 --no-ablations --split 2015-01 --to 2015-12")
PAST = {
    "hindcast": SHORT_PAST,
    "calibrate --train 2012-01:2018-12": shlex.split("--train 2012-01:2014-12 --draws 400 --accept 0.2 --recover 0"),
    "hindcast --posterior record": SHORT_PAST,
    "compare phnom-penh-2022 --policies hedge,engage --posterior record --runs 400": ["--runs", "2", "--months", "3"],
}


#: Those about the study, which is played here in small.
LAB = ("study", "report", "tipping", "robustness", "why")
STUDY = """
title: In small
scenario: baseline
months: 3
strategies: [hedge, engage-institutionalise, dual-track]
conditions: {posture: [us-committed, us-retrenchment]}
reference: {posture: us-committed}
uncertain: {voice: prior}
draws: 40
contrasts: [{of: engage-institutionalise, against: hedge}]
closer: {}
reduced: {draws: 40, runs: 2, closer: 2}
"""


def test_the_first_five_commands_of_the_readme_run_in_their_order(tmp_path):
    with contextlib.chdir(tmp_path):  # in this process, which has loaded already what five would load again
        for command in COMMANDS[:5]:
            assert call(shlex.split(command)) == 0, command


@pytest.fixture(scope="module")
def futures(tmp_path_factory):
    """A folder in which the commands about many runs were typed in their order, with fewer and shorter runs."""
    home = tmp_path_factory.mktemp("futures")
    many = COMMANDS[5 : len(COMMANDS) - len(PAST) - len(LAB)]
    assert len(many) == 7
    with contextlib.chdir(home):
        for command in many:
            words = [found for word in shlex.split(command) for found in sorted(map(str, Path().glob(word))) or [word]]
            if "--runs" in words:
                words += ["--runs", "2", "--months", "3"]  # the last word counts
            assert call(words) == 0, command
    return home


def test_the_commands_of_the_readme_about_many_runs_run_in_their_order(futures):
    assert (futures / "voice.html").exists()
    assert len(list(futures.glob("results/*/*/manifest.json"))) == 3


def test_the_commands_of_the_readme_about_the_past_run_in_their_order(tmp_path):
    assert COMMANDS[-len(PAST) - len(LAB) : -len(LAB)] == list(PAST)
    with contextlib.chdir(tmp_path):
        for command, shorter in PAST.items():
            assert call([*shlex.split(command), *shorter]) == 0, command
    assert len(list(tmp_path.glob("results/hindcasts/*/figure.html"))) == 2
    assert len(list(tmp_path.glob("results/posteriors/record-*.html"))) == 1


def test_the_commands_of_the_readme_about_the_study_run_in_their_order(tmp_path):
    assert tuple(command.split()[0] for command in COMMANDS[-len(LAB) :]) == LAB
    (tmp_path / "scenarios" / "studies").mkdir(parents=True)
    (tmp_path / "scenarios" / "studies" / "worrisome-friends.yaml").write_text(STUDY)
    with contextlib.chdir(tmp_path):
        for command in COMMANDS[-len(LAB) :]:
            words = [found for word in shlex.split(command) for found in sorted(map(str, Path().glob(word))) or [word]]
            assert call(words) == 0, command
    assert len(list(tmp_path.glob("results/studies/*/report.html"))) == 1


def test_the_readme_opens_a_store_with_pandas_and_duckdb(futures):
    import duckdb
    import pandas

    (store,) = futures.glob("results/sweeps/*")
    lines = dict(re.findall(r"^(pandas|DuckDB) +(\S.*)$", README, re.MULTILINE))
    names = {"pandas": pandas, "duckdb": duckdb}
    code = {name: line.replace("DIR", store.as_posix()) for name, line in lines.items()}
    assert len(eval(code["pandas"], names)) == 27 * 2 * 2
    assert len(eval(code["DuckDB"], names).fetchall()) == 2


def test_the_python_of_the_readme_runs(tmp_path, capsys):
    stage, ensemble = re.findall(r"```python\n(from eastsea_abm.*?)```", README, re.DOTALL)
    with contextlib.chdir(tmp_path):
        exec(stage, {"__name__": "__main__"})  # each with no name of the other
        assert "common threat" in capsys.readouterr().out
        exec(ensemble, {"__name__": "__main__"})
        assert "engage+consult-first" in capsys.readouterr().out


def test_the_quickstart_runs(tmp_path):
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "quickstart.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "hedging, last month: cooperation" in done.stdout


def test_the_make_targets_of_the_readme_exist():
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"^make (\S+)", README, re.MULTILINE):
        assert re.search(rf"^{name}:", targets, re.MULTILINE), name


def test_the_change_of_a_mechanism_told_in_the_readme_fits_the_file():
    source = (ROOT / "src/eastsea_abm/mechanisms/reassurance.py").read_text(encoding="utf-8")
    assert "w.outreach[i] += p.conduct_memory * (made - w.outreach[i])" in source


@pytest.mark.long
@pytest.mark.skipif(os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="this is the run without numba")
def test_a_part_of_the_contract_holds_without_numba(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-n",
            "0",
            str(ROOT / "tests" / "test_draws.py"),
            str(ROOT / "tests" / "test_model.py"),
            "-k",
            "philox or vectors or same_story or copied or injected",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
