"""How often a program may ask: counted by the minute, for a token or else for an address."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from commonweal.kit.digests import sha256_hex


class TooOften(RuntimeError):
    """More was asked within a minute than is given. `wait` says after how many seconds to ask again."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"That was too often. Wait {wait} seconds, then ask again.")
        self.wait = wait


def count(who: str, *, at: datetime) -> None:
    """Count one request of `who`. Of an address only a digest is kept, and that for two minutes.

    The counts lie in the house's cache, without a lock: two workers at once may count one too few.

    :raises TooOften: where the minute is used up
    """
    most = settings.API_PER_MINUTE
    if not most:
        return
    minute, key = int(at.timestamp()) // 60, f"api:{sha256_hex(who.encode())[:32]}"
    then, asked = cache.get(key, (0, 0))
    asked = asked + 1 if then == minute else 1
    cache.set(key, (minute, asked), timeout=120)
    if asked > most:
        raise TooOften(60 - int(at.timestamp()) % 60)


def address_of(request: HttpRequest) -> str:
    """Return the address from which a request comes: what the proxy says of it, never what the caller says."""
    if settings.BEHIND_PROXY:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
