"""What each act on drafts is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.capabilities.chartering import acts
from commonweal.record.entry import Entry


def _opened(act: acts.OpenDraft, entry: Entry) -> str:
    return gettext("A draft of a charter was opened: “%(title)s”") % {"title": act.title}


def _put(act: acts.PutClauses, entry: Entry) -> str:
    n = len(act.clauses) + len(act.removes)
    if n == 1:
        number = [*act.removes, *(clause.number for clause in act.clauses)][0]
        if act.removes:
            return gettext("Clause %(number)s was taken out of a draft") % {"number": number}
        return gettext("Clause %(number)s was put into a draft") % {"number": number}
    return ngettext("%(n)s clause of a draft was put", "%(n)s clauses of a draft were put", n) % {"n": n}


def _proposed(act: acts.ProposeChange, entry: Entry) -> str:
    if act.removal:
        return gettext("It was proposed to take clause %(number)s out of a draft") % {"number": act.number}
    return gettext("A change to clause %(number)s of a draft was proposed") % {"number": act.number}


def _commented(act: acts.CommentOnClause, entry: Entry) -> str:
    if act.number is None:
        return gettext("Somebody commented on a draft")
    return gettext("Somebody commented on clause %(number)s of a draft") % {"number": act.number}


def _objected(act: acts.ObjectToClause, entry: Entry) -> str:
    if act.number is None:
        return gettext("Somebody objected to a draft")
    return gettext("Somebody objected to clause %(number)s of a draft") % {"number": act.number}


def _settled(act: acts.SettleChange, entry: Entry) -> str:
    return gettext("A change was taken into a draft") if act.accepted else gettext("A change to a draft was declined")


def _answered(act: acts.AnswerObjection, entry: Entry) -> str:
    if act.how == "integrated":
        return gettext("An objection to a draft was integrated into its text")
    return gettext("An objection to a draft was answered")


def _objection_withdrawn(act: acts.WithdrawObjection, entry: Entry) -> str:
    return gettext("An objection to a draft was taken back")


def _presented(act: acts.Freeze, entry: Entry) -> str:
    if act.purpose == "sign":
        return gettext("A charter was presented for signature")
    return gettext("An amended charter was presented for decision")


def _withdrawn(act: acts.WithdrawDraft, entry: Entry) -> str:
    return gettext("A draft of a charter was set aside")


def _reopened(act: acts.ReopenDraft, entry: Entry) -> str:
    return gettext("A charter that had been presented was taken back, to be changed")


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "chartering.open_draft": _opened,
    "chartering.put_clauses": _put,
    "chartering.propose_change": _proposed,
    "chartering.comment": _commented,
    "chartering.object": _objected,
    "chartering.settle_change": _settled,
    "chartering.answer_objection": _answered,
    "chartering.withdraw_objection": _objection_withdrawn,
    "chartering.freeze": _presented,
    "chartering.withdraw_draft": _withdrawn,
    "chartering.reopen_draft": _reopened,
}
