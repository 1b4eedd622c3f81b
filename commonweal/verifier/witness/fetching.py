"""Ask a log over HTTP: only http and https, no redirects, no proxies, short patience, bounded answers."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import IO, Final
from urllib.parse import urlsplit

from commonweal.record import notes
from commonweal.record.tiles import MAX_ENTRY_BYTES, WIDTH, EntryBundle, Tile
from commonweal.record.tree import HASH_BYTES

TIMEOUT_SECONDS: Final = 10.0


class Unreachable(OSError):
    """The log did not answer, or not in the way a log answers."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could lead to an address that whoever named the log never meant."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        return None


Ask = Callable[[str, bytes | None, int], bytes]
"""From an address, what is sent to it (or nothing) and how long the answer may be, to the answer.

It raises `Unreachable` where no such answer came.
"""


class Log:
    """A log at the end of a URL prefix."""

    def __init__(self, url: str, *, timeout: float = TIMEOUT_SECONDS, ask: Ask | None = None) -> None:
        """Take the prefix under which ``checkpoint`` and ``tile/`` lie.

        :param ask: another way to ask, where somebody else named the address; by default it is asked from here
        :raises ValueError: if it is not an http or https address
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise ValueError("A log is given by an http or https address without user name and query.")
        self._url = url.rstrip("/")
        self._ask_at = ask or _directly(timeout)

    def checkpoint(self) -> bytes:
        """Return the signed checkpoint of now."""
        return self._ask("checkpoint", limit=notes.MAX_BYTES)

    def tile(self, tile: Tile) -> bytes:
        """Return a tile, full or partial."""
        data = self._ask(tile.path, limit=WIDTH * HASH_BYTES)
        if len(data) != tile.width * HASH_BYTES:
            raise Unreachable(f"{tile.path} has another length than it should.")
        return data

    def entries(self, bundle: EntryBundle) -> bytes:
        """Return a bundle of entries."""
        return self._ask(bundle.path, limit=WIDTH * (MAX_ENTRY_BYTES + 2))

    def give_cosignature(self, note: str) -> bytes:
        """Hand a cosigned checkpoint back to the log, and return its checkpoint as it stands then."""
        return self._ask("cosignatures", limit=notes.MAX_BYTES, data=note.encode())

    def _ask(self, path: str, *, limit: int, data: bytes | None = None) -> bytes:
        try:
            body = self._ask_at(f"{self._url}/{path}", data, limit)
        except Unreachable as error:
            raise Unreachable(f"The log did not answer to {path}: {error}") from error
        if len(body) > limit:
            raise Unreachable(f"The answer to {path} is larger than it can be.")
        return body


def _directly(timeout: float) -> Ask:
    """Return a way to ask from this machine, wherever the address leads: whoever runs the witness named it."""
    opened: Callable[..., http.client.HTTPResponse] = urllib.request.build_opener(
        _NoRedirect(), urllib.request.ProxyHandler({})
    ).open

    def ask(url: str, data: bytes | None, limit: int) -> bytes:
        headers = {"User-Agent": "commonweal-witness"}
        if data is not None:
            headers["Content-Type"] = "text/plain; charset=utf-8"
        request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310 - the scheme is checked by Log
        try:
            with opened(request, timeout=timeout) as answer:
                return answer.read(limit + 1)
        except urllib.error.HTTPError as error:
            error.close()
            raise Unreachable(f"it answered {error.code}.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(str(error)) from error

    return ask
