"""Who votes without a name: a random code that only its owner keeps, and what the box knows her by.

The code lies in a signed cookie of the conversation, or on a sheet of paper. What stands in the box follows from the
code and the box; nobody comes back from it to the code, from one conversation to another, or to an account.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from commonweal.capabilities.conversations.queries import Conversation
from commonweal.kit.ids import id_from_seed, new_id

LETTERS: Final = 16
"""The letters of a code: 80 random bits, which nobody guesses and somebody can still type."""
TICKET_DAYS: Final = 7
"""How long a page may lie open, also without a network, before its votes are sent."""
COOKIE_DAYS: Final = 400
KIOSK_MINUTES: Final = 10
_SALT: Final = "conversations.voice"


@dataclass(frozen=True, slots=True)
class Voice:
    """A participant as one conversation knows her.

    :param kept: whether her browser keeps the code already
    """

    code: str
    id: str
    kept: bool = False

    @property
    def written(self) -> str:
        """Return the code as people write it."""
        return "-".join(self.code[at : at + 4] for at in range(0, LETTERS, 4))


def voice_of_code(conversation: Conversation, code: str, *, kept: bool = False) -> Voice:
    """Return the voice of a code."""
    return Voice(code, id_from_seed("voice", conversation.box, code), kept)


def fresh(conversation: Conversation) -> Voice:
    """Return a voice that nobody had before."""
    return voice_of_code(conversation, new_id()[:LETTERS])


def typed(text: str) -> str | None:
    """Return the code that somebody typed, or nothing where it cannot be one."""
    code = "".join(text.lower().split()).replace("-", "")
    return code if len(code) == LETTERS and set(code) <= set("abcdefghijklmnopqrstuvwxyz234567") else None


def ticket(voice: Voice, conversation: Conversation) -> str:
    """Return what a page carries, so that one page is one participant however often it is sent."""
    return signing.dumps([conversation.box, voice.code], salt=_SALT)


def voice_in(request: HttpRequest, conversation: Conversation) -> Voice | None:
    """Return the voice that the browser keeps, else the one that the page carries, else nothing."""
    for signed, kept in ((request.COOKIES.get(cookie_name(conversation)), True), (request.POST.get("ticket"), False)):
        code = _code_in(signed, conversation, days=COOKIE_DAYS if kept else TICKET_DAYS)
        if code is not None:
            return voice_of_code(conversation, code, kept=kept)
    return None


def keep(response: HttpResponse, voice: Voice, conversation: Conversation, *, path: str, kiosk: bool = False) -> None:
    """Let the browser keep the code: for this conversation alone, and at a kiosk for minutes."""
    response.set_cookie(
        cookie_name(conversation),
        ticket(voice, conversation),
        max_age=KIOSK_MINUTES * 60 if kiosk else COOKIE_DAYS * 24 * 3600,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, conversation: Conversation, *, path: str) -> None:
    """Let the browser forget the code."""
    response.delete_cookie(cookie_name(conversation), path=path, samesite="Lax")


def cookie_name(conversation: Conversation) -> str:
    """Return the name of the cookie of one conversation."""
    return f"voice-{conversation.box[:10]}"


def account_tick(conversation: Conversation, account: str) -> str:
    """Return what is noted of an account that took part: only this house can tell whose it is."""
    return salted_hmac(_SALT, f"{conversation.box}.{account}", algorithm="sha256").hexdigest()


def _code_in(signed: str | None, conversation: Conversation, *, days: int) -> str | None:
    if not signed:
        return None
    try:
        box, code = signing.loads(signed, salt=_SALT, max_age=days * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    right = isinstance(code, str) and hmac.compare_digest(str(box), conversation.box)
    return typed(code) if right else None
