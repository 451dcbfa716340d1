"""The folder of a sweep.

In it lie::

    manifest.json               the plan, the rules, the shard; at the end what came out and how fast
    design.parquet              one row a setting
    outcomes/part-*.parquet     rows of the outcome table: setting, run, policy, status, reason, outcomes
    journal                     one line for every finished part, with its checksum
    lock                        held while somebody computes

Which rows stand in which part depends on the plan alone, and a part is put in its place whole before the
journal speaks of it: whenever a sweep is killed, all is lost that was in hand, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import EnvironmentFault, ResultError
from eastsea_abm.results.store import writing
from eastsea_abm.sweep import about, content, journal, parts
from eastsea_abm.sweep.about import About, Content, Shard
from eastsea_abm.sweep.disk import put
from eastsea_abm.sweep.parts import Packed
from eastsea_abm.sweep.plan import Plan

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

DESIGN = "design.parquet"


class Store:
    """A sweep on disk, finished or not. Reading needs no lock; whoever writes holds `disk.only_writer`."""

    def __init__(self, folder: Path, manifest: About, design: pd.DataFrame) -> None:
        self.folder = folder
        self.about = manifest
        self.design = design
        self.entries = {part: one for part, one in journal.read(folder).items() if self._fits(one)}
        self._sound: set[int] = set()  # parts whose files have been looked at

    @classmethod
    def create(
        cls, folder: Path | str, plan: Plan, design: pd.DataFrame, shard: Shard | None = None, rules: str | None = None
    ) -> Store:
        """Make a store that holds nothing yet; the manifest comes last, so that half a store is none.

        Parameters
        ----------
        rules
            Digest of the rules its numbers are made by; those of this package if None.

        Raises
        ------
        EnvironmentFault
            If the folder cannot be written.
        """
        folder = Path(folder)
        manifest = About(plan=plan, shard=shard or Shard(), rules=rules or rules_digest())
        with writing(folder):
            (folder / parts.FOLDER).mkdir(parents=True, exist_ok=True)
            put(folder / DESIGN, design_bytes(design))
            manifest.write(folder)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path | str) -> Store:
        """Read a store as it stands.

        Raises
        ------
        ResultError
            If there is none, or its manifest or design was changed since they were written.
        """
        from eastsea_abm.results.tables import read_table
        from eastsea_abm.sweep.design import digest

        folder = Path(folder)
        manifest = about.read(folder)
        design = read_table(folder / DESIGN)
        if digest(design) != manifest.plan.design_digest:
            raise ResultError(f"{folder / DESIGN} was changed after it was written")
        return cls(folder, manifest, design)

    @property
    def plan(self) -> Plan:
        """What the sweep does."""
        return self.about.plan

    @property
    def shard(self) -> Shard:
        """Which share of the parts this store is for."""
        return self.about.shard

    @cached_property
    def wanted(self) -> range:
        """The parts this store is for."""
        return self.shard.parts(self.plan)

    @property
    def rows(self) -> int:
        """Rows this store is for."""
        return sum(len(self.plan.part(part)) for part in self.wanted)

    @property
    def rows_done(self) -> int:
        """Rows that are there."""
        return sum(entry.rows for entry in self.entries.values())

    @property
    def failed(self) -> int:
        """Rows, of those that are there, whose run went numerically wrong."""
        return sum(entry.failed for entry in self.entries.values())

    @property
    def seconds(self) -> float:
        """What the finished parts took, all sessions together."""
        return sum(entry.seconds for entry in self.entries.values())

    @property
    def finished(self) -> bool:
        """Whether every part is there."""
        return not self.missing()

    def missing(self) -> list[int]:
        """Parts that are not there yet."""
        return [part for part in self.wanted if part not in self.entries]

    def _fits(self, entry: journal.Entry) -> bool:
        return entry.part in self.wanted and entry.rows == len(self.plan.part(entry.part))

    def check(self) -> list[str]:
        """What is wrong with the files of finished parts; a damaged part counts as missing from here on."""
        found = []
        for part in sorted(self.entries):
            said = "" if part in self._sound else parts.damage(self.folder, self.entries[part])
            if said:
                found.append(said)
                del self.entries[part]
            self._sound.add(part)
        return found

    def keep(self, part: int, table: pa.Table | Packed, seconds: float = 0.0) -> None:
        """Put a part in its place, then into the journal.

        Parameters
        ----------
        seconds
            By how much the sweep took longer for it.

        Raises
        ------
        EnvironmentFault
            If it cannot be written; what was finished before stays so.
        """
        packed = table if isinstance(table, Packed) else parts.pack(table)
        if packed.rows != len(self.plan.part(part)):
            raise ValueError(f"part {part} has {packed.rows} rows instead of {len(self.plan.part(part))}")
        entry = packed.entry(part, seconds)
        with writing(self.folder):
            put(parts.path_of(self.folder, part), packed.content)
            journal.append(self.folder, entry)
        self.entries[part] = entry
        self._sound.add(part)

    def tables(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Parts that are there, in order, one at a time in memory.

        Raises
        ------
        ResultError
            If one is damaged.
        """
        for part in sorted(self.entries):
            if part not in self._sound:
                said = parts.damage(self.folder, self.entries[part])
                if said:
                    raise ResultError(f"{self.folder}: {said}; the same command as before computes it again")
                self._sound.add(part)
            yield parts.read(parts.path_of(self.folder, part), columns)

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows that are there, in order; only ``columns`` of them if given."""
        import pyarrow as pa

        return pa.concat_tables(list(self.tables(columns)) or [self._schema(columns).empty_table()])

    def _schema(self, columns: Sequence[str] | None = None) -> pa.Schema:
        import pyarrow as pa

        from eastsea_abm.sweep.work import schema

        own = schema(self.plan)
        return own if columns is None else pa.schema([own.field(name) for name in columns])

    def digest(self) -> str:
        """64 hexadecimal digits that name the rows that are there, in order, however they lie in parts."""
        return content.digest(self.tables(), self._schema())

    def finish(self, circumstances: dict[str, Any] | None = None) -> Content:
        """Write into the manifest what came out, once every part is there.

        Raises
        ------
        EnvironmentFault
            If it is another table than the one this store held when it was finished before.
        """
        found = Content(self.digest(), self.rows_done, self.failed)
        before = self.about.content
        if before is not None and before.digest != found.digest:
            raise EnvironmentFault(f"computed again, {self.folder} differs: {before.digest} then, {found.digest} now")
        if before is None:
            speed = {"seconds": round(self.seconds, 3), "runs_per_second": round(found.rows / (self.seconds or 1.0), 1)}
            self.about = self.about.ended(found, {**self.about.circumstances, **speed, **(circumstances or {})})
            with writing(self.folder):
                self.about.write(self.folder)
        return found


def design_bytes(design: pd.DataFrame) -> bytes:
    """The settings as the bytes of a Parquet file."""
    import tempfile

    from eastsea_abm.results.tables import write_table

    with tempfile.TemporaryDirectory(prefix="eastsea-") as folder:
        write_table(design, Path(folder) / DESIGN)
        return (Path(folder) / DESIGN).read_bytes()
