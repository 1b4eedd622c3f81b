"""A whole account goes: in every partnership by an act, and then everything else that this host keeps of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.acts import MOST, EraseWordsAndNames
from commonweal.capabilities.erasure.conditions import leaves_others_without_convener
from commonweal.partnerships.actors import ANYONE, Actor, actor_of
from commonweal.partnerships.models import Partnership
from commonweal.people import identity, words
from commonweal.people.forgetting import forget
from commonweal.people.models import Account

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """A partnership in which somebody is known, and what is there of her.

    :param needed: whether others take part there and she is its only convener
    """

    partnership: Partnership
    person: str
    texts: int
    needed: bool


def known_in(account: Account) -> list[Known]:
    """Return where an account is known, by the names of the partnerships."""
    here = identity.pseudonyms_of(account)
    return [
        Known(
            partnership=row,
            person=here[row.pk],
            texts=queries.count_by(here[row.pk], partnership=row.pk),
            needed=leaves_others_without_convener(here[row.pk], partnership=row.pk),
        )
        for row in Partnership.objects.filter(pk__in=here).order_by("name", "key")
    ]


def leave_everywhere(account: Account, *, at: datetime, words_too: bool, by: Account | None = None) -> None:
    """Erase an account for good, in every partnership and on the host.

    :param words_too: whether what she wrote goes with her name
    :param by: whoever runs the host, where she does it in the person's stead
    """
    for partnership, person in identity.pseudonyms_of(account).items():
        actor = _actor(person, partnership=partnership, at=at, by=by)
        texts = queries.ids_by(person, partnership=partnership, most=None) if words_too else []
        _erased_there(person, sorted(texts), by=actor, partnership=partnership, at=at)
    forget(account, at=at)


def _actor(person: str, *, partnership: str, at: datetime, by: Account | None) -> Actor:
    if by is None:
        return actor_of(person, partnership=partnership, at=at)
    host = identity.pseudonym_of(by, partnership=partnership)
    return Actor(partnership, person=host, roles=frozenset({ANYONE, "administrator"}))


def _erased_there(person: str, texts: list[str], *, by: Actor, partnership: str, at: datetime) -> None:
    """Erase words and then the name, in as many acts as it takes; a record that takes no act holds nothing back."""
    try:
        for start in range(0, len(texts), MOST):
            some = tuple(texts[start : start + MOST])
            perform(EraseWordsAndNames(partnership=partnership, texts=some), by=by, at=at)
        perform(EraseWordsAndNames(partnership=partnership, people=(person,)), by=by, at=at)
    except (Refused, Objected) as refused:
        # A record that is closed, or whose charter knows no such act: names and words are hers all the same.
        log.warning("The record of %s does not take that somebody was erased: %s", partnership, refused)
        words.erase(texts, partnership=partnership, at=at)
        identity.unlink([person], partnership=partnership, at=at)
