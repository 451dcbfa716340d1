"""The verb before there is a page: what it refuses, and where it listens."""

import socket

import pytest

from eastsea_abm.cli import call, watching
from eastsea_abm.dashboard import server
from eastsea_abm.errors import InputError


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        yield sock.getsockname()[1]


def test_a_port_that_is_taken_is_said_with_the_next_free_one(taken, capsys):
    assert call(["dashboard", "triangle", "--no-browser", "--port", str(taken)]) == 2
    said = capsys.readouterr().err
    assert f"port {taken} is taken" in said
    assert "is free: --port" in said


def test_without_a_port_the_next_free_one_is_taken(taken, monkeypatch):
    monkeypatch.setattr(server, "PORT", taken)
    with server.listen("127.0.0.1", None) as sock:
        assert taken < sock.getsockname()[1] < taken + server.TRIES
        assert server.address("127.0.0.1", sock) == f"http://127.0.0.1:{sock.getsockname()[1]}/"


def test_a_host_that_is_none_of_this_machine_is_refused():
    with pytest.raises(InputError, match="no address of this machine"):
        server.listen("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trinagle"], "did you mean 'triangle'"),
        (["triangle", "--policy", "hedgee"], "did you mean 'hedge'"),
        (["triangle", "--set", "voicee=1"], "did you mean 'voice'"),
        (["--load", "gone.yaml"], "gone.yaml"),
        (["triangle", "--load", "x.yaml"], "--load opens a session as it was saved"),
    ],
)
def test_what_cannot_be_shown_is_said_before_anything_starts(arguments, said, capsys):
    assert call(["dashboard", "--no-browser", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_without_the_extra_the_verb_says_how_to_install_it(monkeypatch, capsys):
    monkeypatch.setattr(watching, "PARTS", ("solara", "no_such_package"))
    assert call(["dashboard", "triangle"]) == 2
    assert 'pip install "eastsea_abm[dashboard]"' in capsys.readouterr().err


def test_another_host_comes_with_a_warning():
    assert "no password" in watching.warning("0.0.0.0")
