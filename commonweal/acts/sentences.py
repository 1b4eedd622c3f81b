"""Say in one sentence what an entry records, in the words of the capability that knows its kind."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.acts.installed import UnknownKind, act_of, capability_of
from commonweal.record.entry import Entry


def sentence_of(entry: Entry) -> Says:
    """Return what was done, without who did it; for a kind that is no longer installed, its name."""
    try:
        capability = capability_of(entry.kind)
        act = act_of(entry)
    except (UnknownKind, ValueError):  # a kind taken out of this installation; pydantic's complaint is a ValueError
        return _("An act of a kind that is not installed here: %(kind)s") % {"kind": entry.kind}
    tell = capability.sentences.get(entry.kind)
    return tell(act, entry) if tell else act.described().rstrip(".")
