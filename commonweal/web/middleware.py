"""Refusals that reach the edge of the house are told plainly, with their clause."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from commonweal.acts.perform import Objected, Refused
from commonweal.web.errors import not_this_way


class PlainRefusals:
    """Show a refusal that no page caught as a page that names the clause: 403, or 409 for what does not fit now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and request.accepts("text/html"):
            return not_this_way(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn `Refused` and `Objected` into pages; leave everything else alone."""
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"verdict": exception.verdict}, status=403)
        if isinstance(exception, Objected):
            return render(request, "refused.html", {"objection": exception.objection}, status=409)
        return None
