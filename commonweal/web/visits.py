"""When somebody was last here: kept by her own browser at every visit, and on the host where she says what she read.

A page that is only looked at changes nothing on the host: browsers fetch ahead, and mail programs look at links.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commonweal.people.models import Seen

COOKIE: Final = "__Secure-seen" if settings.PRODUCTION else "seen"
"""The cookie, one for each partnership, in which a member's browser keeps how far the record went."""
ONE_VISIT = timedelta(minutes=30)
"""How long somebody may be away before coming back is a new visit."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How far the record went when this person was last here.

    :param since: the number of acts then; nothing on a first visit
    :param since_at: when that was; nothing where it is not known
    :param size: the number of acts now
    """

    since: int | None
    since_at: datetime | None
    size: int
    at: datetime

    @classmethod
    def read(cls, cookie: str, *, size: int, at: datetime) -> Visit:
        """Read what the browser kept; a page loaded again within one visit looks the same."""
        numbers = [int(part) for part in cookie.split(".") if part.isascii() and part.isdigit() and len(part) < 13]
        if len(numbers) not in (3, 4) or len(numbers) != cookie.count(".") + 1:
            return cls(None, None, size, at)
        since, now, seconds, *before = numbers
        if 0 <= at.timestamp() - seconds < ONE_VISIT.total_seconds():
            return cls(since, _instant(before[0]) if before else None, size, at)
        return cls(now, _instant(seconds), size, at)

    def or_later(self, seen: Seen | None) -> Visit:
        """Return the visit as it is where somebody said, here or on another machine, that she has read further."""
        if seen is None or (self.since is not None and self.since >= seen.position):
            return self
        return replace(self, since=min(seen.position, self.size), since_at=seen.at)

    @property
    def new(self) -> int:
        """How many acts were recorded since; none on a first visit."""
        return 0 if self.since is None else max(0, self.size - self.since)

    def kept(self) -> str:
        """Return what the browser keeps until the next visit."""
        since = self.size if self.since is None else self.since
        since_at = self.since_at or self.at
        return f"{since}.{self.size}.{int(self.at.timestamp())}.{int(since_at.timestamp())}"


def visit_of(request: HttpRequest, *, size: int, at: datetime) -> Visit:
    """Return when the browser of this request was last here."""
    return Visit.read(request.COOKIES.get(COOKIE, ""), size=size, at=at)


def keep_visit(response: HttpResponse, visit: Visit, *, path: str, secure: bool) -> None:
    """Let the browser keep this visit.

    :param path: the partnership's home, so that the cookie goes along with its pages and no others
    """
    response.set_cookie(
        COOKIE, visit.kept(), max_age=31_536_000, path=path, secure=secure, httponly=True, samesite="Lax"
    )


def _instant(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, ValueError, OSError):
        return None
