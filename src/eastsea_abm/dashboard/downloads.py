"""What the browser may fetch: each made for one session, kept in memory, and given out once."""

from __future__ import annotations

import io
import secrets
import threading
import zipfile
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

MOST = 32  # downloads that wait, over all sessions
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold, so that the same tables make the same bytes

_waiting: OrderedDict[str, Download] = OrderedDict()
_lock = threading.Lock()


class Download(NamedTuple):
    """A file for the reader."""

    filename: str
    media_type: str
    content: bytes


def offer(download: Download) -> str:
    """Keep a download until it is fetched; return the token under which it can be, which nobody can guess."""
    token = secrets.token_urlsafe(24)
    with _lock:
        _waiting[token] = download
        while len(_waiting) > MOST:
            _waiting.popitem(last=False)
    return token


def take(token: str) -> Download | None:
    """A download by its token, once; None where there is none, or no longer."""
    with _lock:
        return _waiting.pop(token, None)


def zipped(tables: dict[str, pd.DataFrame], form: str, more: dict[str, str]) -> bytes:
    """All tables, and ``more`` texts, in one archive.

    Parameters
    ----------
    form
        ``csv`` or ``parquet``.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in tables.items():
            body = frame.to_csv(index=False).encode() if form == "csv" else frame.to_parquet(index=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.{form}", EPOCH), body, zipfile.ZIP_DEFLATED)
        for name, text in more.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
