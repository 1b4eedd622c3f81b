"""What each act on a problem statement is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.capabilities.problem import acts
from commonweal.record.entry import Entry


def _opened(act: acts.OpenProblem, entry: Entry) -> str:
    return gettext("A problem statement was opened: “%(title)s”") % {"title": act.title}


def _suggested(act: acts.Suggest, entry: Entry) -> str:
    return {
        "new": gettext("A new line was suggested for the problem statement"),
        "change": gettext("A change to a line of the problem statement was suggested"),
        "remove": gettext("It was suggested that a line of the problem statement goes"),
    }[act.how]


def _settled(act: acts.SettleSuggestion, entry: Entry) -> str:
    return {
        "taken": gettext("A suggestion was taken into the problem statement"),
        "declined": gettext("A suggestion for the problem statement was declined, with a reason"),
    }[act.settled]


def _dissented(act: acts.Dissent, entry: Entry) -> str:
    if act.line is None:
        return gettext("Dissent was noted on the whole problem statement")
    return gettext("Dissent was noted on a line of the problem statement")


def _presented(act: acts.Present, entry: Entry) -> str:
    return gettext("Version %(n)s of the problem statement was presented") % {"n": act.number}


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "problem.open": _opened,
    "problem.suggest": _suggested,
    "problem.settle": _settled,
    "problem.dissent": _dissented,
    "problem.answer_dissent": lambda act, entry: gettext("A note of dissent was answered"),
    "problem.add_cause": lambda act, entry: gettext("A cause of the problem was named"),
    "problem.reword_cause": lambda act, entry: gettext("A cause of the problem was said in other words"),
    "problem.move_cause": lambda act, entry: gettext("A cause was moved in the tree of causes"),
    "problem.mark_root": lambda act, entry: (
        gettext("A cause was named a root") if act.root else gettext("A cause was said to be no root")
    ),
    "problem.link_cause": lambda act, entry: gettext("A goal was named that takes up a cause"),
    "problem.set_aside": lambda act, entry: gettext("A cause was set aside as not ours, with a reason"),
    "problem.present": _presented,
    "problem.adopt": lambda act, entry: gettext("A version of the problem statement was adopted by decision"),
}
