"""Codes that are mailed to whoever signs without a key: good for one text, for some minutes, and for few attempts.

Only a keyed digest of a code is kept, and only in the cache, where it runs out by itself.
"""

from __future__ import annotations

import secrets
from typing import Final

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

MINUTES: Final = 15
"""How long a code is good, and how long one may take to sign after it was typed."""

TRIES: Final = 5
"""How many attempts one code takes."""

_DIGITS: Final = 6
_SECONDS: Final = MINUTES * 60
_SALT: Final = "commonweal.agreement.code"


def new_code(partnership: str, person: str, text: int) -> str:
    """Return a new code for one person and one text; an older one is good no longer."""
    code = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    key = _key(partnership, person, text)
    cache.set(key, _digest(key, code), _SECONDS)
    cache.set(f"{key}.tries", 0, _SECONDS)
    cache.delete(f"{key}.shown")
    return code


def confirm(partnership: str, person: str, text: int, typed: str) -> bool:
    """Tell whether this is the code that was mailed, and remember it for as long as signing takes."""
    key = _key(partnership, person, text)
    kept = cache.get(key)
    if kept is None:
        return False
    try:
        tries = cache.incr(f"{key}.tries")
    except ValueError:  # it ran out meanwhile
        return False
    if tries > TRIES:
        cache.delete(key)
        return False
    code = "".join(c for c in typed if c.isdigit())
    if not constant_time_compare(_digest(key, _in_ascii(code)), kept):
        return False
    cache.delete(key)
    cache.set(f"{key}.shown", True, _SECONDS)  # noqa: FBT003 - what is kept is that it was
    return True


def waits(partnership: str, person: str, text: int) -> bool:
    """Tell whether a code was mailed that is still good."""
    return cache.get(_key(partnership, person, text)) is not None


def confirmed(partnership: str, person: str, text: int) -> bool:
    """Tell whether this person typed in the code for this text within the last minutes."""
    return bool(cache.get(f"{_key(partnership, person, text)}.shown"))


def spent(partnership: str, person: str, text: int) -> None:
    """Forget that a code was typed, once its signature stands."""
    cache.delete(f"{_key(partnership, person, text)}.shown")


def _in_ascii(digits: str) -> str:
    """Return digits of any script as those of ours: an Arabic keyboard types its own."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in digits)


def _key(partnership: str, person: str, text: int) -> str:
    return f"agreement.code.{partnership}.{person}.{text}"


def _digest(key: str, code: str) -> str:
    return salted_hmac(_SALT, f"{key}.{code}").hexdigest()
