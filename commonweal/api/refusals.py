"""What a program is told when something cannot be given or done: problem details (RFC 9457), never a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from commonweal.web import errors

HERE: Final = "/api/v1/"

SAYS: Final = {
    400: "This request could not be understood.",
    403: "This is not open to you.",
    404: "There is nothing at this address, or nothing for you.",
    413: "This is too much at once. Nothing was done.",
    429: "That was too often. Wait a while, then ask again.",
    503: "The record cannot be reached just now. Nothing was half done: wait a minute, then send it again.",
}
"""What to do, by the status of an answer that would have been a page."""

IN_THE_OPEN: Final = "Ask by https. What you sent went unencrypted: make a new token if there was one in it."
BROKEN: Final = "Something broke on our side. Nothing was half done: it is on the record, or it did not happen."
NOT_HELD: Final = "An entry that is kept here is not what was once recorded. Do not trust what this host shows of it."


def problem(status: int, says: str, **more: Any) -> JsonResponse:
    """Return a refusal as problem details."""
    return JsonResponse(
        {"status": status, "title": says, **more}, status=status, content_type="application/problem+json"
    )


class ProblemsNotPages:
    """Answer programs in JSON also where the edge of the house has only a page: nothing here, too much, broken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure() and request.path_info.startswith(HERE):
            return problem(403, IN_THE_OPEN)
        answer = self.get_response(request)
        page = answer.headers.get("Content-Type", "").startswith("text/html")
        if answer.status_code < 400 or not page or not request.path_info.startswith(HERE):
            return answer
        told = problem(answer.status_code, SAYS.get(answer.status_code, BROKEN))
        for name in ("Allow", "Retry-After"):
            if name in answer.headers:
                told.headers[name] = answer.headers[name]
        return told


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the proof is missing that a request comes from our own page: as a problem here, as a page elsewhere."""
    if request.path.startswith(HERE):
        return problem(403, "Send the CSRF token that belongs to your session in the header X-CSRFToken.")
    return errors.form_expired(request, reason)
