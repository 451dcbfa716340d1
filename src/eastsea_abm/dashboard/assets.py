"""What the page loads beside Solara's own: its modules, plotly.js out of the plotly package, and downloads."""

from __future__ import annotations

import functools
import gzip
import importlib.resources
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from eastsea_abm.dashboard import downloads

HERE = Path(__file__).parent
WEB = HERE / "web"
SHELL = HERE / "shell"  # of Solara's page around the board: icon, language, what is to be undone of its style
#: Not left to the machine, where a registry may call scripts plain text and browsers then refuse modules.
MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
ASK_AGAIN = "no-cache"  # a browser may keep it, and asks each time whether it has changed


class Web(StaticFiles):
    """The files of the page, each with its right type, and asked for again after an update."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or 404 where it is none of the page's."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = ASK_AGAIN
        if response.status_code == 200 and (known := MEDIA_TYPES.get(Path(path).suffix)):
            response.headers["content-type"] = known
        return response


def plotly_js(request: Request) -> Response:
    """plotly.js as the installed plotly package has it; a browser keeps it until that package is another."""
    version, body = _plotly()
    tag = f'"plotly-{version}"'
    headers = {"cache-control": ASK_AGAIN, "etag": tag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=MEDIA_TYPES[".js"], headers={**headers, "content-encoding": "gzip"})
    return Response(gzip.decompress(body), media_type=MEDIA_TYPES[".js"], headers=headers)


@functools.cache
def _plotly() -> tuple[str, bytes]:
    import plotly

    text = importlib.resources.files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    return plotly.__version__, gzip.compress(text, compresslevel=5)


def download(request: Request) -> Response:
    """A file made for one session, given out once to whoever holds its token."""
    found = downloads.take(request.path_params["token"])
    if found is None:
        return PlainTextResponse("This download has been fetched before or has expired; ask for it again.\n", 404)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(found.filename, safe='')}",
        "cache-control": "no-store",
    }
    return Response(found.content, media_type=found.media_type, headers=headers)


def routes() -> list[Route | Mount]:
    """Routes of everything under ``/eastsea/``."""
    return [
        Route("/eastsea/plotly.min.js", plotly_js),
        Route("/eastsea/download/{token}", download, methods=["GET"]),
        Mount("/eastsea/web", Web(directory=WEB)),
    ]
