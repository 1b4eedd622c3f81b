"""The pages that say what to do when something cannot be shown."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal.web import noting


def _page(request: HttpRequest, status: int, heading: str, says: str) -> HttpResponse:
    return render(request, "error.html", {"status": status, "heading": heading, "says": says}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be understood."""
    return _page(
        request, 400, _("We could not understand that"), _("Go back, load the page again and repeat the step.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is for others."""
    return _page(
        request, 403, _("This is not open to you"), _("Sign in with the account that was invited, or ask the convener.")
    )


def not_this_way(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say that the address is right but was used in a way for which it is not made; `response` says which ways are."""
    answer = _page(
        request,
        405,
        _("This page cannot be used like that"),
        _("Go back, load the page again and use the buttons on it."),
    )
    answer["Allow"] = response["Allow"]
    return answer


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open too long; what was typed is still in the browser."""
    return _page(
        request,
        403,
        _("This form was open for too long"),
        _("Go back, load the page again and send it once more. What you typed is kept in your browser."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address, or nothing for this reader: the two look the same."""
    return _page(
        request,
        404,
        _("There is nothing here"),
        _(
            "The address may be mistyped, or the page is only for those who take part. "
            "Sign in, or ask for an invitation."
        ),
    )


def too_much(request: HttpRequest) -> HttpResponse:
    """Say that more was sent than anything here can take."""
    return _page(request, 413, _("This is too much at once"), _("Send less, or a smaller file. Nothing was done."))


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that something was tried too often from here, and when to try again."""
    if exception is not None:  # of allauth: what we count ourselves is noted where it is counted
        noting.limited(request, "allauth")
    answer = _page(
        request, 429, _("That was too often"), _("Wait a few minutes, then try again. Nothing was changed or lost.")
    )
    answer["Retry-After"] = "300"
    return answer


def not_held(request: HttpRequest) -> HttpResponse:
    """Say that an entry is not what was once written: whoever asked shall know it, not try again."""
    return _page(
        request,
        500,
        _("This record does not hold"),
        _("An entry that is kept here is not what was once recorded. Do not trust what this host shows of it."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and that nothing was half done; 503 where only the database cannot be reached."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        answer = _page(
            request,
            503,
            _("We cannot reach the record just now"),
            _("Nothing was half done. Wait a minute and send it again: what you typed is kept in your browser."),
        )
        answer["Retry-After"] = "60"
        return answer
    return _page(
        request,
        500,
        _("Something broke on our side"),
        _("Nothing was half done: either it is on the record or it did not happen. Please try again."),
    )
