"""What a page may ask for: a closed list, and what each order may hold. Anything else is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from eastsea_abm.errors import InputError
from eastsea_abm.scenario.field_types import Iso3, Name, Number

LONGEST_TEXT = 2_000_000  # characters of a session that is loaded
MOST_FUTURES, LONGEST_FUTURE = 2000, 240
Short = Annotated[str, Field(max_length=200)]


class Order(BaseModel):
    """Something a page asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Drawn(Order):
    """A frame has been drawn."""

    do: Literal["drawn"]
    id: int


class Play(Order):
    """Play on from the shown month."""

    do: Literal["play"]


class Pause(Order):
    """Stop playing."""

    do: Literal["pause"]


class Step(Order):
    """Play some months."""

    do: Literal["step"]
    months: Annotated[int, Field(ge=1, le=120)] = 1


class Speed(Order):
    """How fast to play."""

    do: Literal["speed"]
    per_second: Annotated[float, Field(ge=0.2, le=60)]


class See(Order):
    """Look at a month that has been played."""

    do: Literal["see"]
    month: Annotated[int, Field(ge=0)]


class Reset(Order):
    """Begin a new run; what is left out stays as it was."""

    do: Literal["reset"]
    scenario: Name | None = None  # a name, never a path
    policies: Annotated[list[Short], Field(max_length=20)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**64 - 1)] | None = None
    months: Annotated[int, Field(ge=1, le=2400)] | None = None
    parameters: dict[Name, Number] | None = None  # all that differ from the scenario; None leaves them
    levers: dict[Name, Number] | None = None


class Inject(Order):
    """Let something happen."""

    do: Literal["inject"]
    event: dict[Short, Any]


class Withdraw(Order):
    """Take back what waits."""

    do: Literal["withdraw"]
    index: Annotated[int, Field(ge=0)]


class Pull(Order):
    """Move a lever."""

    do: Literal["lever"]
    name: Name
    value: Number


class Policies(Order):
    """Change policy in the middle of a run."""

    do: Literal["policies"]
    names: Annotated[list[Short], Field(max_length=20)]


class Select(Order):
    """Ask why a pair did what it did; none to ask no more."""

    do: Literal["select"]
    actor: Iso3 | None = None
    target: Iso3 | None = None


class Sift(Order):
    """What of the feed is wanted."""

    do: Literal["filter"]
    text: Short = ""
    kinds: Annotated[list[Short], Field(max_length=100)] = []
    states: Annotated[list[Short], Field(max_length=100)] = []


class ShowLine(Order):
    """Look at another line."""

    do: Literal["line"]
    name: Name


class Rename(Order):
    """Give a line another name."""

    do: Literal["rename"]
    line: Name
    name: Name


class Drop(Order):
    """Forget a line."""

    do: Literal["drop"]
    line: Name


class Fork(Order):
    """Play futures from the shown month."""

    do: Literal["fork"]
    policies: Annotated[list[Short], Field(min_length=1, max_length=8)]
    runs: Annotated[int, Field(ge=2, le=MOST_FUTURES)] = 500
    months: Annotated[int, Field(ge=1, le=LONGEST_FUTURE)] = 36


class Save(Order):
    """Make a scenario file of the session."""

    do: Literal["save"]


class Load(Order):
    """Open a saved session."""

    do: Literal["load"]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    filename: Short = "session.yaml"


class Data(Order):
    """All tables of the shown line."""

    do: Literal["data"]
    format: Literal["csv", "parquet"]


Any_ = (
    Drawn | Play | Pause | Step | Speed | See | Reset | Inject | Withdraw | Pull | Policies | Select | Sift
    | ShowLine | Rename | Drop | Fork | Save | Load | Data
)  # fmt: skip
ORDER: TypeAdapter[Any_] = TypeAdapter(Annotated[Any_, Field(discriminator="do")])


def understood(data: Any) -> Any_:
    """The order in what a browser sent.

    Raises
    ------
    InputError
        With everything that is wrong with it.
    """
    try:
        return ORDER.validate_python(data)
    except ValidationError as error:
        said = [f"{'.'.join(str(part) for part in one['loc'][1:]) or 'order'}: {one['msg']}" for one in error.errors()]
        raise InputError("\n".join(said[:20])) from None
