"""What was erased on this host stays erased, whatever backup is put back: before anything of it is served."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.acts import MOST, EraseWordsAndNames
from commonweal.partnerships.actors import visitor
from commonweal.people.forgetting import bury_again
from commonweal.record.entry import Entry

log = logging.getLogger(__name__)

FORGETS = frozenset({"evidence.withdraw_consent"})
"""Acts of others that forget words while they are projected; known by name only."""


class BeforeServing:
    """Bury again what an older database brought back, before the first request of each process is answered.

    Where the database cannot be reached, that request says so, and the next one tries again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.settled = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.settled:
            settle(datetime.now(UTC).replace(microsecond=0))
            self.settled = True
        return self.get_response(request)


def heard(entry: Entry) -> None:
    """Let the record name, at once, the words that an act of others forgot: a listener, called after the commit.

    From then on nothing here takes them for words that are kept: no search, no list, no file; and a bundle holds.
    Where the process died before this, the tick says it (`settle`).
    """
    if entry.kind in FORGETS:
        say_again(entry.partnership, at=entry.at)


def settle(at: datetime) -> None:
    """Erase again what the tombstones name, and let each record say so that does not."""
    if settings.ERASED_FILE is None:
        return
    bury_again(at=at)
    for partnership in queries.lagging():
        say_again(partnership, at=at)


def say_again(partnership: str, *, at: datetime) -> None:
    """Record what was erased on this host and what this record, which is older, does not know to be erased."""
    texts, people = queries.brought_back(partnership)
    for start in range(0, max(len(texts), len(people)), MOST):
        said = {"texts": texts[start : start + MOST], "people": people[start : start + MOST]}
        act = EraseWordsAndNames.model_validate({"partnership": partnership, **said})
        try:
            perform(act, by=visitor(partnership), at=at)
        except (Refused, Objected) as refused:
            log.warning("The record of %s does not take that somebody was erased: %s", partnership, refused)
