"""The file a new scenario is written from, and what editors are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.export import schemas
from eastsea_abm.scenario.nodes import Plain
from eastsea_abm.scenario.reading import parsed
from eastsea_abm.scenario.schema import Overlay, RegionFile, ScenarioFile, SweepFile
from eastsea_abm.scenario.template import EDITOR_LINE, template, uncommented


def test_the_template_passes_and_so_do_its_examples(folder: Path) -> None:
    (folder / "scenarios").mkdir()
    text = template("good.yaml")
    assert text.startswith(EDITOR_LINE)
    (folder / "new.yaml").write_text(text, encoding="utf-8")
    new = read_scenario("new.yaml")
    assert new.file.months == 24
    (folder / "new.yaml").write_text(uncommented(text), encoding="utf-8")
    tried = read_scenario("new.yaml").file
    assert tried.parameters["weight_trust"] == 0.8
    assert len(tried.events) == 4
    assert not tried.processes["leaders"].on
    assert (tried.branch, list(tried.branches)) == ("second", ["first", "second"])


def test_every_section_is_taught(folder: Path) -> None:
    text = template("good.yaml")
    for key in (
        "title",
        "question",
        "extends",
        "start",
        "months",
        "seed",
        "policy",
        "parameters",
        "levers",
        "leaders",
        "events",
        "branch",
        "branches",
        "record",
        "processes",
    ):
        assert f"\n{key}:" in text or f"\n#| {key}:" in text


def test_schemas_tell_every_number() -> None:
    for kind in ("scenario", "policy"):
        properties = schemas()[kind]["properties"]
        assert set(properties["parameters"]["properties"]) == set(ROWS)
        assert set(properties["levers"]["properties"]) == set(LEVERS)
        assert properties["levers"]["properties"]["engagement"]["maximum"] == 2


KINDS = [("scenario", ScenarioFile), ("region", RegionFile), ("policy", Overlay), ("sweep", SweepFile)]


@pytest.mark.parametrize(("kind", "model"), KINDS)
def test_schemas_hold_every_key(kind: str, model: type) -> None:
    schema = schemas()[kind]
    assert set(schema["properties"]) == set(model.model_fields)  # type: ignore[attr-defined]
    assert schema["$schema"].startswith("https://json-schema.org/")
    if kind != "region":
        assert all("description" in value for value in schema["properties"].values())


def test_places_of_keys_and_values() -> None:
    source = parsed("a: 1\nb:\n  - x\n  - {c: 'no'}\n", "f", Path("f"))
    assert source.keys[("b",)] == (2, 1)
    assert source.values[("b", 1, "c")] == (4, 9)
    assert source.data == {"a": 1, "b": ["x", {"c": "no"}]}
    assert Plain(None).data is None
