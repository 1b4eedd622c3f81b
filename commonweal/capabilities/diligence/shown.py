"""Checks as they are shown: states and findings in words, with their shape, and the story of a check."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.capabilities.diligence import queries
from commonweal.capabilities.diligence.phrases import DEPTHS, FINDINGS, OUTCOMES, SIGNS, STATES
from commonweal.capabilities.diligence.queries import Asked, Standing, Whole
from commonweal.methods.checking import time_to_reply_ends
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations


@dataclass(frozen=True, slots=True)
class Sign:
    """A state or a finding as it is shown: its word, and the shape and colour beside it."""

    code: str
    label: Says

    @property
    def status(self) -> str:
        """Which of the house's shapes stands beside the word."""
        return SIGNS[self.code]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened to a check."""

    at: datetime
    entry: int
    says: Says
    about: str = ""


def groups(standings: Sequence[Standing], own: Collection[str]) -> list[tuple[str, Says, list[dict[str, Any]]]]:
    """Return the members by what they need, each group with its name and its heading."""
    named: dict[str, Says] = {
        "renew": _("Look again"),
        "running": _("Under way"),
        "new": _("Not looked into yet"),
        "holds": _("A check that holds"),
    }
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in named}
    for each in standings:
        found[_group(each)].append(member_row(each, own))
    return [(name, heading, found[name]) for name, heading in named.items()]


def _group(each: Standing) -> str:
    if each.holds:
        return "holds"
    if each.running is not None:
        return "running"
    return "new" if each.state == "none" else "renew"


def member_row(each: Standing, own: Collection[str]) -> dict[str, Any]:
    """Return a member with how it stands; `own` are the organisations for which the reader acts."""
    return {
        "member": each.member,
        "last": each.last,
        "running": each.running,
        "holds": each.holds,
        "sign": Sign(each.state, STATES[each.state]),
        "own": each.member.organisation in own,
    }


def item_row(item: Asked) -> dict[str, Any]:
    """Return a question with what was found on it."""
    now = item.finding
    return {
        "asked": item,
        "question": item.question,
        "finding": now,
        "pieces": [_piece(each) for each in now.evidence] if now else [],
        "sign": Sign(now.finding, FINDINGS[now.finding]) if now else None,
        "earlier": [(each, Sign(each.finding, FINDINGS[each.finding])) for each in item.earlier],
        "replies": item.replies,
    }


def _piece(piece: dict[str, Any]) -> dict[str, Any]:
    """Return one piece of evidence with its last day as a day, which a page writes as people there do."""
    until = piece["until_on"]
    return {**piece, "until_on": date.fromisoformat(until) if until else None}


def of(whole: Whole, request: PartnershipRequest) -> dict[str, Any]:
    """Return what every page of a check shows: the organisation, how it stands, and who the reader is to it."""
    check, here = whole.check, request.partnership.pk
    person = request.actor.person
    state = queries.state_of(check, on=request.at.date())
    return {
        "whole": whole,
        "check": check,
        "member": organisations(here).get(check.organisation),
        "depth": DEPTHS[check.depth].name,
        "outcome": OUTCOMES.get(check.outcome),
        "sign": Sign(state, STATES[state]) if check.outcome else None,
        "own": queries.acts_for(person, check.organisation, partnership=here),
        "speaks": queries.speaks_for(person, check.organisation, partnership=here),
    }


def unheard(whole: Whole, at: datetime) -> datetime | None:
    """Return until when the organisation still has time to reply, where it did not; else nothing."""
    ends = [time_to_reply_ends(item.finding.at) for item in whole.unheard(at) if item.finding]
    return max(ends, default=None)


def history(whole: Whole) -> list[Turn]:
    """Return everything that happened to a check, newest first."""
    check, turns = whole.check, [Turn(whole.check.opened_at, whole.check.entry, _("The check began"))]
    for item in whole.items:
        found = [each for each in (item.finding, *item.earlier) if each]
        turns += [Turn(each.at, each.entry, FINDINGS[each.finding], item.question.title) for each in found]
        turns += [
            Turn(each.at, each.entry, _("The organisation replied"), item.question.title) for each in item.replies
        ]
    turns += [Turn(each.at, each.entry, _("The organisation replied")) for each in whole.replies]
    if check.concluded_at is not None and check.concluded_entry is not None:
        turns.append(Turn(check.concluded_at, check.concluded_entry, OUTCOMES[check.outcome]))
    if check.withdrawn_at is not None and check.withdrawn_entry is not None:
        turns.append(Turn(check.withdrawn_at, check.withdrawn_entry, _("The check was withdrawn")))
    return sorted(turns, key=lambda turn: -turn.entry)
