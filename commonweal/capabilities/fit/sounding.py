"""Answers of residents without account: one line each in a box, counted when it closes. Nothing tells who answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.fit.queries import NotThere, sounding_held
from commonweal.kit.canonical import canonical_decode
from commonweal.kit.digests import sha256_hex
from commonweal.kit.ids import new_id
from commonweal.record import boxes

ANSWERS: Final = ("yes", "no", "not_sure")

AT_MOST_A_MINUTE: Final = 120
"""Answers that one box takes in a minute: more than a full hall can give, fewer than a program would."""
TICKET_HOURS: Final = 12
"""How long a page may lie open before its answer is sent."""
_SALT = "fit.sounding"


class NotTaken(ValueError):
    """An answer was not taken; the sentence says what to do."""


class Closes(Protocol):
    """What of a question decides whether it takes answers."""

    closed_at: datetime | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What a box holds: lines, the root over them, and how often each answer was given."""

    count: int
    root: str
    answers: dict[str, int]


def still_open(question: Closes, *, at: datetime) -> bool:
    """Return whether a question takes answers at this instant."""
    return question.closed_at is None and (question.until_on is None or at.date() <= question.until_on)


def ticket(box: str) -> str:
    """Return what a page carries so that one loaded page gives one answer, without knowing who loaded it."""
    return signing.dumps([box, new_id()], salt=_SALT)


def answer(partnership: str, box: str, said: str, *, with_ticket: str, at: datetime) -> str:
    """Put one answer into the box and return its receipt.

    :raises NotTaken: for an answer that is not offered, a page used twice or too old, a closed box, a flood
    """
    if said not in ANSWERS:
        raise NotTaken(_("Choose one of the three answers."))
    _use(with_ticket, box)
    if not _room(box, at):
        raise NotTaken(_("Very many answers are coming in. Try again in a minute."))
    with transaction.atomic():
        try:
            question = sounding_held(partnership, box)
        except NotThere:
            raise NotTaken(_("There is no such question.")) from None
        if not still_open(question, at=at):
            raise NotTaken(_("This question is closed. Its answers are counted."))
        return boxes.put(partnership, box, {"answer": said})


def counted(partnership: str, box: str) -> Counted:
    """Return what the box holds now."""
    lines = boxes.lines(partnership, box)
    given = Counter(canonical_decode(line)["answer"] for line in lines)
    return Counted(len(lines), boxes.root_of_lines(lines).hex(), {name: given[name] for name in ANSWERS})


def answer_of(partnership: str, box: str, receipt: str) -> str | None:
    """Return the answer in the line of this receipt, or nothing where the box holds no such line."""
    try:
        return str(boxes.line_of(partnership, box, receipt)["answer"])
    except boxes.BoxError:
        return None


def _use(with_ticket: str, box: str) -> None:
    """Take a ticket once. What is remembered is a digest of random bytes, and only as long as it is valid."""
    try:
        for_box, _nonce = signing.loads(with_ticket, salt=_SALT, max_age=TICKET_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotTaken(_("This page was open too long. Load it again and answer.")) from None
    if for_box != box:
        raise NotTaken(_("This page belongs to another question. Load it again and answer."))
    if not cache.add(f"{_SALT}.{sha256_hex(with_ticket.encode())}", 1, TICKET_HOURS * 3600):
        raise NotTaken(_("This answer was given already. To answer for somebody else, load the page again."))


def _room(box: str, at: datetime) -> bool:
    key = f"{_SALT}.{box}.{at:%Y%m%d%H%M}"
    cache.add(key, 0, 120)
    return cache.incr(key) <= AT_MOST_A_MINUTE
