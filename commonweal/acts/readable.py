"""Who may be shown what an act says, where that is less than what everybody reads on the record."""

from __future__ import annotations

from commonweal.acts.capability import Setting
from commonweal.acts.installed import UnknownKind, capability_of, installed
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


def withheld_from(by: Actor, *, setting: Setting) -> dict[str, Verdict]:
    """Return the kinds of acts whose words somebody may not be shown, each with the verdict that says why.

    What she wrote herself is among them: this is about whole lists and files, which are made for many.
    """
    asked = {kind: what for capability in installed() for kind, what in capability.readable.items()}
    verdicts = {what: verdict_on_reading(what, by=by, setting=setting) for what in sorted(set(asked.values()))}
    return {kind: verdicts[what] for kind, what in sorted(asked.items()) if not verdicts[what].allowed}


def verdict_on_words(entry: Entry, *, by: Actor, setting: Setting) -> Verdict:
    """Judge whether somebody may be shown the words of an entry; whoever wrote them always may."""
    if entry.by is not None and entry.by == by.person:
        return verdict_on_reading("record", by=by, setting=setting)
    return verdict_on_reading(readable_as(entry.kind), by=by, setting=setting)
