"""What all workers of a host count together, in the database: attempts to sign in, codes that were used up, locks.

Django's own caches either belong to one process, or let two workers both be the first (a file cache), or forget at
random when they are full. Here `add` is one statement of the database, so exactly one of many is the first.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any, Final

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection, transaction

from commonweal.people.models import Counted

_NEVER: Final = 4_102_444_800.0  # the year 2100: nothing here is meant to last, but a cache may be asked to
_TABLE: Final = "people_counted"
_PUT: Final = (
    f'INSERT INTO {_TABLE} ("key", value, expires_at) VALUES (%s, %s, %s)'  # noqa: S608 - the name of our own table
    ' ON CONFLICT ("key") DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at'
)
_ADD: Final = f"{_PUT} WHERE {_TABLE}.expires_at <= %s"


class Counting(BaseCache):
    """A cache backend whose keys nobody can read and whose `add` and `incr` are atomic. Values are plain data."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep the value unless one is there; tell whether it was kept. Of many at once, one is told yes."""
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [self._digest(key, version), json.dumps(value), self._until(timeout), time.time()])
            return bool(cursor.rowcount == 1)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or `default` where there is none or it has expired."""
        rows = Counted.objects.filter(key=self._digest(key, version), expires_at__gt=time.time())
        found = rows.values_list("value", flat=True).first()
        return default if found is None else json.loads(found)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep the value, whatever was there."""
        with connection.cursor() as cursor:
            cursor.execute(_PUT, [self._digest(key, version), json.dumps(value), self._until(timeout)])

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value last until `timeout` from now; tell whether there was one."""
        rows = Counted.objects.filter(key=self._digest(key, version), expires_at__gt=time.time())
        return bool(rows.update(expires_at=self._until(timeout)))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number that is there, and return the sum.

        :raises ValueError: where there is none
        """
        with transaction.atomic():
            rows = Counted.objects.select_for_update().filter(key=self._digest(key, version))
            found = rows.filter(expires_at__gt=time.time()).first()
            if found is None:
                raise ValueError(f"Key {key!r} not found")
            total: int = json.loads(found.value) + delta
            rows.update(value=json.dumps(total))
        return total

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; tell whether there was one."""
        return bool(Counted.objects.filter(key=self._digest(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        Counted.objects.all().delete()

    def _digest(self, key: str, version: int | None) -> str:
        named = self.make_and_validate_key(key, version=version)
        return hmac.new(settings.SECRET_KEY.encode(), b"counted\n" + named.encode(), hashlib.sha256).hexdigest()

    def _until(self, timeout: Any) -> float:
        until: float | None = self.get_backend_timeout(timeout)
        return _NEVER if until is None else until


def forget_expired(*, at: float) -> int:
    """Delete what no longer counts, and return how much it was."""
    count, _by_model = Counted.objects.filter(expires_at__lte=at).delete()
    return count
