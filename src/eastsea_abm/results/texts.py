"""The files a run was read from, kept so that it can be read again elsewhere.

A text is kept under a name of its own: the path below the scenario folder it was found in. To read it
again the files are laid out in a folder, and a second time beside the scenario, where names are looked up
first; whether the same texts were then read is checked by the caller.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from eastsea_abm.scenario.facts import DATA
from eastsea_abm.scenario.lookup import SUBFOLDERS, packaged

FOLDERS = tuple(name for name in SUBFOLDERS.values() if name)
SHADOWED = "package"  # a packaged file that a file of the reader's own goes before


def kept(texts: Mapping[str, str], scenario: Path) -> tuple[dict[str, str], dict[str, str], str]:
    """Texts by name, digests of packaged data, and the name of the scenario's own file.

    Packaged tables are large and belong to the rules, so only their digest is kept.
    """
    own: dict[str, str] = {}
    data: dict[str, str] = {}
    main = ""
    # A reader's own files first, so that they keep their names.
    for key in sorted(texts, key=lambda key: (_inside(Path(key), packaged()), key)):
        path, text = Path(key).resolve(), texts[key]
        if path.is_relative_to(DATA.resolve()):
            data[path.name] = hashlib.sha256(text.encode()).hexdigest()
            continue
        name = _name(path, scenario)
        if name in own:
            name = f"{SHADOWED}/{name}"
        own[name] = text
        if path == scenario.resolve():
            main = name
    return own, data, main


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _name(path: Path, scenario: Path) -> str:
    for root in (packaged(), Path("scenarios"), scenario.parent):
        if _inside(path, root):
            return path.relative_to(root.resolve()).as_posix()
    return _flat(path)


def _flat(path: Path | PurePosixPath) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name in FOLDERS else path.name


def lay_out(texts: Mapping[str, str], main: str, folder: Path) -> Path:
    """Write ``texts`` below ``folder``; return the path of the scenario's own file."""
    beside = folder / PurePosixPath(main).parent
    for name, text in texts.items():
        if not name.startswith(f"{SHADOWED}/"):
            _write(folder / name, text)
    for name, text in texts.items():
        if not name.startswith(f"{SHADOWED}/"):
            _write(beside / _flat(PurePosixPath(name)), text)
    return folder / main


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def same(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the same texts were read, wherever they lay."""
    return set(one) == set(other)
