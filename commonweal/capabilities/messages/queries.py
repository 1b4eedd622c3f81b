"""Questions asked of talk: threads, one page of one, who can be mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from commonweal.capabilities.messages.models import Message, Thread
from commonweal.partnerships.models import Member, Representation

__all__ = ["Message", "Thread"]

PAGE = 50
"""Messages on one page of a thread."""
THREADS = 30
"""Threads on one page of the overview."""
MOST_OFFERED = 300
"""How many people the list of those whom one can mention holds."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message for the eyes of one reader.

    :param name: of who wrote it, `to` of those it mentions; nothing where the reader may not see names
    :param unnamed: how many are mentioned whose names are not shown
    :param at: to the second, or to the hour
    """

    row: Message
    name: str
    organisation: str
    to: tuple[str, ...]
    unnamed: int
    at: datetime
    nested: bool


@dataclass(frozen=True, slots=True)
class PageOfThread:
    """Some messages of a thread in the order in which they are read, counted from page 1."""

    rows: tuple[Message, ...]
    page: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds a place, and for whom."""

    id: str
    name: str
    organisation: str


def message_at(partnership: str, position: int) -> Message | None:
    """Return the message in this entry, or nothing. One query."""
    return Message.objects.filter(pk=f"{partnership}.{position}").first()


def thread_about(partnership: str, about: int) -> Thread | None:
    """Return the thread on an entry, or nothing where nobody wrote yet. One query."""
    return Thread.objects.filter(pk=f"{partnership}.{about}").first()


def page_of_thread(partnership: str, about: int, *, page: int, holding: int | None = None) -> PageOfThread:
    """Return one page of a thread, branch by branch, the oldest first. Two queries; one more to find a message.

    :param holding: a message; where it is in the thread, the page on which it stands is returned
    """
    thread = thread_about(partnership, about)
    if thread is None:
        return PageOfThread((), 1, 1, 0)
    rows = Message.objects.filter(partnership=partnership, about=about)
    pages = max(1, -(-thread.messages // PAGE))
    if holding is not None and (found := message_at(partnership, holding)) and found.about == about:
        before = rows.filter(Q(top__lt=found.top) | Q(top=found.top, entry__lt=found.entry)).count()
        page = before // PAGE + 1
    page = min(max(1, page), pages)
    shown = rows.select_related("words", "set_aside_reason").order_by("top", "entry")[(page - 1) * PAGE : page * PAGE]
    return PageOfThread(tuple(shown), page, pages, thread.messages)


def latest_threads(partnership: str, *, before: int | None = None) -> list[Thread]:
    """Return the threads in which somebody wrote last, one more than a page shows. One query."""
    rows = Thread.objects.filter(partnership=partnership).select_related("last_words").order_by("-last_entry")
    return list(rows.filter(last_entry__lt=before)[: THREADS + 1] if before is not None else rows[: THREADS + 1])


def messages_from(partnership: str, start: int, stop: int | None) -> list[Message]:
    """Return messages by number, in the order in which they were written. One query."""
    rows = Message.objects.filter(partnership=partnership).select_related("words").order_by("entry")
    return list(rows[start:stop])


def written_since(partnership: str, person: str | None, since: datetime) -> int:
    """Return how many messages a person wrote after an instant. One query."""
    return Message.objects.filter(partnership=partnership, person=person or "-", at__gt=since).count()


def places_here(partnership: str, *, at: datetime, but: str | None) -> dict[str, str]:
    """Return everybody who holds a place, by pseudonym, with the organisation for which. One query.

    :param but: the one who writes; nobody mentions herself
    """
    rows = Representation.objects.filter(partnership=partnership, ended_at__isnull=True)
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=at.date())).order_by("entry")
    places: dict[str, str] = {}
    for person, organisation in rows.values_list("person", "organisation"):
        if person != but:
            places[person] = places.get(person) or organisation
    return places


def named(places: Mapping[str, str], *, names: Mapping[str, str], organisations: Mapping[str, Member]) -> list[Person]:
    """Return those of these people whose names are known, in the order of their names."""
    found = [
        Person(id, names[id], organisations[org].name if org in organisations else "")
        for id, org in places.items()
        if names.get(id)
    ]
    return sorted(found, key=lambda person: person.name.casefold())[:MOST_OFFERED]


def people_in(rows: Sequence[Message]) -> set[str]:
    """Return the pseudonyms of those who wrote and of those who are mentioned."""
    return {row.person for row in rows} | {person for row in rows for person in row.mentions}
