"""Who must be told of a message, and what can be done about it from a mail."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Answer
from commonweal.capabilities.messages import queries
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def address(entry: Entry, slug: str) -> str:
    """Return the address of a message: the page of its thread on which it stands, at its place."""
    return f"{reverse('talk:thread', args=[slug, entry.body['about']])}?at={entry.position}#m{entry.position}"


def concerned(entry: Entry) -> Iterator[str]:
    """Yield those who are mentioned, and the author of what is answered; never the one who wrote."""
    yield from (person for person in entry.body["mentions"] if person != entry.by)
    if entry.body["answers"] is None:
        return
    answered = queries.message_at(entry.partnership, entry.body["answers"])
    if answered and answered.person not in {"", entry.by, *entry.body["mentions"]}:
        yield answered.person


def author_of_what_is_set_aside(entry: Entry) -> Iterator[str]:
    """Yield who wrote the message that was set aside."""
    row = queries.message_at(entry.partnership, entry.body["message"])
    if row and row.person and row.person != entry.by:
        yield row.person


def reply(entry: Entry, actor: Actor) -> Iterator[Answer]:
    """Yield the answer that can be written from the mail."""
    yield Answer(
        kind="messages.write",
        label=_("Reply"),
        fixed={"about": entry.body["about"], "answers": entry.position},
        asks=("words",),
        cites=(entry.position,),
    )
