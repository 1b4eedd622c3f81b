"""What each act of a commitment is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from commonweal.capabilities.commitments import acts
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def _pledged(act: acts.Pledge, entry: Entry) -> str:
    return gettext("Took on: “%(what)s”, by %(day)s") % _named(act)


def _asked(act: acts.AskFor, entry: Entry) -> str:
    return gettext("%(organisation)s was asked to take on: “%(what)s”, by %(day)s") % _named(act)


def _named(act: acts.Pledge | acts.AskFor) -> dict[str, str]:
    return {
        "what": act.what,
        "day": date_format(act.due_on, "DATE_FORMAT"),
        "organisation": organisation_name(act.debtor, partnership=act.partnership),
    }


def _confirmed(act: acts.Confirm, entry: Entry) -> str:
    return {
        "yes": gettext("Confirmed that what was promised came"),
        "partly": gettext("Said that what was promised came in part"),
        "no": gettext("Said that what was promised did not come"),
    }[act.came]


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "commitments.pledge": _pledged,
    "commitments.ask": _asked,
    "commitments.accept": lambda act, entry: gettext("Accepted what they were asked to take on"),
    "commitments.decline": lambda act, entry: gettext("Declined what they were asked to take on"),
    "commitments.report": lambda act, entry: gettext("Reported that what was promised is done"),
    "commitments.confirm": _confirmed,
    "commitments.explain": lambda act, entry: gettext("Explained a delay, and named what makes good for it"),
    "commitments.release": lambda act, entry: gettext("Let go of something that was promised"),
}
