"""What each act of a dispute is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.capabilities.disputes import acts
from commonweal.capabilities.disputes.phrases import OUTCOMES
from commonweal.record.entry import Entry


def _raised(act: acts.RaiseDispute, entry: Entry) -> str:
    if act.about is not None:
        return {
            "complaint": gettext("Somebody complained about entry %(n)s"),
            "dispute": gettext("Entry %(n)s is in dispute"),
            "missed_recusal": gettext("Somebody complained that nobody stepped back in entry %(n)s"),
            "appeal": gettext("Somebody appealed against entry %(n)s"),
        }[act.sort] % {"n": act.about}
    return gettext("Something is in dispute") if act.sort == "dispute" else gettext("Somebody complained")


def _taken(act: acts.TakeDispute, entry: Entry) -> str:
    return gettext("Somebody took on what was raised in entry %(n)s") % {"n": act.dispute}


def _said(act: acts.SayInDispute, entry: Entry) -> str:
    return gettext("Something was said to what was raised in entry %(n)s") % {"n": act.dispute}


def _moved_on(act: acts.MoveOnDispute, entry: Entry) -> str:
    return gettext("What was raised in entry %(n)s goes on to the next step") % {"n": act.dispute}


def _settled(act: acts.SettleDispute, entry: Entry) -> str:
    return gettext("What was raised in entry %(n)s is settled: %(outcome)s") % {
        "n": act.dispute,
        "outcome": OUTCOMES[act.outcome],
    }


def _withdrawn(act: acts.WithdrawDispute, entry: Entry) -> str:
    return gettext("What was raised in entry %(n)s was taken back") % {"n": act.dispute}


def _rehearsed(act: acts.RehearsePath, entry: Entry) -> str:
    return gettext("The path of complaints was tried out")


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "disputes.raise": _raised,
    "disputes.take": _taken,
    "disputes.say": _said,
    "disputes.move_on": _moved_on,
    "disputes.settle": _settled,
    "disputes.withdraw": _withdrawn,
    "disputes.rehearse": _rehearsed,
}
