"""What each act of interests is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.capabilities.interests import acts
from commonweal.capabilities.interests.phrases import NATURES
from commonweal.record.entry import Entry


def _declared(act: acts.DeclareInterest, entry: Entry) -> str:
    if act.subject == "organisation":
        return gettext("An interest of an organisation was declared: %(kind)s") % {"kind": NATURES[act.nature]}
    return gettext("Somebody declared an interest: %(kind)s") % {"kind": NATURES[act.nature]}


def _none(act: acts.DeclareNone, entry: Entry) -> str:
    if act.subject == "organisation":
        return gettext("An organisation said that it has no interests to declare")
    return gettext("Somebody said that there are no interests to declare")


def _renewed(act: acts.RenewInterest, entry: Entry) -> str:
    return gettext("The interest declared in entry %(n)s still holds") % {"n": act.declaration}


def _ended(act: acts.EndInterest, entry: Entry) -> str:
    return gettext("The interest declared in entry %(n)s is over") % {"n": act.declaration}


def _judged(act: acts.JudgeInterest, entry: Entry) -> str:
    return {
        "recuse": gettext("The interest declared in entry %(n)s was judged a conflict, from which to step back"),
        "manage": gettext("The interest declared in entry %(n)s was judged a conflict that measures keep harmless"),
        "none": gettext("The interest declared in entry %(n)s was judged no conflict"),
    }[act.conflict] % {"n": act.declaration}


def _stepped_back(act: acts.StepBack, entry: Entry) -> str:
    if act.decision is not None:
        return gettext("Somebody steps back from the decision proposed in entry %(n)s") % {"n": act.decision}
    return gettext("Somebody steps back from a matter")


def _reported(act: acts.ReportMissed, entry: Entry) -> str:
    return gettext("It was reported that somebody did not step back from the decision proposed in entry %(n)s") % {
        "n": act.decision
    }


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "interests.declare": _declared,
    "interests.declare_none": _none,
    "interests.renew": _renewed,
    "interests.end": _ended,
    "interests.judge": _judged,
    "interests.recuse": _stepped_back,
    "interests.report_missed": _reported,
}
