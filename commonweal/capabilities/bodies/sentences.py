"""What each act on bodies is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.acts.charters import UnknownCharter, setting_with
from commonweal.capabilities.bodies import acts
from commonweal.capabilities.bodies.phrases import OFFICES, here
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def body_name(code: str, entry: Entry) -> str:
    """Return what a body was called in the charter under which an entry was made."""
    try:
        found = setting_with(entry.partnership, digest=entry.charter or "").charter.body(code)
    except UnknownCharter:
        found = None
    return here(found[1].name) if found else code


def _designated(act: acts.Designate, entry: Entry) -> str:
    named = {"body": body_name(act.body, entry)}
    if act.organisation:
        named["organisation"] = organisation_name(act.organisation, partnership=act.partnership)
        return gettext("A seat in “%(body)s” was filled for %(organisation)s") % named
    return gettext("A seat in “%(body)s” was filled") % named


def _substitute(act: acts.NameSubstitute, entry: Entry) -> str:
    named = {"body": body_name(act.body, entry)}
    if act.substitute is None:
        return gettext("Nobody stands in for a seat in “%(body)s” any more") % named
    return gettext("It was said who stands in for a seat in “%(body)s”") % named


def _vacated(act: acts.Vacate, entry: Entry) -> str:
    return gettext("A seat in “%(body)s” became empty") % {"body": body_name(act.body, entry)}


def _appointed(act: acts.Appoint, entry: Entry) -> str:
    named = {"body": body_name(act.body, entry), "office": OFFICES[act.office]}
    return gettext("An office was filled in “%(body)s”: %(office)s") % named


def _office_ended(act: acts.EndOffice, entry: Entry) -> str:
    named = {"body": body_name(act.body, entry), "office": OFFICES[act.office]}
    return gettext("An office ended in “%(body)s”: %(office)s") % named


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "bodies.designate": _designated,
    "bodies.name_substitute": _substitute,
    "bodies.vacate": _vacated,
    "bodies.appoint": _appointed,
    "bodies.end_office": _office_ended,
}
