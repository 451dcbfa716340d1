"""``eastsea sweep`` and its verbs: what they say, what a script gets, and how they fail."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from processes import children, gone, needs_proc
from sweep_samples import files, use_threads

from eastsea_abm.cli import call
from eastsea_abm.sweep import estimate
from eastsea_abm.sweep.store import Store

COMMAND = [sys.executable, "-m", "eastsea_abm"]
SMALL = ("sweep", "triangle", "--vary", "voice=0:1.6:3", "--policies", "none", "--runs", "4", "--months", "6")


class Said(NamedTuple):
    """What a call said, and its exit code."""

    code: int
    out: str
    err: str


Eastsea = Callable[..., Said]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: None) -> Path:
    """An empty folder in which rules stay plain and sweeps go by threads."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(estimate, "PILOT", 0.01)
    use_threads(monkeypatch)
    return tmp_path


@pytest.fixture
def eastsea(capsys: pytest.CaptureFixture[str]) -> Eastsea:
    """Calls the command line in this process."""

    def eastsea(*args: str) -> Said:
        capsys.readouterr()
        code = call(list(args))
        return Said(code, *capsys.readouterr())

    return eastsea


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first sweep of `swept` is kept for those who ask later."""
    return tmp_path_factory.mktemp("swept") / "sweeps"


@pytest.fixture
def swept(eastsea: Eastsea, kept: Path) -> Path:
    """A finished small sweep, by its default name; played once, and a copy each."""
    if kept.exists():
        shutil.copytree(kept, "results/sweeps")
    else:
        told = eastsea(*SMALL, "--json")
        assert told.code == 0, told.err
        shutil.copytree("results/sweeps", kept)
    (folder,) = Path("results/sweeps").iterdir()
    return folder


def test_help_lists_both_uses(eastsea: Eastsea) -> None:
    told = eastsea("sweep", "--help")
    assert told.code == 0
    assert "eastsea sweep FILE|SCENARIO [OPTIONS] | VERB" in told.out
    for word in ("--vary", "--policies", "--shard", "status", "verify", "merge", "table", "replay"):
        assert word in told.out
    assert " start " not in told.out
    assert eastsea("sweep", "status", "--help").out.count("DIR") >= 1


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from eastsea_abm.cli import call; call(['sweep', '--help']);"
        "heavy = {'numpy', 'pandas', 'mesa', 'plotly', 'numba', 'pyarrow', 'distributed'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_sweep_says_what_is_to_come_and_what_came(eastsea: Eastsea) -> None:
    told = eastsea(*SMALL)
    assert told.code == 0
    assert "3 settings x 1 policy x 4 runs = 12 runs" in told.err
    assert "12 runs to go: about " in told.err
    (folder,) = Path("results/sweeps").iterdir()
    assert str(folder) in told.out
    assert Store.open(folder).digest() in told.out
    assert f"eastsea sweep table {folder} --by policy,voice" in told.out


def test_a_script_gets_all_of_it_as_json(eastsea: Eastsea, swept: Path) -> None:
    told = eastsea(*SMALL, "--json")
    row = json.loads(told.out)
    assert f"nothing is missing in {swept}" in told.err
    assert (row["rows"], row["failed"], row["settings"], row["runs"]) == (12, 0, 3, 4)
    assert row["digest"] == Store.open(swept).digest()
    assert row["plan"].startswith(swept.name.rpartition("-")[2])
    assert row["executor"] == "threads"


def test_status_tells_how_far_a_sweep_is_what_failed_and_what_is_damaged(eastsea: Eastsea, swept: Path) -> None:
    assert (
        "triangle: finished\n12 of 12 parts, 12 of 12 runs, 3 of 3 settings"
        in eastsea("sweep", "status", str(swept)).out
    )
    (swept / "outcomes" / "part-000005.parquet").unlink()
    told = eastsea("sweep", "status", str(swept))
    assert told.code == 0
    assert "not finished\n11 of 12 parts, 11 of 12 runs, 2 of 3 settings" in told.out
    assert "damaged: part-000005.parquet is missing" in told.out
    row = json.loads(eastsea("sweep", "status", str(swept), "--json").out)
    assert (row["finished"], row["parts_done"], row["digest"]) == (False, 11, None)
    again = eastsea(*SMALL)
    assert "damaged: part-000005.parquet is missing; it is computed again" in again.err
    assert "11 of them done" in again.err
    assert "triangle: finished" in eastsea("sweep", "status", str(swept)).out


def test_a_sweep_is_played_again_whole_by_reproduce(eastsea: Eastsea, swept: Path) -> None:
    rows = json.loads(eastsea("sweep", "status", str(swept), "--json").out)["rows_done"]
    told = eastsea("reproduce", str(swept))
    assert (told.code, told.out) == (0, f"{swept}: all {rows} runs came out the same\n")
    (swept / "outcomes" / "part-000003.parquet").write_bytes(b"")
    told = eastsea("reproduce", str(swept))
    assert told.code == 1
    assert "part-000003.parquet has 0 bytes" in told.err


def test_verify_finds_what_was_changed(eastsea: Eastsea, swept: Path) -> None:
    told = eastsea("sweep", "verify", str(swept), "--sample", "5")
    assert (told.code, told.out) == (
        0,
        f"{swept}: 12 rows are as they were written; 5 played again came out the same\n",
    )
    row = json.loads(eastsea("sweep", "verify", str(swept), "--json").out)
    assert (row["sampled"], row["sound"]) == (12, True)
    forge(swept, 5)
    told = eastsea("sweep", "verify", str(swept))
    assert told.code == 1
    assert "have another digest than the manifest says" in told.err
    assert "setting 1, policy none, run 1: cooperation is 0.5 in the store, " in told.err
    (swept / "outcomes" / "part-000006.parquet").write_bytes(b"")
    assert "part-000006.parquet has 0 bytes" in eastsea("sweep", "verify", str(swept), "--sample", "0").err
    assert eastsea("sweep", "verify", str(swept), "--sample", "-1").code == 2


def forge(folder: Path, part: int) -> None:
    """Change a number, and the journal with it."""
    import pyarrow as pa

    from eastsea_abm.sweep.parts import path_of, read

    store = Store.open(folder)
    table = read(path_of(folder, part))
    place = table.column_names.index("cooperation")
    store.keep(part, table.set_column(place, "cooperation", pa.array([0.5] * table.num_rows)))


def test_replay_prints_the_command_that_plays_a_run_alone(eastsea: Eastsea, swept: Path) -> None:
    told = eastsea("sweep", "replay", str(swept), "--setting", "1", "--run", "3")
    words = shlex.split(told.out)
    assert words[:3] == ["eastsea", "run", "triangle"]
    assert eastsea(*words[1:], "--json").code == 0
    wrong = eastsea("sweep", "replay", str(swept), "--setting", "3", "--run", "-1", "--policy", "hedge")
    assert wrong.code == 2
    assert [line.partition(":")[0] for line in wrong.err.splitlines()] == ["--setting 3", "--run -1", "--policy hedge"]


def test_the_run_that_is_replayed_is_the_one_in_the_table(eastsea: Eastsea, swept: Path) -> None:
    words = shlex.split(eastsea("sweep", "replay", str(swept), "--setting", "2", "--run", "1").out)
    totals = json.loads(eastsea(*words[1:], "--json").out)["totals"]
    rows = Store.open(swept).table().to_pandas().set_index(["setting", "run"])
    outcomes = Store.open(swept).plan.outcomes
    assert {name: totals[name] for name in outcomes} == rows.loc[(2, 1), list(outcomes)].to_dict()


def test_shards_are_named_and_merged(eastsea: Eastsea, swept: Path) -> None:
    held = [json.loads(eastsea(*SMALL, "--shard", f"{k}/2", "--json").out)["folder"] for k in (1, 2)]
    assert held == [f"{swept}-shard-{k}-of-2" for k in (1, 2)]
    told = eastsea("sweep", "merge", *held, "--out", "whole")
    assert told.code == 0, told.err
    assert "finished" in told.out
    assert files(Path("whole")) == files(swept)
    half = eastsea("sweep", "merge", held[0], "--out", "half", "--json")
    assert json.loads(half.out)["parts_done"] == 6
    assert eastsea("sweep", "merge", held[0], "nowhere").code == 1


def test_another_sweep_in_the_folder_is_refused_with_the_reason(eastsea: Eastsea, swept: Path) -> None:
    other = [word.replace("0:1.6:3", "0:1.5:3") for word in SMALL]
    told = eastsea(*other, "--out", str(swept))
    assert told.code == 2
    assert "  factors.voice: 0 to 1.6 in 3 then, 0 to 1.5 in 3 now" in told.err
    assert told.err.splitlines()[-1] == f"give another --out, or remove {swept}"


def test_much_is_not_begun_without_a_word(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "LONG", -1.0)
    told = eastsea(*SMALL)
    assert told.code == 2
    assert "12 runs would take about a second" in told.err
    assert told.err.rstrip().endswith("add --yes to begin")
    assert not list(Path("results/sweeps").iterdir())
    assert eastsea(*SMALL, "--yes").code == 0


@pytest.mark.parametrize(("answer", "folders"), [("n", 0), ("y", 1)])
def test_a_reader_is_asked_before_much_is_begun(
    eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch, answer: str, folders: int
) -> None:
    import typer

    monkeypatch.setattr(estimate, "LONG", -1.0)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "confirm", lambda text, err: answer == "y")
    assert eastsea(*SMALL).code == 0
    assert len(list(Path("results/sweeps").iterdir())) == folders


@pytest.mark.parametrize(
    ("args", "code", "what"),
    [
        (("sweep", "trianglee"), 2, "trianglee"),
        (("sweep", "triangle", "--vary", "voise=0:1:3"), 2, "voice"),
        (("sweep", "priors", "--policies", "hedge"), 2, "priors is a sweep file, which says itself"),
        (("sweep", "triangle", "--shard", "3"), 2, "must be written I/N"),
        (("sweep", "triangle", "--executor", "slurm"), 2, "allowed: local, dask"),
        (("sweep", "triangle", "--workers", "0"), 2, "0 workers"),
        (("sweep", "triangle", "--bogus"), 2, "See: eastsea sweep --help"),
        (("sweep", "status", "nowhere"), 1, "there is no folder nowhere"),
        (("sweep", "status", "."), 1, "is no sweep"),
        (("sweep", "verify", "nowhere"), 1, "there is no folder nowhere"),
        (("sweep", "replay", "nowhere", "--setting", "0", "--run", "0"), 1, "there is no folder nowhere"),
        (("sweep", "status"), 2, "Missing argument 'DIR'"),
        (("sweep", "merge"), 2, "Missing argument"),
        ((*SMALL, "--out", "taken"), 1, "a file stands where a folder is needed"),
        ((*SMALL, "--out", "full"), 2, "is no sweep and not empty (mine lies there)"),
    ],
)
def test_faults_are_one_message(eastsea: Eastsea, home: Path, args: tuple[str, ...], code: int, what: str) -> None:
    (home / "taken").write_text("")
    (home / "full").mkdir()
    (home / "full" / "mine").write_text("")
    told = eastsea(*args)
    assert told.code == code
    assert what in told.err
    assert told.out == ""
    assert not (home / "results").exists()
    assert (home / "full" / "mine").exists()


def test_a_file_named_like_a_verb_can_be_given_as_a_path(eastsea: Eastsea, home: Path) -> None:
    assert eastsea("new", "status", "--from", "triangle").code == 0
    told = eastsea("sweep", "./status.yaml", *SMALL[2:])
    assert told.code == 0, told.err


@needs_proc
def test_ctrl_c_says_how_to_go_on_and_leaves_no_worker(home: Path) -> None:
    args = [
        "sweep",
        "triangle",
        "--vary",
        "voice=0:1.6:300",
        "--runs",
        "20",
        "--months",
        "24",
        "--yes",
        "--out",
        "mine",
    ]
    process = subprocess.Popen(
        [*COMMAND, *args, "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
    )
    journal = home / "mine" / "journal"
    for _ in range(600):
        if journal.exists() or process.poll() is not None:
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    workers = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err.splitlines()[-1] == "eastsea: interrupted; the same command goes on where it stopped"
    assert "Traceback" not in err
    assert out == ""
    assert workers
    assert all(gone(worker) for worker in workers)
    assert len(Store.open(home / "mine").entries) >= 1


def test_a_vanished_folder_in_the_middle_is_one_line(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    from eastsea_abm.sweep import task

    real: Any = task.do

    def vanish(given: Any, part: int) -> Any:
        shutil.rmtree("mine", ignore_errors=True)
        return real(given, part)

    monkeypatch.setattr("eastsea_abm.sweep.crews.do", vanish)
    told = eastsea(*SMALL, "--out", "mine", "--workers", "1")
    assert told.code == 1
    assert told.err.splitlines()[-1].startswith("eastsea: cannot write to mine: the folder has vanished")
    assert not Path("mine").exists()


def test_where_nobody_watches_a_line_comes_now_and_then(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    from eastsea_abm.cli import sweep_progress

    quiet = eastsea(*SMALL, "--out", "quiet")
    assert " runs/s" not in quiet.err
    monkeypatch.setattr(sweep_progress, "EVERY", 0.0)
    lines = [line for line in eastsea(*SMALL, "--out", "told").err.splitlines() if " runs/s" in line]
    assert len(lines) == 12
    assert lines[6].startswith("1 of 3 settings, ")
    assert lines[6].endswith(" left")
    assert lines[-1].startswith("3 of 3 settings, ")
