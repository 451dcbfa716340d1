"""Futures beside the run: whatever goes wrong with one piece of work, the next is done."""

import threading

from eastsea_abm.dashboard import futures_job
from eastsea_abm.dashboard.futures_job import FuturesJob
from eastsea_abm.dashboard.notices import Notices
from eastsea_abm.errors import InputError


def test_work_that_fails_is_told_and_ends_nothing_else(monkeypatch, capsys):
    told, warm, done = [], [], threading.Event()
    monkeypatch.setattr(futures_job, "ready", lambda tell, stopped: 1 / 0)
    notices = Notices(lambda channel, value: told.append((channel, value)))
    job = FuturesJob(lambda channel, value: None, notices, lambda: warm.append(True))

    def refused(still):
        raise InputError("cannot be had")

    def fine(still):
        assert still()
        done.set()

    job._ask("a", refused)
    job._ask("b", fine)
    assert done.wait(20)
    lines = [line for _, value in told for line in value["lines"]]
    assert lines == ["ZeroDivisionError: division by zero", "cannot be had"]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_newer_work_of_a_kind_takes_the_place_of_older(monkeypatch):
    monkeypatch.setattr(futures_job, "ready", lambda tell, stopped: False)
    begun, go, ended, wanted = threading.Event(), threading.Event(), threading.Event(), []
    job = FuturesJob(lambda *_: None, Notices(lambda *_: None), lambda: None)

    def old(still):
        begun.set()
        go.wait(20)
        wanted.append(still())

    def new(still):
        wanted.append(still())
        ended.set()

    job._ask("fork", old)
    assert begun.wait(20)
    job._ask("fork", new)
    go.set()
    assert ended.wait(20)
    assert wanted == [False, True]
