"""From recorded acts to the read model of talk."""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.messages.acts import SetMessageAside, WriteMessage
from commonweal.capabilities.messages.models import Message, Thread
from commonweal.record.entry import Entry


def written(act: WriteMessage, entry: Entry) -> None:
    """Write the message and count it in its thread."""
    answered = None
    if act.answers is not None:
        answered = Message.objects.get(pk=f"{act.partnership}.{act.answers}")
    Message.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        about=act.about,
        entry=entry.position,
        answers=act.answers,
        top=answered.top if answered else entry.position,
        person=entry.by or "",
        organisation=entry.org or "",
        mentions=list(act.mentions),
        at=entry.at,
        words_id=_text(act.words),
    )
    key = f"{act.partnership}.{act.about}"
    thread = Thread.objects.filter(pk=key).first() or Thread(key=key, partnership=act.partnership, about=act.about)
    thread.messages += 1
    thread.last_entry, thread.last_at = entry.position, entry.at
    thread.last_organisation, thread.last_words_id = entry.org or "", _text(act.words)
    thread.save()


def set_aside(act: SetMessageAside, entry: Entry) -> None:
    """Fold the message, with the reason; the overview no longer quotes it."""
    row = Message.objects.get(pk=f"{act.partnership}.{act.message}")
    row.set_aside_entry, row.set_aside_at = entry.position, entry.at
    row.set_aside_reason_id = _text(act.reason)
    row.save()
    thread = Thread.objects.get(pk=f"{act.partnership}.{row.about}")
    if thread.last_entry == row.entry:
        thread.last_words_id = None
        thread.save()


def _text(words: FreeText) -> str | None:
    return words.text if isinstance(words, TextRef) else None
