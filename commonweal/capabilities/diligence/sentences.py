"""What each act of a check is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from commonweal.capabilities.diligence import acts
from commonweal.capabilities.diligence.phrases import FINDINGS
from commonweal.capabilities.diligence.questions import question_with
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def _opened(act: acts.OpenCheck, entry: Entry) -> str:
    return {
        "light": gettext("A light check of %(organisation)s began"),
        "standard": gettext("A standard check of %(organisation)s began"),
        "deep": gettext("A deep check of %(organisation)s began"),
    }[act.depth] % {"organisation": organisation_name(act.organisation, partnership=act.partnership)}


def _found(act: acts.Find, entry: Entry) -> str:
    question = question_with(act.item)
    return gettext("Looked into: “%(question)s” %(finding)s") % {
        "question": question.title if question else act.item,
        "finding": FINDINGS[act.finding],
    }


def _replied(act: acts.Reply, entry: Entry) -> str:
    return gettext("An organisation replied to what was found about it")


def _concluded(act: acts.Conclude, entry: Entry) -> str:
    named = {"day": date_format(act.valid_until, "DATE_FORMAT")}
    return {
        "passed": gettext("A check was concluded: passed, until %(day)s"),
        "passed_with_conditions": gettext("A check was concluded: passed with conditions, until %(day)s"),
        "not_passed": gettext("A check was concluded: not passed"),
    }[act.outcome] % named


def _withdrawn(act: acts.WithdrawCheck, entry: Entry) -> str:
    return gettext("A check was withdrawn")


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "diligence.open": _opened,
    "diligence.find": _found,
    "diligence.reply": _replied,
    "diligence.conclude": _concluded,
    "diligence.withdraw": _withdrawn,
}
