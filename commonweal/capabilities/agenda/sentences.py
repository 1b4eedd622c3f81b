"""What each act on the agenda is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.capabilities.agenda import acts
from commonweal.record.entry import Entry


def _marked(act: acts.MarkCore, entry: Entry) -> str:
    return gettext("A goal was named a main goal") if act.core else gettext("A goal is no main goal any more")


def _taken(act: acts.TakePosition, entry: Entry) -> str:
    return {
        "support": gettext("An organisation supports a goal"),
        "can_live_with": gettext("An organisation can live with a goal"),
        "reserve": gettext("An organisation has a reservation about a goal"),
        "object": gettext("An organisation objects to a goal"),
    }[act.stance]


def _settled(act: acts.SettlePosition, entry: Entry) -> str:
    if act.how == "integrated":
        return gettext("A reservation about a goal was integrated")
    return gettext("A reservation about a goal was answered, and will be looked at again")


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "agenda.mark_core": _marked,
    "agenda.position": _taken,
    "agenda.settle": _settled,
    "agenda.present": lambda act, entry: (
        gettext("Version %(n)s of the common agenda was presented") % {"n": act.number}
    ),
    "agenda.adopt": lambda act, entry: gettext("A version of the common agenda was adopted by decision"),
}
