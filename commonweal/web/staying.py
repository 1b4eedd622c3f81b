"""How long somebody stays signed in, and where: what is kept of a session, and when it is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from commonweal.kit.securitylog import note
from commonweal.people import sessions
from commonweal.people.models import Account
from commonweal.web import noting

BROWSERS: Final = (
    # What a browser says of itself, the more special first; nothing finer is kept.
    ("Firefox", "Firefox"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


class Lasting:
    """End sessions that lasted long enough, and note the day of the others: once a day, which also makes them last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever brings no cookie is nobody's session, and her answer may be kept by caches between us.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, Account):
            self._look_at(request)
        response = self.get_response(request)
        if getattr(request, noting.SIGNED_OUT, False):
            # The next person at this screen finds neither pages nor drafts of the last one.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _look_at(self, request: HttpRequest) -> None:
        now = datetime.now(UTC)
        began = request.session.get(sessions.BEGAN)
        if began is None:
            began = request.session[sessions.BEGAN] = int(now.timestamp())
        if now.timestamp() - began >= settings.SESSION_DAYS * 24 * 3600:
            note("session_over", account=str(request.user.pk))
            logout(request)
        elif request.session.get(sessions.SEEN) != now.date().isoformat():
            request.session[sessions.SEEN] = now.date().isoformat()


def begin(request: HttpRequest) -> None:
    """Note when a session began and the family of its browser, when somebody signs in."""
    now = datetime.now(UTC)
    request.session[sessions.BEGAN] = int(now.timestamp())
    request.session[sessions.SEEN] = now.date().isoformat()
    request.session[sessions.BROWSER] = browser_family(request.headers.get("User-Agent", ""))


def browser_family(says: str) -> str:
    """Return the family of a browser and its system, such as “Firefox, Linux”: enough to recognise one's own."""
    names = [next((name for mark, name in known if mark in says), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in names if name)
