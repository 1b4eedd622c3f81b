"""What is recorded about assumptions, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.acts.capability import Says
from commonweal.capabilities.assumptions import acts
from commonweal.record.entry import Entry


def _tested(act: acts.ReportTest, entry: Entry) -> str:
    return {
        "holds": gettext("Tested an assumption: it holds"),
        "fails": gettext("Tested an assumption: it does not hold"),
        "unclear": gettext("Tested an assumption: the test did not tell"),
    }[act.result]


SENTENCES: Mapping[str, Callable[[Any, Entry], Says]] = {
    "assumptions.state": lambda act, entry: gettext("Wrote down an assumption: “%(title)s”") % {"title": act.title},
    "assumptions.revise": lambda act, entry: gettext("Put an assumption anew: “%(title)s”") % {"title": act.title},
    "assumptions.report_test": _tested,
    "assumptions.hand_over": lambda act, entry: gettext("Handed an assumption over to somebody else"),
    "assumptions.act_on": lambda act, entry: gettext(
        "Said what becomes of something that rested on an assumption which fails"
    ),
    "assumptions.give_up": lambda act, entry: gettext("Gave an assumption up"),
}
