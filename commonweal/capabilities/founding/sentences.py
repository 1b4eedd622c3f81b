"""What the acts of founding and of the tree did, each in one sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.acts.capability import Says
from commonweal.record.entry import Entry


def founded(act: Any, entry: Entry) -> Says:
    """Say that it was founded."""
    return gettext("The partnership “%(name)s” was founded") % {"name": act.name}


def described(act: Any, entry: Entry) -> Says:
    """Say that it was described anew."""
    return gettext("What the partnership is was said anew")


def noted(act: Any, entry: Entry) -> Says:
    """Say what was noted of a child on this host."""
    return ngettext(
        "The record of “%(name)s” was noted at %(size)s act",
        "The record of “%(name)s” was noted at %(size)s acts",
        act.size,
    ) % {"name": act.name, "size": act.size}


def remote_noted(act: Any, entry: Entry) -> Says:
    """Say that a child on another host was noted."""
    return ngettext(
        "The record of a child on another host was noted at %(size)s act",
        "The record of a child on another host was noted at %(size)s acts",
        act.size,
    ) % {"size": act.size}


def joined(act: Any, entry: Entry) -> Says:
    """Say to what it asked to belong."""
    return gettext("The partnership asked to belong to “%(name)s”") % {"name": act.name}


def left(act: Any, entry: Entry) -> Says:
    """Say that it left."""
    return gettext("The partnership left the programme to which it belonged")


def declined(act: Any, entry: Entry) -> Says:
    """Say that a child does not belong here."""
    return gettext("The programme said of a partnership that it does not belong to it")


def added(act: Any, entry: Entry) -> Says:
    """Say which child was added."""
    return gettext("“%(name)s”, on another host, was named as part of this programme") % {"name": act.name}


def forked(act: Any, entry: Entry) -> Says:
    """Say that a child was found out."""
    return gettext("A child on another host showed two histories; the proof is kept")


def linked(act: Any, entry: Entry) -> Says:
    """Say how it stands to another."""
    says = {
        "learns_from": gettext("The partnership learns from “%(name)s”"),
        "supports": gettext("The partnership supports “%(name)s”"),
        "overlaps_with": gettext("The partnership overlaps with “%(name)s”"),
    }
    return says[act.stands] % {"name": act.name}


def unlinked(act: Any, entry: Entry) -> Says:
    """Say that a link was taken back."""
    return gettext("A link to another partnership was taken back")
