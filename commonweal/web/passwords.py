"""Passwords that the house itself suggests are no passwords: its own words, and what everybody knows of their owner."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commonweal.people.models import Account

SHORTEST_WORD = 4
"""How long a part of a name or an address is before it counts as one: shorter ones stand in every password."""


class NotOfThisHouse:
    """Ask for enough characters besides the words of this house and the owner's own name and mail address."""

    def __init__(self, *, besides: int = 8) -> None:
        self.besides = besides

    def validate(self, password: str, user: Account | None = None) -> None:
        """Ask whether enough is left of a password once what others would try first is taken out of it.

        :raises ValidationError: where too little is left
        """
        left = password.casefold()
        for word in sorted({*house_words(), *_own_words(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.casefold() and len(left) < self.besides:
            raise ValidationError(
                _("This password is made of words that others would try first. Choose other ones."),
                code="of_this_house",
            )

    def get_help_text(self) -> str:
        """Return what to do, as the page says it."""
        return _("Do not build it from your name, your mail address or the name of this site.")


def house_words() -> set[str]:
    """Return the words of this house: those in the settings, and the parts of its address."""
    return {word.casefold() for word in settings.PASSWORD_WORDS} | _parts(urlsplit(settings.ADDRESS).hostname or "")


def _own_words(user: Account | None) -> set[str]:
    return set() if user is None else _parts(user.name or "") | _parts(user.email or "")


def _parts(text: str) -> set[str]:
    return {part for part in re.split(r"\W+|_", text.casefold()) if len(part) >= SHORTEST_WORD}
