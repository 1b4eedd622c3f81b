"""The secret half of invitations: the link, the short code on a poster, and the address to which one is mailed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from commonweal.people.models import Invitation
from commonweal.people.papercodes import ALPHABET, as_typed

LENGTH: Final = 8
"""Characters of a short code: 40 random bits, enough where guessing is limited and invitations end."""

_TRIES: Final = 5  # a code that is taken already is drawn once in a hundred million invitations


def kept(invitation: str, *, partnership: str, mail: str = "") -> Invitation:
    """Return the secret half of an invitation, made at the first need: 144 random bits for an address.

    Whoever invites by mail calls this *before* the invitation is performed, so that what sends mail after the commit
    finds the address; `forget` takes it back where the act was refused.
    """
    found = Invitation.objects.filter(pk=invitation).first() or _made(invitation, partnership=partnership)
    if not found.code:
        found.code = _unused_code()
        found.save(update_fields=["code"])
    if mail and found.mail != mail:
        found.mail, found.mailed_at = mail, None
        found.save(update_fields=["mail", "mailed_at"])
    return found


def forget(invitation: str) -> None:
    """Forget the secret half of an invitation that was never made."""
    Invitation.objects.filter(pk=invitation).delete()


def forget_addresses(invitations: Iterable[str]) -> None:
    """Forget to whom these invitations were mailed: they were taken, withdrawn or have expired."""
    Invitation.objects.filter(pk__in=list(invitations)).exclude(mail="").update(mail="")


def mailed(invitation: str, *, at: datetime) -> None:
    """Note that the invitation was mailed."""
    Invitation.objects.filter(pk=invitation).update(mailed_at=at)


def understood(typed: str) -> str | None:
    """Return the characters of a short code however it was typed; nothing where it cannot be one."""
    code = as_typed(typed)
    return code if len(code) == LENGTH and all(c in ALPHABET for c in code) else None


def spelled(code: str) -> str:
    """Return a short code in two groups, as it is printed."""
    return f"{code[:4]}-{code[4:]}" if code else ""


def with_code(code: str) -> Invitation | None:
    """Return the secret half that has this short code, as `understood`. One query, found or not."""
    return Invitation.objects.filter(code=code).first()


def _made(invitation: str, *, partnership: str) -> Invitation:
    defaults = {"partnership": partnership, "token": secrets.token_urlsafe(18), "code": _unused_code()}
    return Invitation.objects.get_or_create(pk=invitation, defaults=defaults)[0]


def _unused_code() -> str:
    for _ in range(_TRIES):
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not Invitation.objects.filter(code=code).exists():
            return code
    raise RuntimeError("No short code is free.")
