"""Refusals that reach the edge of the house are told plainly, with their clause."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from commonweal.acts.perform import Objected, Refused, note_refusal
from commonweal.record.entry import EntryError
from commonweal.web.errors import not_held, not_this_way, too_much

log = logging.getLogger(__name__)

MOST_SENT = 17 * 1024 * 1024
"""How many bytes a request may bring: the largest file that a page takes, with its form around it."""


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""What any address may be asked with; most take fewer, and say so."""


class PlainRefusals:
    """Show a refusal that no page caught as a page that names the clause: 403, or 409 for what does not fit now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404  # no address has it, and PostgreSQL refuses to be asked for it
        if _length(request) > MOST_SENT:
            return too_much(request)  # before a form is looked for in it: nothing of it has been read
        if request.method not in METHODS:
            return not_this_way(request, HttpResponseNotAllowed(METHODS))  # TRACE, CONNECT and what nobody knows
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and request.accepts("text/html"):
            response = not_this_way(request, response)
        _keep_from_others(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn `Refused`, `Objected` and an entry that does not hold into pages; leave everything else alone."""
        if isinstance(exception, EntryError):
            log.error("A kept entry does not hold: %s", exception)
            return not_held(request)
        if isinstance(exception, Refused):
            note_refusal(exception, kind="reading", by=getattr(request, "actor", None))
            return render(request, "refused.html", {"verdict": exception.verdict}, status=403)
        if isinstance(exception, Objected):
            return render(request, "refused.html", {"objection": exception.objection}, status=409)
        return None


def _length(request: HttpRequest) -> int:
    """Return how much the request says that it brings; the server lets it bring no more."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


def _keep_from_others(request: HttpRequest, response: HttpResponse) -> None:
    """Let nothing keep the page of a signed-in reader, nor the next one at the same screen go back to it.

    What names its own rule (tiles of a public record, a file) keeps it.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
