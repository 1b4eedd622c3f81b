"""Say in one sentence what an entry records, in the words of the capability that knows its kind."""

from __future__ import annotations

from django.urls import reverse
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


def address_of(entry: Entry, *, slug: str) -> str:
    """Return the path of the page of what an entry made or changed; of the entry itself where it has no page.

    :param slug: the partnership's address name
    """
    try:
        leads = capability_of(entry.kind).addresses.get(entry.kind)
    except UnknownKind:
        leads = None
    return leads(entry, slug) if leads else reverse("entry", args=[slug, entry.position])
