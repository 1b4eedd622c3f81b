"""What each act of fit is called in the list of what happened: a sentence without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.capabilities.fit import acts
from commonweal.capabilities.fit.catalogue import catalogue
from commonweal.capabilities.fit.phrases import ALTERNATIVES, COLOURS, SUBJECTS
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def _goal_named(act: acts.NameGoal, entry: Entry) -> str:
    return gettext("The goal “%(title)s” was named") % {"title": act.title}


def _goal_revised(act: acts.ReviseGoal, entry: Entry) -> str:
    return gettext("The goal “%(title)s” was said anew") % {"title": act.title}


def _goal_withdrawn(act: acts.WithdrawGoal, entry: Entry) -> str:
    return gettext("A goal was withdrawn")


def _condition_stated(act: acts.StateCondition, entry: Entry) -> str:
    return gettext("Condition “%(condition)s”: %(colour)s") % {
        "condition": SUBJECTS[act.condition].name,
        "colour": COLOURS[act.colour].name,
    }


def _assessment_opened(act: acts.OpenAssessment, entry: Entry) -> str:
    others = len(act.alternatives) - 1
    return ngettext(
        "An assessment opened: the alliance against %(n)s alternative",
        "An assessment opened: the alliance against %(n)s alternatives",
        others,
    ) % {"n": others}


def _assessment_closed(act: acts.CloseAssessment, entry: Entry) -> str:
    return gettext("The assessment closed")


def _reopened(act: acts.Reopen, entry: Entry) -> str:
    return gettext("The assessment was reopened")


def _scored(act: acts.Score, entry: Entry) -> str:
    return gettext("Somebody scored the alliance and its alternatives")


def _noted(act: acts.Note, entry: Entry) -> str:
    return gettext("Views that differ on “%(alternative)s” were talked over") % {
        "alternative": ALTERNATIVES[act.alternative].name
    }


def _decided(act: acts.Decide, entry: Entry) -> str:
    sponsor = organisation_name(act.sponsor, partnership=act.partnership)
    sentence = {
        "proceed": gettext("It was decided to proceed, with %(sponsor)s as sponsor"),
        "smaller": gettext("It was decided to take a smaller form, with %(sponsor)s as sponsor"),
        "not": gettext("It was decided not to partner, with %(sponsor)s as sponsor"),
    }[act.outcome]
    return sentence % {"sponsor": sponsor}


def _models_chosen(act: acts.ChooseModels, entry: Entry) -> str:
    names = ", ".join(catalogue()[code].name for code in act.models)
    return gettext("Models of working together were chosen: %(names)s") % {"names": names}


def _sounding_opened(act: acts.OpenSounding, entry: Entry) -> str:
    return gettext("Residents were asked about “%(condition)s”") % {"condition": SUBJECTS[act.condition].name}


def _sounding_closed(act: acts.CloseSounding, entry: Entry) -> str:
    return ngettext(
        "The question to residents closed with %(n)s answer",
        "The question to residents closed with %(n)s answers",
        act.count,
    ) % {"n": act.count}


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "fit.name_goal": _goal_named,
    "fit.revise_goal": _goal_revised,
    "fit.withdraw_goal": _goal_withdrawn,
    "fit.state_condition": _condition_stated,
    "fit.open_assessment": _assessment_opened,
    "fit.close_assessment": _assessment_closed,
    "fit.reopen": _reopened,
    "fit.score": _scored,
    "fit.note": _noted,
    "fit.decide": _decided,
    "fit.choose_models": _models_chosen,
    "fit.open_sounding": _sounding_opened,
    "fit.close_sounding": _sounding_closed,
}
