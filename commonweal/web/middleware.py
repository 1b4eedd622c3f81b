"""Refusals that reach the edge of the house are told plainly, with their clause."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from commonweal.acts.perform import Objected, Refused
from commonweal.web.errors import not_this_way


class PlainRefusals:
    """Show a refusal that no page caught as a page that names the clause: 403, or 409 for what does not fit now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404  # no address has it, and PostgreSQL refuses to be asked for it
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and request.accepts("text/html"):
            response = not_this_way(request, response)
        _keep_from_others(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn `Refused` and `Objected` into pages; leave everything else alone."""
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"verdict": exception.verdict}, status=403)
        if isinstance(exception, Objected):
            return render(request, "refused.html", {"objection": exception.objection}, status=409)
        return None


def _keep_from_others(request: HttpRequest, response: HttpResponse) -> None:
    """Let nothing keep the page of a signed-in reader, nor the next one at the same screen go back to it.

    What names its own rule (tiles of a public record, a file) keeps it.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
