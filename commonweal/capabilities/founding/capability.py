"""The manifest of founding: read this first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.founding import conditions, projection
from commonweal.capabilities.founding.acts import DescribePartnership, FoundPartnership, NoteChild
from commonweal.partnerships.models import CharterInForce, ChildCheckpoint, Partnership
from commonweal.record.entry import Entry


def _founded(act: Any, entry: Entry) -> str:
    return gettext("The partnership “%(name)s” was founded") % {"name": act.name}


def _described(act: Any, entry: Entry) -> str:
    return gettext("What the partnership is was said anew")


def _noted(act: Any, entry: Entry) -> str:
    return ngettext(
        "The record of “%(name)s” was noted at %(size)s act",
        "The record of “%(name)s” was noted at %(size)s acts",
        act.size,
    ) % {"name": act.name, "size": act.size}


CAPABILITY = Capability(
    name="founding",
    label=_("Founding"),
    step=1,
    urls="commonweal.capabilities.founding.urls",
    acts={
        FoundPartnership: projection.founded,
        DescribePartnership: projection.described,
        NoteChild: projection.noted,
    },
    conditions={
        FoundPartnership: (conditions.not_yet_founded,),
        NoteChild: (conditions.child_is_ours,),
    },
    tables=(Partnership, CharterInForce, ChildCheckpoint),
    sentences={"founding.found": _founded, "founding.describe": _described, "founding.note_child": _noted},
    links=(Link("founding:tree", _("The tree of partnerships"), _("Parents, children and what is known of them")),),
)
