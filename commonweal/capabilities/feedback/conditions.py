"""What must be so for contributions to be acknowledged, answered, told their effect, and handed over."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.feedback import acts, queries
from commonweal.capabilities.feedback.queries import Contribution
from commonweal.partnerships.actors import Actor, actor_of


def are_contributions(act: acts.OfContributions, *, by: Actor, at: datetime) -> Objection | None:
    """Every entry that is named is a contribution here."""
    found = {row.entry for row in _rows(act)}
    other = next((entry for entry in act.about if entry not in found), None)
    if other is None:
        return None
    return Objection(_("Entry %(n)s is no contribution. Choose from the list.") % {"n": other}, "about")


def some_are_new(act: acts.Acknowledge, *, by: Actor, at: datetime) -> Objection | None:
    """At least one of them was not acknowledged yet: two people may do so at once."""
    if any(row.acknowledged_entry is None for row in _rows(act)):
        return None
    return Objection(_("All of these were acknowledged already."), "about")


def not_her_own(act: acts.OfContributions, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody answers herself."""
    own = next((row.entry for row in _rows(act) if row.person and row.person == by.person), None)
    if own is None:
        return None
    return Objection(_("You gave entry %(n)s yourself. Leave it to somebody else.") % {"n": own}, "about")


def were_answered(act: acts.StateEffect, *, by: Actor, at: datetime) -> Objection | None:
    """What came of something is said after it was answered."""
    early = next((row.entry for row in _rows(act) if row.answered_entry is None), None)
    if early is None:
        return None
    return Objection(_("Entry %(n)s was not answered yet. Answer it first.") % {"n": early}, "about")


def can_answer(act: acts.HandOver, *, by: Actor, at: datetime) -> Objection | None:
    """Only somebody who may answer for the partnership can be given contributions to answer."""
    owner = actor_of(act.owner, partnership=act.partnership, at=at)
    if verdict_on(acts.AnswerContributions, by=owner, at=at).allowed:
        return None
    return Objection(_("Choose somebody who holds a place from which one answers for the partnership."), "owner")


def changes_something(act: acts.HandOver, *, by: Actor, at: datetime) -> Objection | None:
    """At least one of them has another owner now."""
    if any(row.owner != act.owner for row in _rows(act)):
        return None
    return Objection(_("She answers all of these already."), "owner")


def _rows(act: acts.OfContributions) -> list[Contribution]:
    return queries.contributions_at(act.partnership, act.about)
