"""What each act of feedback is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import ngettext

from commonweal.acts.capability import Says
from commonweal.capabilities.feedback import acts
from commonweal.capabilities.feedback.phrases import OUTCOMES
from commonweal.record.entry import Entry


def _acknowledged(act: acts.Acknowledge, entry: Entry) -> str:
    n = len(act.about)
    return ngettext("%(n)s contribution was acknowledged", "%(n)s contributions were acknowledged", n) % {"n": n}


def _answered(act: acts.AnswerContributions, entry: Entry) -> str:
    n, outcome = len(act.about), str(OUTCOMES[act.outcome])
    return ngettext(
        "%(n)s contribution was answered: %(outcome)s", "%(n)s contributions were answered: %(outcome)s", n
    ) % {"n": n, "outcome": outcome[:1].lower() + outcome[1:]}


def _effect(act: acts.StateEffect, entry: Entry) -> str:
    n = len(act.about)
    return ngettext(
        "It was said what came of %(n)s contribution", "It was said what came of %(n)s contributions", n
    ) % {"n": n}


def _handed_over(act: acts.HandOver, entry: Entry) -> str:
    n = len(act.about)
    return ngettext(
        "%(n)s contribution was handed over to another owner",
        "%(n)s contributions were handed over to another owner",
        n,
    ) % {"n": n}


SENTENCES: Mapping[str, Callable[[Any, Entry], Says]] = {
    "feedback.acknowledge": _acknowledged,
    "feedback.answer": _answered,
    "feedback.state_effect": _effect,
    "feedback.hand_over": _handed_over,
}
