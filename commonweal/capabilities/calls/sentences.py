"""What each act of open calls is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.capabilities.calls import acts
from commonweal.record.entry import Entry


def _opened(act: acts.OpenCall, entry: Entry) -> str:
    return ngettext(
        "An open call offers %(n)s place: “%(title)s”", "An open call offers %(n)s places: “%(title)s”", act.places
    ) % {"n": act.places, "title": act.title}


def _closed(act: acts.CloseCall, entry: Entry) -> str:
    return gettext("An open call was closed before its last day")


def _applied(act: acts.Apply, entry: Entry) -> str:
    if act.organisation_name:
        return gettext("%(organisation)s applied to an open call") % {"organisation": act.organisation_name}
    return gettext("Somebody applied to an open call")


def _withdrawn(act: acts.WithdrawApplication, entry: Entry) -> str:
    return gettext("An application was taken back")


def _answered(act: acts.AnswerApplication, entry: Entry) -> str:
    return {
        "chosen": gettext("An application was chosen, with a reason"),
        "waiting": gettext("An application was put on the waiting list, with a reason"),
        "declined": gettext("An application was declined, with a reason"),
    }[act.outcome]


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "calls.open": _opened,
    "calls.close": _closed,
    "calls.apply": _applied,
    "calls.withdraw": _withdrawn,
    "calls.answer": _answered,
}
