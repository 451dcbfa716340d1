"""Every number of a region file has its row in the table of region constants, and the row tells the truth."""

import types
import typing

import pytest
import worlds
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from eastsea_abm import vocabulary
from eastsea_abm.bibliography import REFERENCES
from eastsea_abm.region_constants import CONSTANTS
from eastsea_abm.scenario.schema import Position, RegionFile

ACTS = {
    "partner_acts.depth": vocabulary.DEPTH,
    "partner_acts.visibility": vocabulary.VISIBILITY,
    "partner_acts.score": vocabulary.SCORE,
    "rival_acts.pressure": vocabulary.PRESSURE,
}
POSITIONS = {"states.at", "theatres.at", "seas.at"}  # places on the map, which no rule reads


class Numeric(typing.NamedTuple):
    bounds: dict[str, float]
    default: float | None


def limits(metadata: typing.Iterable[object]) -> dict[str, float]:
    """``ge`` and ``le`` wherever they stand: in a Field of an Annotated, or taken apart by pydantic."""
    found: dict[str, float] = {}
    for one in metadata:
        if isinstance(one, FieldInfo):
            found |= limits(one.metadata)
        assert getattr(one, "gt", None) is None
        assert getattr(one, "lt", None) is None
        found |= {end: getattr(one, end) for end in ("ge", "le") if getattr(one, end, None) is not None}
    return found


def models_and_numbers(kind: typing.Any, metadata: tuple[object, ...] = ()) -> typing.Iterator[tuple[str, typing.Any]]:
    """Every model, and the bounds of every number, that a value of this type may hold."""
    if kind is Position:
        yield "position", None
    elif typing.get_origin(kind) is typing.Annotated:
        yield from models_and_numbers(kind.__origin__, (*metadata, *kind.__metadata__))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield "model", kind
    elif kind in (int, float):
        yield "number", limits(metadata)
    elif typing.get_origin(kind) in (typing.Union, types.UnionType):
        for one in typing.get_args(kind):
            yield from models_and_numbers(one, metadata)
    elif typing.get_origin(kind) in (dict, list, tuple):
        for one in typing.get_args(kind):
            yield from models_and_numbers(one)


def numeric_fields(model: type[BaseModel], prefix: str = "") -> typing.Iterator[tuple[str, Numeric]]:
    hints = typing.get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        for found, what in models_and_numbers(hints[name]):
            if found == "model":
                yield from numeric_fields(what, f"{prefix}{name}.")
            elif found == "position":
                assert prefix + name in POSITIONS
            else:
                default = field.default if isinstance(field.default, int | float) else None
                yield prefix + name, Numeric(what, default)


LISTED = list(numeric_fields(RegionFile))
SCHEMA = dict(LISTED)


def written(part: BaseModel, prefix: str = "") -> typing.Iterator[tuple[str, float]]:
    """Every number a file gives, under the name of its row."""

    def numbers(name: str, value: object) -> typing.Iterator[tuple[str, float]]:
        if isinstance(value, BaseModel):
            yield from written(value, f"{name}.")
        elif isinstance(value, dict):
            for one in value.values():
                yield from numbers(name, one)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield name, value

    for name in part.model_fields_set:
        yield from numbers(prefix + name, getattr(part, name))


def test_every_number_has_exactly_one_row_and_no_row_is_an_orphan():
    names = [name for name, _ in LISTED]
    assert len(names) == len(SCHEMA)
    assert sorted([*names, *ACTS]) == sorted(CONSTANTS)
    assert all(name == row.name for name, row in CONSTANTS.items())


@pytest.mark.parametrize("name", SCHEMA)
def test_bounds_and_defaults_are_those_of_the_schema(name):
    row, (bounds, default) = CONSTANTS[name], SCHEMA[name]
    assert row.default == default
    assert row.bounds == (bounds["ge"], bounds["le"])


@pytest.mark.parametrize("row", CONSTANTS.values(), ids=lambda row: row.name)
def test_a_row_is_whole(row):
    assert row.bounds[0] <= row.prior[0] < row.prior[1] <= row.bounds[1]
    assert row.bounds[0] <= 0 <= row.bounds[1]  # the neutral value of every one of them is, or lies above, 0
    if row.default is not None:
        assert row.prior[0] <= row.default <= row.prior[1]
    assert row.unit
    assert row.symbol
    assert row.meaning
    key = row.source.removeprefix("assumption; sign: ").removeprefix("assumption; set to: ")
    assert key == "assumption" or key in REFERENCES


@pytest.mark.parametrize("file", sorted(worlds.REGIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_values_lie_inside_bounds_and_prior(file):
    region = RegionFile.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
    values = list(written(region))
    assert len(values) > 30
    for name, value in values:
        row = CONSTANTS[name]
        assert row.bounds[0] <= value <= row.bounds[1], (name, value)
        assert row.prior[0] <= value <= row.prior[1], (name, value)


@pytest.mark.parametrize("name", ACTS)
def test_the_repertoires_lie_inside_too(name):
    assert all(CONSTANTS[name].prior[0] <= value <= CONSTANTS[name].prior[1] for value in ACTS[name])
    assert 0.0 in ACTS[name]
