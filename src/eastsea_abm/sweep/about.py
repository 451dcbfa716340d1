"""What a store says about itself: the plan, the rules and the shard it holds, and at the end what came out."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import ResultError
from eastsea_abm.results.manifest import commit, versions
from eastsea_abm.sweep.disk import put
from eastsea_abm.sweep.plan import Plan, plan_from

NAME = "manifest.json"
FORMAT = 1
KIND = "sweep"
KEYS = ("format", "kind", "digest", "rules", "shard", "versions", "commit", "content", "circumstances", "plan")


class Shard(NamedTuple):
    """A share of the parts of a plan: every ``of``-th, from the ``number``-th on."""

    number: int = 1  # from 1
    of: int = 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def whole(self) -> bool:
        """Whether this is all there is."""
        return self.of == 1

    def parts(self, plan: Plan) -> range:
        """The parts of the plan that fall to this shard."""
        return range(self.number - 1, plan.parts, self.of)


WHOLE = Shard()


class Content(NamedTuple):
    """What came out of a finished sweep."""

    digest: str
    rows: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class About:
    """The manifest of a store.

    Attributes
    ----------
    rules
        Digest of the rules that make its numbers.
    content
        None until every part is there.
    circumstances
        When, how and how fast: nothing here changes a table.
    """

    plan: Plan
    shard: Shard = WHOLE
    rules: str = field(default_factory=rules_digest)
    versions: dict[str, str] = field(default_factory=versions)
    commit: str | None = field(default_factory=commit)
    content: Content | None = None
    circumstances: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The manifest as JSON, the long plan last."""
        data = {
            "format": FORMAT,
            "kind": KIND,
            "digest": self.plan.digest,
            "rules": self.rules,
            "shard": None if self.shard.whole else str(self.shard),
            "versions": self.versions,
            "commit": self.commit,
            "content": self.content._asdict() if self.content else None,
            "circumstances": self.circumstances,
            "plan": self.plan.as_json(),
        }
        return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"

    def write(self, folder: Path) -> None:
        """Put the manifest into its folder, in place of an earlier one."""
        put(folder / NAME, self.text().encode())

    def ended(self, content: Content, circumstances: dict[str, Any]) -> About:
        """The same once every part is there."""
        return dataclasses.replace(self, content=content, circumstances=circumstances)


def read(folder: Path) -> About:
    """The manifest in ``folder``.

    Raises
    ------
    ResultError
        If there is none, it is of another format, or it was changed since it was written.
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        lacking = f"{folder} is no sweep: it has no {NAME}" if folder.exists() else f"there is no folder {folder}"
        raise ResultError(lacking) from None
    except OSError as error:
        raise ResultError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ResultError(f"{path} is no JSON: {error}") from None
    if not isinstance(data, dict) or data.get("kind") != KIND or data.get("format") != FORMAT:
        raise ResultError(f"{path} is no manifest of a sweep of format {FORMAT}")
    if set(data) != set(KEYS):
        raise ResultError(f"{path} lacks or adds keys: {', '.join(sorted(set(data) ^ set(KEYS)))}")
    return _about(data, path)


def _about(data: dict[str, Any], path: Path) -> About:
    try:
        plan = plan_from(data["plan"])
        about = About(
            plan=plan,
            shard=Shard(*map(int, data["shard"].split("/"))) if data["shard"] else Shard(),
            rules=data["rules"],
            versions=data["versions"],
            commit=data["commit"],
            content=Content(**data["content"]) if data["content"] else None,
            circumstances=data["circumstances"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResultError(f"{path} holds a plan that cannot be read: {error}") from None
    if plan.digest != data["digest"]:
        raise ResultError(f"{path} was changed after it was written: its digest does not fit")
    return about
