"""What was done, in one sentence each, for lists of what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.acts.capability import Says
from commonweal.partnerships.models import Member
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def _admitted(act: Any, entry: Entry) -> str:
    return gettext("%(organisation)s joined") % {"organisation": act.name}


def _corrected(act: Any, entry: Entry) -> str:
    return gettext("What is said of %(organisation)s was corrected") % {"organisation": act.name}


def _imported(act: Any, entry: Entry) -> str:
    count = len(act.organisations)
    return ngettext(
        "%(n)s organisation joined, from the list “%(name)s”",
        "%(n)s organisations joined, from the list “%(name)s”",
        count,
    ) % {"n": count, "name": act.source.name}


def _taken_back(act: Any, entry: Entry) -> str:
    return gettext("A list of organisations was taken back")


def _left(act: Any, entry: Entry) -> str:
    named = {"organisation": _name(act)}
    if not act.duties:
        return gettext("%(organisation)s left") % named
    return ngettext(
        "%(organisation)s left; %(n)s duty remains", "%(organisation)s left; %(n)s duties remain", len(act.duties)
    ) % {**named, "n": len(act.duties)}


def _discharged(act: Any, entry: Entry) -> str:
    rows = Member.objects.filter(partnership=act.partnership, left_entry=act.leave)
    name = rows.values_list("name", flat=True).first() or ""
    return gettext("A duty that remained after %(organisation)s left was reported as done") % {"organisation": name}


def _invited(act: Any, entry: Entry) -> str:
    if act.succeeds is not None:
        return gettext("A successor was invited")
    return {
        "convener": gettext("A further convener was invited"),
        "representative": gettext("A representative was invited"),
        "substitute": gettext("A substitute was invited"),
        "participant": gettext("A participant was invited"),
        "observer": gettext("An observer was invited"),
    }[act.role]


def _withdrawn(act: Any, entry: Entry) -> str:
    return gettext("An invitation was withdrawn")


def _accepted(act: Any, entry: Entry) -> str:
    return gettext("Somebody took the place that an invitation offers")


def _represented(act: Any, entry: Entry) -> str:
    return gettext("The convener acts for %(organisation)s") % {"organisation": _name(act)}


def _mandate_said(act: Any, entry: Entry) -> str:
    return gettext("It was said by which mandate somebody represents an organisation")


def _place_ended(act: Any, entry: Entry) -> str:
    return gettext("The place of a person was ended")


def _access_answered(act: Any, entry: Entry) -> str:
    return gettext("Somebody answered what is needed in order to take part")


def _stepped_down(act: Any, entry: Entry) -> str:
    return gettext("Somebody gave up a place")


def _name(act: Any) -> str:
    return organisation_name(act.organisation, partnership=act.partnership)


SENTENCES: Mapping[str, Callable[[Any, Entry], Says]] = {
    "membership.admit": _admitted,
    "membership.correct": _corrected,
    "membership.import_list": _imported,
    "membership.undo_import": _taken_back,
    "membership.leave": _left,
    "membership.discharge": _discharged,
    "membership.invite": _invited,
    "membership.withdraw": _withdrawn,
    "membership.accept": _accepted,
    "membership.represent": _represented,
    "membership.say_mandate": _mandate_said,
    "membership.end_place": _place_ended,
    "membership.answer_access": _access_answered,
    "membership.step_down": _stepped_down,
}
