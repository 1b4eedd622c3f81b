"""What each act of decisions is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.capabilities.decisions import acts, ballot_acts, queries
from commonweal.capabilities.decisions.queries import NotThere
from commonweal.record.entry import Entry


def _proposed(act: acts.Propose, entry: Entry) -> str:
    return gettext("A decision was proposed: “%(title)s”") % {"title": act.title}


def _settled(act: acts.SettleAmendment, entry: Entry) -> str:
    return {
        "taken": gettext("A change was taken into “%(title)s”"),
        "declined": gettext("A change to “%(title)s” was declined, with a reason"),
    }[act.settled] % _title(entry)


def _opened(act: ballot_acts.OpenBallot, entry: Entry) -> str:
    said = (
        gettext("A secret ballot opened on “%(title)s”") if act.secret else gettext("The ballot opened on “%(title)s”")
    )
    return said % _title(entry)


def _cast(act: ballot_acts.Cast, entry: Entry) -> str:
    said = (
        gettext("A ballot was cast by proxy on “%(title)s”")
        if act.for_absent
        else gettext("A ballot was cast on “%(title)s”")
    )
    return said % _title(entry)


def _closed(act: ballot_acts.CloseBallot | ballot_acts.ChooseTie, entry: Entry) -> str:
    return {
        "carried": gettext("“%(title)s” was carried"),
        "failed": gettext("“%(title)s” was not carried"),
        "no_quorum": gettext("Too few took part to decide “%(title)s”"),
        "tied": gettext("The votes on “%(title)s” are equal"),
        "vetoed": gettext("“%(title)s” was stopped by a veto"),
    }[act.outcome or "failed"] % _title(entry)


def _ruled(act: acts.RuleOnAppeal, entry: Entry) -> str:
    return {
        "upheld": gettext("An appeal against “%(title)s” was upheld"),
        "rejected": gettext("An appeal against “%(title)s” was rejected"),
    }[act.ruling] % _title(entry)


def _title(entry: Entry) -> dict[str, str]:
    try:
        return {"title": queries.decision_with(entry.partnership, entry.body["decision"]).title}
    except (KeyError, NotThere):
        return {"title": ""}


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "decisions.propose": _proposed,
    "decisions.propose_amendment": lambda act, entry: gettext("A change to “%(title)s” was suggested") % _title(entry),
    "decisions.settle_amendment": _settled,
    "decisions.say_position": lambda act, entry: gettext("A position on “%(title)s” was said") % _title(entry),
    "decisions.object": lambda act, entry: gettext("An objection was raised to “%(title)s”") % _title(entry),
    "decisions.integrate_objection": lambda act, entry: (
        gettext("“%(title)s” was changed to meet an objection") % _title(entry)
    ),
    "decisions.withdraw_objection": lambda act, entry: (
        gettext("An objection to “%(title)s” was taken back") % _title(entry)
    ),
    "decisions.withdraw": lambda act, entry: gettext("The proposal “%(title)s” was taken back") % _title(entry),
    "decisions.open_ballot": _opened,
    "decisions.give_proxy": lambda act, entry: (
        gettext("A proxy was given for the ballot on “%(title)s”") % _title(entry)
    ),
    "decisions.withdraw_proxy": lambda act, entry: (
        gettext("A proxy for the ballot on “%(title)s” was taken back") % _title(entry)
    ),
    "decisions.cast": _cast,
    "decisions.enter_paper": lambda act, entry: gettext("A paper ballot on “%(title)s” was entered") % _title(entry),
    "decisions.veto": lambda act, entry: gettext("A veto was used against “%(title)s”") % _title(entry),
    "decisions.close": _closed,
    "decisions.choose_tie": _closed,
    "decisions.state_outcome": lambda act, entry: gettext("The outcome of “%(title)s” was told") % _title(entry),
    "decisions.dissent": lambda act, entry: gettext("Dissent from “%(title)s” was recorded") % _title(entry),
    "decisions.appeal": lambda act, entry: gettext("Somebody appealed against “%(title)s”") % _title(entry),
    "decisions.rule_on_appeal": _ruled,
    "decisions.reopen": lambda act, entry: gettext("“%(title)s” was taken back into discussion") % _title(entry),
}
