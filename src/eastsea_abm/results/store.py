"""Results in folders: written whole or not at all, found again, read with suspicion."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import json
import os
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm.errors import EnvironmentFault, ResultError
from eastsea_abm.results.manifest import Manifest, number, parse

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.results.played import Played

ROOT = Path("results")
MANIFEST, FIGURE, OUTCOMES_CSV = "manifest.json", "figure.html", "outcomes.csv"
RUN = "run"
WRITING = ".writing-"  # begins the name of a folder that is not finished
#: What the system says, where a reader would not understand it.
REASONS = {
    errno.EEXIST: "a file stands where a folder is needed",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.ENOSPC: "no space left on the disk",
    errno.EFBIG: "the file grows too large for this disk or quota",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder has vanished",
}
STALE = 86_400  # seconds after which an unfinished folder of another machine is given up


@dataclass(frozen=True)
class Result:
    """A run on disk."""

    folder: Path
    manifest: Manifest

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its tables, in the order in which comparisons go through them."""
        from eastsea_abm.results.tables import TABLES

        return TABLES

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables; raises `ResultError` where one is missing or not the one that was written."""
        return {name: self.table(name) for name in self.names}

    def table(self, name: str) -> pd.DataFrame:
        """One table; raises `ResultError` where it is missing or not the one that was written."""
        from eastsea_abm.results.tables import read_table

        return read_table(self.sound(name))

    def sound(self, name: str) -> Path:
        """The file of a table; raises `ResultError` where it is missing or not the one that was written."""
        path = self.folder / f"{name}.parquet"
        if sha256_of(path) != self.manifest.files.get(path.name):
            raise ResultError(f"{path} was changed after it was written")
        return path


def load(folder: Path | str) -> Result:
    """Read a run or an ensemble (a `ManyRuns`) and check that its files are there and as they were written.

    Raises
    ------
    ResultError
        If they are not.
    """
    folder = Path(folder)
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "no such folder" if not folder.is_dir() else getattr(error, "strerror", None) or "not UTF-8"
        raise ResultError(f"{folder} is no result: {MANIFEST}: {why}") from None
    manifest = parse(text, path)
    for name, digest in manifest.files.items():
        if sha256_of(folder / name) != digest:
            raise ResultError(f"{folder / name} was changed after it was written")
    from eastsea_abm.results.many import ManyManifest, ManyRuns

    return ManyRuns(folder, manifest) if isinstance(manifest, ManyManifest) else Result(folder, manifest)


def kind_of(folder: Path) -> str:
    """What the manifest in ``folder`` is of: ``run``, ``ensemble``, ``sweep``; a run too where it cannot be read."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return RUN
    return str(data.get("kind", RUN)) if isinstance(data, dict) else RUN


def sha256_of(path: Path) -> str:
    """SHA-256 of a file; raises `ResultError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise ResultError(f"{path} is missing") from None
    except OSError as error:
        raise ResultError(f"{path} cannot be read: {error.strerror}") from None


def stored(manifest: Manifest, root: Path) -> Result | None:
    """The result of this very run below ``root``, None if it has not been played yet."""
    folder = root / manifest.folder
    return load(folder) if folder.exists() else None


def open_root(root: Path) -> None:
    """Make sure results can be written below ``root`` before anything is played.

    Raises
    ------
    EnvironmentFault
        If they cannot.
    """
    with writing(root):
        root.mkdir(parents=True, exist_ok=True)
        probe = root / f"{WRITING}{_who()}-probe"
        probe.mkdir(exist_ok=True)
        probe.rmdir()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the file system says into one line for the reader."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or path)
        why = REASONS.get(error.errno or 0, error.strerror or str(error))
        raise EnvironmentFault(f"cannot write to {path}: {why}{f' ({where})' if where != str(path) else ''}") from error


def save(
    manifest: Manifest,
    played: Played,
    root: Path,
    files: Mapping[str, str] | None = None,
    circumstances: Mapping[str, Any] | None = None,
) -> Result:
    """Write a result below ``root``, whole or not at all.

    Parameters
    ----------
    files
        Further files by name, the figure for one.

    Raises
    ------
    EnvironmentFault
        If the folder cannot be written or the disk is full; nothing is left behind then.
    """
    with placed(root / manifest.folder, root) as partial:
        _fill(partial, manifest, played, files or {}, circumstances or {})
    return load(root / manifest.folder)


@contextlib.contextmanager
def placed(final: Path, root: Path) -> Iterator[Path]:
    """A folder to fill, which becomes ``final`` if nothing goes wrong and vanishes otherwise.

    Raises
    ------
    EnvironmentFault
        If it cannot be written.
    """
    partial = final.parent / f"{WRITING}{_who()}-{final.name}"
    with writing(root):
        try:
            partial.mkdir(parents=True)
            yield partial
            _place(partial, final)
        finally:
            # Also on Ctrl-C; after the rename there is nothing left to remove.
            shutil.rmtree(partial, ignore_errors=True)
            with contextlib.suppress(OSError):
                final.parent.rmdir()


def _fill(
    folder: Path, manifest: Manifest, played: Played, files: Mapping[str, str], circumstances: Mapping[str, Any]
) -> None:
    from eastsea_abm.results.tables import TABLES, write_csv, write_table

    for name in TABLES:
        write_table(played.tables[name], folder / f"{name}.parquet")
    write_csv(played.tables["outcomes"], folder / OUTCOMES_CSV)
    digests = file_digests(folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    whole = dataclasses.replace(
        manifest,
        files=digests,
        circumstances=dict(circumstances),
        totals={name: number(value) for name, value in played.totals.items()},
    )
    (folder / MANIFEST).write_text(whole.text(), encoding="utf-8", newline="\n")


def file_digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in ``folder``."""
    return {path.name: sha256_of(path) for path in sorted(folder.iterdir())}


def _place(partial: Path, final: Path) -> None:
    """Put a finished folder into its place; another that was quicker with the same run is as good."""
    try:
        partial.rename(final)
    except OSError:
        if not (final / MANIFEST).exists():
            raise


def _who() -> str:
    return f"{socket.gethostname()}-{os.getpid()}"


def results(root: Path) -> Iterator[Path]:
    """Folders of finished results below ``root``, sorted."""
    if root.is_dir():
        yield from sorted(path.parent for path in root.glob(f"*/[!.]*/{MANIFEST}"))


def leftovers(root: Path, now: float | None = None) -> list[Path]:
    """Unfinished folders below ``root`` that nobody is writing any more."""
    found = [*root.glob(f"{WRITING}*"), *root.glob(f"*/{WRITING}*")] if root.is_dir() else []
    return sorted(path for path in found if _abandoned(path, time.time() if now is None else now))


def _abandoned(path: Path, now: float) -> bool:
    host = f"{socket.gethostname()}-"
    rest = path.name.removeprefix(WRITING)
    if not rest.startswith(host):
        try:
            return now - path.stat().st_mtime > STALE
        except OSError:
            return False
    process = rest.removeprefix(host).split("-", 1)[0]
    return not (process.isdigit() and _alive(int(process)))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def clean(root: Path) -> list[Path]:
    """Remove what interrupted runs left behind; return what was removed."""
    gone = leftovers(root)
    with writing(root):
        for path in gone:
            shutil.rmtree(path)
    return gone


def find_result(name: str, root: Path = ROOT) -> Path:
    """The folder of a result given as a path, or as the beginning of its path below ``root``.

    Raises
    ------
    ResultError
        If there is none, or more than one.
    """
    path = Path(name)
    if (path / MANIFEST).exists() or path.is_dir() or path.name == MANIFEST:
        return path.parent if path.name == MANIFEST else path
    below = list(results(root))
    fitting = [one for one in below if one.relative_to(root).as_posix().startswith(name)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = "\n  ".join(str(one) for one in fitting[:10])
        raise ResultError(f"{name} fits {len(fitting)} results:\n  {listed}")
    raise ResultError(f"no result {name}; `eastsea results list` shows those below {root}")
