"""What a program is told when something cannot be given or done: problem details (RFC 9457), never a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from commonweal.acts.perform import Refused
from commonweal.web import errors

View = TypeVar("View", bound=Callable[..., HttpResponse])


def problem(status: int, says: str, **more: Any) -> JsonResponse:
    """Return a refusal as problem details."""
    return JsonResponse(
        {"status": status, "title": says, **more}, status=status, content_type="application/problem+json"
    )


def told_as_problems(view: View) -> View:
    """Let an endpoint answer in JSON where a page would show a page: for what is not there, and for a wrong method."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Refused as refused:
            return problem(403, refused.verdict.reason, clause=refused.verdict.clause)
        except Http404:
            return problem(404, "There is nothing at this address, or nothing for you.")
        if isinstance(answer, HttpResponseNotAllowed):
            told = problem(405, f"Use {answer.headers['Allow']}.")
            told.headers["Allow"] = answer.headers["Allow"]
            return told
        return answer

    return cast(View, answered)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the proof is missing that a request comes from our own page: as a problem here, as a page elsewhere."""
    if request.path.startswith("/api/"):
        return problem(403, "Send the CSRF token that belongs to your session in the header X-CSRFToken.")
    return errors.form_expired(request, reason)
