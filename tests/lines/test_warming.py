"""Compiled rules are made ready beside the page: once, told of, and by nobody where there is no compiler."""

import pytest

from eastsea_abm.lines import warming


class Child:
    """A child process that is done after so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks
        self.started = 0

    def __call__(self, command, **streams):
        self.started += 1
        self.command = command
        return self

    def poll(self):
        self.looks -= 1
        return None if self.looks >= 0 else 0


@pytest.fixture
def stage(monkeypatch):
    """A process in which nothing is loaded yet, whose cache is cold, and where compiling takes no time."""
    done: list[str] = []
    for name, value in (("_loaded", False), ("_child", None), ("LOOK", 0.0)):
        monkeypatch.setattr(warming, name, value)
    monkeypatch.setattr(warming, "can_compile", lambda: True)
    monkeypatch.setattr(warming, "is_warm", lambda: False)
    monkeypatch.setattr(warming.atexit, "register", lambda function: None)
    monkeypatch.setattr(warming, "compile_all", lambda: done.append("loaded"))
    return done


def child_of(monkeypatch, looks: int) -> Child:
    child = Child(looks)
    monkeypatch.setattr(warming.subprocess, "Popen", child)
    return child


def test_waiting_for_the_child_is_told_and_then_its_work_is_loaded_once(stage, monkeypatch):
    child, told = child_of(monkeypatch, 3), []
    assert warming.ready(lambda gone, usual: told.append((gone, usual)))
    assert len(told) == 3
    assert all(gone >= 0 and usual == warming.USUAL for gone, usual in told)
    assert stage == ["loaded"]
    assert child.command[1:] == ["-m", "eastsea_abm.lines.warming"]
    assert not warming.ready(lambda gone, usual: pytest.fail("it is there"))
    assert (child.started, stage) == (1, ["loaded"])


def test_a_warm_cache_is_only_loaded(stage, monkeypatch):
    child = child_of(monkeypatch, 3)
    monkeypatch.setattr(warming, "is_warm", lambda: True)
    assert not warming.ready(lambda gone, usual: pytest.fail("nothing to wait for"))
    assert (child.started, stage) == (0, ["loaded"])


def test_who_stops_waiting_loads_nothing_and_the_child_goes_on_for_the_next(stage, monkeypatch):
    child, stops = child_of(monkeypatch, 5), iter([False, False, True, True])
    assert warming.ready(lambda gone, usual: None, lambda: next(stops))
    assert stage == []
    assert warming.ready(lambda gone, usual: None)
    assert (child.started, stage) == (1, ["loaded"])


def test_nobody_waits_for_a_compiler_where_there_is_none(stage, monkeypatch):
    child = child_of(monkeypatch, 3)
    monkeypatch.setattr(warming, "can_compile", lambda: False)
    assert not warming.ready(lambda gone, usual: pytest.fail("nothing to wait for"))
    assert (child.started, stage) == (0, [])


def test_what_the_child_compiles_is_all_that_is_asked_for(compiled_engine):
    """It can be called, and the cache is then warm; the compiled month is there already."""
    warming.compile_all()
    assert warming.is_warm()
