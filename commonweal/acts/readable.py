"""Who may be shown what an act says, where that is less than what everybody reads on the record."""

from __future__ import annotations

from commonweal.acts.capability import Setting
from commonweal.acts.installed import UnknownKind, capability_of
from commonweal.acts.perform import verdict_on_reading
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def readable_as(kind: str) -> str:
    """Return what the charter must let somebody read to be shown what acts of this kind say.

    :param kind: without its version; one that is no longer installed is read like the record
    """
    try:
        return capability_of(kind).readable.get(kind, "record")
    except UnknownKind:
        return "record"


def verdict_on_words(entry: Entry, *, by: Actor, setting: Setting) -> Verdict:
    """Judge whether somebody may be shown the words of an entry; whoever wrote them always may."""
    if entry.by is not None and entry.by == by.person:
        return verdict_on_reading("record", by=by, setting=setting)
    return verdict_on_reading(readable_as(entry.kind), by=by, setting=setting)
