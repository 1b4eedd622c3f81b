"""Codes on paper: how somebody without a mail address signs in, made to be read aloud and typed from a sheet.

A code is twenty random characters and one that checks them. Only its digest is kept: 100 random bits need no slow hash.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Final

from commonweal.people.models import Account, PaperCode

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two characters of which no two look alike: no I, L, O and U. What is typed for them is understood."""

RANDOM: Final = 20
"""Characters that are drawn, five bits each."""

GROUP: Final = 3
"""Characters between two hyphens: seven groups of three with the one that checks."""

_TYPED_FOR: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_FIELD: Final = 0b100101  # x⁵ + x² + 1, by which 32 numbers make a field


def new_code() -> str:
    """Return a new code, as it is printed."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return spelled(drawn + check_character(drawn))


def spelled(code: str) -> str:
    """Return a code in groups that the eye can hold."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def check_character(drawn: str) -> str:
    """Return the character that finds one wrong character, and two that changed places."""
    total, weight = 0, 1
    for character in drawn:
        weight = _doubled(weight)
        total ^= _times(ALPHABET.index(character), weight)
    return ALPHABET[total]


def understood(typed: str) -> str | None:
    """Return the characters of a code however it was typed; nothing where it is none, so that a slip is told as one."""
    code = as_typed(typed)
    if len(code) != RANDOM + 1 or any(c not in ALPHABET for c in code):
        return None
    return code if check_character(code[:RANDOM]) == code[RANDOM] else None


def as_typed(typed: str) -> str:
    """Return what was typed without hyphens and gaps, in capitals, with what is read for a look-alike set right."""
    return "".join(c for c in typed.upper().translate(_TYPED_FOR) if c.isalnum())


def give(account: Account, *, at: datetime) -> str:
    """Give this account a new code and return it: the only time that anybody sees it. An old one stops working."""
    code = new_code()
    PaperCode.objects.update_or_create(
        account=account, defaults={"digest": _digest(code.replace("-", "")), "made_on": at.date()}
    )
    return code


def take_away(account: Account) -> None:
    """Let no code on paper sign in to this account any more."""
    PaperCode.objects.filter(account=account).delete()


def account_with(code: str) -> Account | None:
    """Return the account that this code, as `understood`, signs in to. One query, found or not."""
    found = PaperCode.objects.filter(digest=_digest(code), account__is_active=True).select_related("account").first()
    return found.account if found else None


def _digest(code: str) -> str:
    return hashlib.sha256(b"commonweal/paper-code/v1\n" + code.encode("ascii")).hexdigest()


def _doubled(number: int) -> int:
    number <<= 1
    return number ^ _FIELD if number & 32 else number


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one, other = _doubled(one), other >> 1
    return product
