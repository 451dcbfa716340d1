"""Who may talk to the dashboard, without a socket: requests as the server hands them on."""

import contextlib

import pytest

from eastsea_abm.dashboard.guard import POLICY, Guard, is_loopback, names_of

PORT = "127.0.0.1:8765"


async def behind(scope, receive, send):
    """What is guarded: it greets, and accepts every socket."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


def answer(kind="http", method="GET", names=("localhost",), **headers):
    """What comes back of a request with these headers."""
    sent = []
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": "/", "headers": told}

    async def receive():
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message):
        sent.append(message)

    # Nothing here waits, so it is run by hand: a browser's tests in this process may have a loop of their own.
    with contextlib.suppress(StopIteration):
        Guard(behind, names)(scope, receive, send).send(None)
    return sent[0]


@pytest.mark.parametrize("host", [PORT, "localhost:8765", "[::1]:8765", "192.168.1.5:80"])
def test_numbers_and_names_of_this_machine_are_answered(host):
    assert answer(host=host)["status"] == 200
    assert answer(host=host, origin=f"http://{host}")["status"] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example@127.0.0.1", "", "127.0.0.1:x"]
)
def test_a_name_that_somebody_points_here_is_refused(host):
    assert answer(host=host)["status"] == 403
    assert answer("websocket", host=host, origin=f"http://{host}")["type"] == "websocket.close"


@pytest.mark.parametrize("origin", ["http://evil.example", "https://evil.example", "null", "http://127.0.0.1:9999"])
def test_pages_from_elsewhere_are_refused_on_the_page_and_on_the_socket(origin):
    assert answer(host=PORT, origin=origin)["status"] == 403
    assert answer("websocket", host=PORT, origin=origin)["type"] == "websocket.close"


def test_a_socket_must_say_where_it_comes_from():
    assert answer("websocket", host=PORT)["type"] == "websocket.close"
    assert answer("websocket", host=PORT, origin=f"http://{PORT}")["type"] == "websocket.accept"


def test_methods_that_change_things_are_refused():
    assert answer(method="PUT", host=PORT)["status"] == 403
    assert answer(method="DELETE", host=PORT)["status"] == 403


def test_the_page_may_ask_nobody_else_and_stand_in_no_frame():
    headers = dict(answer(host=PORT)["headers"])
    policy = headers[b"content-security-policy"].decode()
    assert "default-src 'none'" in policy
    assert f"connect-src 'self' ws://{PORT}" in policy
    assert "frame-ancestors 'none'" in POLICY
    assert "http:" not in policy.replace(f"http://{PORT}", "")
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"no-referrer"


def test_only_loopback_needs_no_warning():
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "10.0.0.1")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert names_of("127.0.0.1") == ("localhost",)
