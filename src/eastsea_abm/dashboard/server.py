"""The server behind the page: Solara inside this process, on this machine only unless asked, reaching nobody.

Solara reads its settings from the environment when it is imported; so nothing here imports it at the top.
"""

from __future__ import annotations

import atexit
import errno
import http.client
import os
import shutil
import socket
import tempfile
import threading
import urllib.request
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from eastsea_abm.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PORT = 8765
TRIES = 20  # ports that are tried one after the other
PAGES = {"page": "eastsea_abm.dashboard.page", "solaraviz": "eastsea_abm.dashboard.solaraviz"}
LARGEST_MESSAGE = 4 * 2**20  # bytes that a page may send at once: a saved session
PATIENCE = 1  # seconds that pages have to say good-bye when the server stops
FIRST_ANSWER = 60  # seconds within which the page answers for the first time, on a slow machine
#: What Solara offers beside pages and sockets, and nobody needs here.
UNUSED_ROUTES = ("/resourcez", "/_solara/api/evict/{kernel_id}")


def environment(page: str, folder: str) -> dict[str, str]:
    """Solara's settings: which page, no word to anybody outside, and nothing written but into ``folder``."""
    return {
        "SOLARA_APP": PAGES[page],
        "SOLARA_MODE": "production",  # in development pages load frames from elsewhere
        "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
        "SOLARA_TELEMETRY_SERVER_USER_ID": "nobody",  # given, so that none is made up and kept in the home folder
        "SOLARA_HOME": folder,
        "IPYTHONDIR": folder,  # where IPython, on which Solara rests, would begin a history
        "SOLARA_ASSETS_EXTRA_LOCATIONS": "eastsea_abm.dashboard.shell",  # by name, since a path may hold a comma
        "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
        "SOLARA_THEME_TITLE": "eastsea_abm",
        "SOLARA_THEME_LOADER": "plain",
        "SOLARA_THEME_SHOW_BANNER": "False",
        "SOLARA_THEME_VARIANT": "light",
        "SOLARA_SESSION_HTTP_ONLY": "True",
        "SOLARA_KERNEL_CULL_TIMEOUT": "10m",  # of a tab that was lost and not closed
    }


def scratch() -> str:
    """A folder for what libraries insist on writing, gone with the process: after IPython's last word in it."""
    folder = tempfile.mkdtemp(prefix="eastsea-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def application(names: tuple[str, ...], page: str = "page") -> ASGIApp:
    """The whole server as one application, once a process: Solara reads its settings when it is imported.

    Parameters
    ----------
    names
        Names of this machine under which the page may be opened.
    page
        One of `PAGES`.
    """
    os.environ.update(environment(page, scratch()))
    import solara.server.cdn_helper
    import solara.server.starlette as served
    from starlette.applications import Starlette

    from eastsea_abm.dashboard.assets import routes
    from eastsea_abm.dashboard.guard import Guard

    solara.server.cdn_helper.fetch_from_cdn = unreachable
    # Over plain http on a number of this machine Solara's cookie is "lax", as it should be; it warns of it.
    warnings.filterwarnings("ignore", message="Cookies with samesite=none require https")
    theirs = [route for route in served.routes if getattr(route, "path", "") not in UNUSED_ROUTES]
    app = Starlette(routes=[*routes(), *theirs], middleware=served.middleware, lifespan=served.lifespan)
    return Guard(app, names)


def unreachable(url: str) -> bytes:
    """Take the place of Solara's download of a part that is not installed: nothing is ever fetched."""
    raise FileNotFoundError(f"not among the installed parts of the page: {url}")


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on ``host``, at ``port`` or else at the first free one from `PORT` on.

    Raises
    ------
    InputError
        If that very port is taken, or there is no such host.
    """
    if port is not None:
        return _bound(host, port)
    for one in range(PORT, PORT + TRIES):
        try:
            return _bound(host, one)
        except PortTaken:
            continue
    raise InputError(f"ports {PORT} to {PORT + TRIES - 1} are taken; name a free one with --port")


class PortTaken(InputError):
    """Somebody else listens there."""


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise InputError(f"this machine knows no host {host!r}") from None
    made = socket.socket(family, kind, protocol)
    if os.name == "posix":  # on Windows the option would let two servers share a port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(address)
        made.listen()
    except OSError as error:
        made.close()
        raise _why(error, host, port) from None
    return made


def _why(error: OSError, host: str, port: int) -> Exception:
    if error.errno == errno.EADDRINUSE:
        return PortTaken(f"port {port} is taken{offer(host, port)}")
    if error.errno == errno.EADDRNOTAVAIL:
        return InputError(f"{host} is no address of this machine")
    if error.errno in (errno.EACCES, errno.EPERM):
        return InputError(f"port {port} may not be used by you; ports from 1024 on may")
    return EnvironmentFault(f"cannot listen on {host}, port {port}: {error.strerror}")


def offer(host: str, port: int) -> str:
    """The next free port, as the end of a sentence."""
    for one in range(port + 1, min(port + 1 + TRIES, 2**16)):
        try:
            _bound(host, one).close()
        except InputError:
            continue
        return f"; {one} is free: --port {one}"
    return ""


def address(host: str, sock: socket.socket) -> str:
    """What to type into a browser on this machine."""
    port = sock.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def serve(sock: socket.socket, app: ASGIApp, url: str, ready: Callable[[], Any]) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    url
        Where the page is.
    ready
        Called in a thread of its own, once the page has answered there.

    Raises
    ------
    EnvironmentFault
        If it does not.
    """
    import uvicorn

    faults: list[str] = []

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                threading.Thread(target=self.look, daemon=True).start()

        def look(self) -> None:
            if fault := silence(url):
                faults.append(fault)
                self.should_exit = True
            elif not self.should_exit:
                ready()

        def handle_exit(self, sig: int, frame: Any) -> None:
            # uvicorn would raise the signal again after a clean stop, which then ends as a crash.
            self.force_exit = self.should_exit
            self.should_exit = True

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,  # frames go to the same machine: packing them costs more than sending
        timeout_graceful_shutdown=PATIENCE,
    )
    server = Server(config)
    try:
        server.run(sockets=[sock])
    finally:
        sock.close()
    if not server.started:
        raise EnvironmentFault("the dashboard could not start; the lines above say why")
    if faults:
        raise EnvironmentFault(faults[0])


def silence(url: str) -> str:
    """What is wrong where the page at ``url`` does not answer; nothing if it does."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=FIRST_ANSWER) as answer:
            answer.read()
    except (OSError, http.client.HTTPException) as error:
        return f"the page does not answer at {url}: {error}"
    return ""
