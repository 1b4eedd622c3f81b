"""Which passwords are refused: those of words of this house, of what is known of their owner, or of what all try."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commonweal.people.models import Account

SHORTEST_WORD = 4
"""How long a part of a name or an address is before it counts as one: shorter ones stand in every password."""


EVERYBODYS = ("password", "passwort", "contraseña", "motdepasse", "qwerty", "qwertz", "azerty", "iloveyou", "welcome",
              "letmein", "admin", "football", "dragon", "monkey", "sunshine", "princess", "changeme")  # fmt: skip
"""Words with which lists of guesses begin; the longer passwords of such lists are made of them."""

_ROWS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl")
_RUN = re.compile("|".join(
    re.escape(row[n : n + 4]) for row in _ROWS
    for n in range(len(row) - 3)
))  # fmt: skip
_SAME_AGAIN = re.compile(r"(.{1,12}?)\1+")


class NotOfThisHouse:
    """Ask for enough characters besides the words of this house and the owner's own name and mail address."""

    def __init__(self, *, besides: int = 8) -> None:
        self.besides = besides

    def validate(self, password: str, user: Account | None = None) -> None:
        """Ask whether enough is left of a password once what others would try first is taken out of it.

        :raises ValidationError: where too little is left
        """
        left = _said_once(password.casefold())
        for word in sorted({*house_words(), *_own_words(user), *EVERYBODYS}, key=len, reverse=True):
            left = left.replace(word, "")
        left = _RUN.sub("", left) if len(set(left)) > 4 else ""
        if left != password.casefold() and len(left) < self.besides:
            raise ValidationError(
                _("This password is made of words that others would try first. Choose other ones."),
                code="of_this_house",
            )

    def get_help_text(self) -> str:
        """Return what to do, as the page says it."""
        return _("Do not build it from your name, your mail address or the name of this site.")


def _said_once(text: str) -> str:
    """Return what is said again and again, once: it is no harder to guess."""
    again = _SAME_AGAIN.fullmatch(text)
    return again[1] if again else text


def house_words() -> set[str]:
    """Return the words of this house: those in the settings, and the parts of its address."""
    return {word.casefold() for word in settings.PASSWORD_WORDS} | _parts(urlsplit(settings.ADDRESS).hostname or "")


def _own_words(user: Account | None) -> set[str]:
    return set() if user is None else _parts(user.name or "") | _parts(user.email or "")


def _parts(text: str) -> set[str]:
    return {part for part in re.split(r"\W+|_", text.casefold()) if len(part) >= SHORTEST_WORD}
