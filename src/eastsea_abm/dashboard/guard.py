"""Who may talk to the dashboard: its own page, under an address that nobody else can borrow.

A page elsewhere can make a browser send requests here, and by a name that is pointed at this machine afterwards
(DNS rebinding) it can even read the answers. So the ``Host`` of every request must be a number or a name of
this machine, a request that says where it comes from must come from that same host, and a socket must say it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD", "POST")
REFUSED = 1008  # of a socket: against the rules
#: Words of a proxy that would change what the server takes for its own address.
PROXY_WORDS = (b"forwarded", b"script-name", b"x-script-name", b"x-forwarded-host", b"x-forwarded-proto")
#: Vue compiles templates in the browser and Solara's page has scripts inside: both must be allowed. Data are
#: never put into a page as markup, and whatever a script did, it could reach no other machine.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' {socket}",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """An application that lets through only what the dashboard's own page sends.

    Parameters
    ----------
    app
        What is guarded.
    names
        Names of this machine under which the page may be opened; its numbers always may.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or hand it on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif why := self.objection(scope):
            await _refuse(scope, receive, send, why)
        else:
            headers = [(key, value) for key, value in scope["headers"] if key not in PROXY_WORDS]
            more = (*HEADERS, (b"content-security-policy", _policy(_only(scope, b"host"))))
            await self.app({**scope, "headers": headers}, receive, _adding(send, more))

    def objection(self, scope: Scope) -> str:
        """Why a request is refused; nothing if it is not."""
        host, origin = _only(scope, b"host"), _only(scope, b"origin")
        if not self.ours(host):
            return f"this dashboard does not answer to the host {host!r}"
        if scope["type"] == "websocket" and not origin:
            return "a socket must say which page it comes from"
        if origin and urlsplit(origin)[:2] not in (("http", host), ("https", host)):
            return f"this dashboard talks to its own page only, not to {origin!r}"
        if scope["type"] == "http" and scope["method"] not in METHODS:
            return f"this dashboard does not do {scope['method']}"
        return ""

    def ours(self, host: str) -> bool:
        """Whether a host, with or without its port, is a number or a name of this machine.

        The port is free: through a tunnel it is another one, and no page can choose it.
        """
        try:
            parts = urlsplit(f"//{host}")
            name = parts.hostname or ""
            _ = parts.port  # raises where it is none
        except ValueError:
            return False
        if parts.netloc != host or parts.username is not None or parts.path or parts.query or parts.fragment:
            return False
        return name in self.names or is_number(name)


def is_number(host: str) -> bool:
    """Whether a host is given as an IP address, which no name server can redirect."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host  # a zone may be any text


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on ``host``."""
    return host == "localhost" or (is_number(host) and ipaddress.ip_address(host).is_loopback)


def names_of(host: str) -> tuple[str, ...]:
    """Names under which a page may be opened whose server listens on ``host``."""
    if is_loopback(host):
        return ("localhost",)
    return ("localhost", host, socket.gethostname(), socket.getfqdn())


def _only(scope: Scope, key: bytes) -> str:
    """The one value of a header; nothing where it is missing, what no host can be where there are more."""
    values = [value for name, value in scope["headers"] if name == key]
    return values[0].decode("latin-1").lower() if len(values) == 1 else " " * len(values)


def _policy(host: str) -> bytes:
    """The policy; older browsers do not count a socket to the same host as the page itself."""
    return POLICY.format(socket=f"ws://{host} wss://{host}").encode("latin-1")


def _adding(send: Send, more: tuple[tuple[bytes, bytes], ...]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            new = {key for key, _ in more}
            kept = [(key, value) for key, value in message.get("headers", ()) if key.lower() not in new]
            message = {**message, "headers": [*kept, *more]}
        await send(message)

    return sending


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str) -> None:
    if scope["type"] == "websocket":
        first: Any = await receive()
        if first["type"] == "websocket.connect":
            await send({"type": "websocket.close", "code": REFUSED})
        return
    await PlainTextResponse(f"{why}\n", 403, headers={"x-content-type-options": "nosniff"})(scope, receive, send)
