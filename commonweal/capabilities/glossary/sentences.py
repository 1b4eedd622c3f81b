"""What is recorded about words, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.acts.capability import Says
from commonweal.capabilities.glossary import acts
from commonweal.partnerships.models import Sector
from commonweal.record.entry import Entry


def _flagged(act: acts.Flag, entry: Entry) -> str:
    if act.how == "not_understood":
        return gettext("Said that a word is not understood: “%(word)s”") % {"word": act.word}
    return gettext("Said that a word is used otherwise: “%(word)s”") % {"word": act.word}


SENTENCES: Mapping[str, Callable[[Any, Entry], Says]] = {
    "glossary.flag": _flagged,
    "glossary.say_meaning": lambda act, entry: (
        gettext("Said what a word means in a sector: %(sector)s") % {"sector": Sector(act.sector).label}
    ),
    "glossary.define": lambda act, entry: gettext("Proposed a meaning for all of a word"),
    "glossary.accept": lambda act, entry: gettext("Accepted the meaning proposed for a word"),
    "glossary.object": lambda act, entry: gettext("Objected to the meaning proposed for a word"),
    "glossary.adopt": lambda act, entry: gettext("Adopted the meaning of a word"),
}
