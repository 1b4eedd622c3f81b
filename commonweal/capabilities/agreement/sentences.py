"""What each act of the agreement is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from commonweal.capabilities.agreement import acts
from commonweal.capabilities.agreement.phrases import OUTCOMES
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def _signed(act: acts.SignCharter, entry: Entry) -> str:
    return gettext("%(name)s signed the charter with a key") % _name(entry, entry.org)


def _signed_by_code(act: acts.SignByCode, entry: Entry) -> str:
    return gettext("%(name)s signed the charter with a mailed code") % _name(entry, entry.org)


def _signed_on_paper(act: acts.SignOnPaper, entry: Entry) -> str:
    return gettext("%(name)s signed the charter on paper") % _name(entry, act.organisation)


def _declined(act: acts.Decline, entry: Entry) -> str:
    return gettext("%(name)s declined to sign the charter") % _name(entry, entry.org)


def _acceded(act: acts.Accede, entry: Entry) -> str:
    return gettext("%(name)s acceded to the charter") % _name(entry, entry.org)


def _ruling(act: acts.BringIntoForce, entry: Entry) -> str:
    if act.decision is None:
        return gettext("The charter that was signed came into force")
    return gettext("The amended charter came into force")


def _edition(act: acts.AdoptEdition, entry: Entry) -> str:
    return gettext("The partnership goes on under the newest interim charter")


def _notice(act: acts.GiveNotice, entry: Entry) -> str:
    said = {**_name(entry, entry.org), "day": date_format(act.leaves_on, "DATE_FORMAT")}
    return gettext("%(name)s gave notice that it leaves on %(day)s") % said


def _suspended(act: acts.Suspend, entry: Entry) -> str:
    name = _name(entry, act.organisation)
    if act.until_on is None:
        return gettext("The seats of %(name)s rest") % name
    return gettext("The seats of %(name)s rest until %(day)s") % {
        **name,
        "day": date_format(act.until_on, "DATE_FORMAT"),
    }


def _lifted(act: acts.LiftSuspension, entry: Entry) -> str:
    return gettext("The seats of %(name)s rest no longer") % _name(entry, act.organisation)


def _succeeded(act: acts.Succeed, entry: Entry) -> str:
    said = {**_name(entry, act.organisation), "successor": _name(entry, act.successor)["name"]}
    return gettext("%(successor)s took the place of %(name)s") % said


def _renewed(act: acts.Renew, entry: Entry) -> str:
    return gettext("The agreement was renewed until %(day)s") % {"day": date_format(act.until_on, "DATE_FORMAT")}


def _dissolved(act: acts.Dissolve, entry: Entry) -> str:
    return gettext("The partnership ends on %(day)s") % {"day": date_format(act.ends_on, "DATE_FORMAT")}


def _next(act: acts.DecideNext, entry: Entry) -> str:
    return gettext("What comes next was decided: %(outcome)s") % {"outcome": OUTCOMES[act.outcome]}


def _name(entry: Entry, organisation: str | None) -> dict[str, str]:
    name = organisation_name(organisation, partnership=entry.partnership) if organisation else ""
    return {"name": name or gettext("An organisation")}


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "agreement.sign": _signed,
    "agreement.sign_by_code": _signed_by_code,
    "agreement.sign_on_paper": _signed_on_paper,
    "agreement.decline": _declined,
    "agreement.accede": _acceded,
    "agreement.bring_into_force": _ruling,
    "agreement.adopt_edition": _edition,
    "agreement.give_notice": _notice,
    "agreement.suspend": _suspended,
    "agreement.lift_suspension": _lifted,
    "agreement.succeed": _succeeded,
    "agreement.renew": _renewed,
    "agreement.dissolve": _dissolved,
    "agreement.decide_next": _next,
}
