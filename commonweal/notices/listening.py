"""The ear of this room: called after the commit with every entry, and knowing nothing but the entry."""

from __future__ import annotations

from commonweal.notices import forgetting
from commonweal.notices.concerned import tell_of
from commonweal.record.entry import Entry


def heard(entry: Entry) -> None:
    """Write the notices of an entry. Mails are written and sent by the tick, so that no act waits for a mail server.

    What is not written here, because it is for thousands or because the process died between the commit and this, the
    tick catches up with.
    """
    tell_of(entry)
    if entry.kind == "people.erased":
        forgetting.forget_here(entry.partnership)
