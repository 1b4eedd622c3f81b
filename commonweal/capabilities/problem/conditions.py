"""What must be so for a problem statement to be worked on, presented and adopted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.adopting import decision_adopts
from commonweal.acts.capability import Objection
from commonweal.capabilities.problem import acts, cause_acts, queries
from commonweal.capabilities.problem.queries import NotThere
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import CoreGoal
from commonweal.record import reading


def problem_is_here(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """There is a statement to work on."""
    try:
        queries.problem_at(act.partnership, act.problem)
    except NotThere:
        return Objection(_("There is no such problem statement here."))
    return None


def rests_on_what_is_there(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """What a line or a cause rests on is an entry of the record."""
    beyond = [cite.entry for cite in act.cites if cite.entry >= reading.size(act.partnership)]
    if not beyond:
        return None
    return Objection(_("The record has no entry %(entry)s yet. Name entries that are there.") % {"entry": beyond[0]},
                     field="rests_on")  # fmt: skip


def suggestion_fits(act: acts.Suggest, *, by: Actor, at: datetime) -> Objection | None:
    """A new line is new; a change rests on the wording that stands."""
    found = {row.line: row for row in queries.lines_of(act.partnership, act.problem)}
    here = found.get(act.line)
    if act.how == "new":
        if here is not None:
            return Objection(_("This line stands in the text already. Load the page again."))
        if len(found) >= acts.MOST_LINES:
            return Objection(_("The statement has as many lines as it can have. Change one instead."))
        return None
    if here is None:
        return Objection(_("This line no longer stands in the text."))
    return None if here.wording == act.base else Objection(CHANGED)


CHANGED = _("This line was changed meanwhile. Read how it stands now, then suggest a change to that.")


def suggestion_waits(act: acts.SettleSuggestion, *, by: Actor, at: datetime) -> Objection | None:
    """A suggestion is settled once; one that rests on older words can only be declined."""
    try:
        row = queries.suggestion_at(act.partnership, act.suggestion)
    except NotThere:
        return Objection(_("There is no such suggestion here."))
    if row.problem != act.problem:
        return Objection(_("There is no such suggestion here."))
    if row.settled:
        return Objection(_("Somebody has settled this suggestion already."))
    if act.settled == "declined" or row.how == "new":
        return None
    now = next((line for line in queries.lines_of(act.partnership, act.problem) if line.line == row.line), None)
    if now is None:
        return Objection(_("The line to which this belongs no longer stands in the text. Decline it and say so."))
    if now.wording != row.base:
        return Objection(_("The line was changed after this was suggested. Decline it and say so, or suggest it anew."))
    return None


def line_stands(act: acts.Dissent, *, by: Actor, at: datetime) -> Objection | None:
    """Dissent is noted on a line that stands, or on the whole."""
    if act.line is None or any(row.line == act.line for row in queries.lines_of(act.partnership, act.problem)):
        return None
    return Objection(_("This line no longer stands in the text."), field="line")


def note_is_here(act: acts.AnswerDissent, *, by: Actor, at: datetime) -> Objection | None:
    """A note is answered where it is."""
    rows = queries.dissent_on(act.partnership, act.problem)
    if any(row.entry == act.dissent for row in rows):
        return None
    return Objection(_("There is no such note here."))


def cause_is_new(act: cause_acts.AddCause, *, by: Actor, at: datetime) -> Objection | None:
    """A cause is named once, under one that is there."""
    found = queries.causes_of(act.partnership, act.problem)
    if queries.cause_exists(act.partnership, act.cause):
        return Objection(_("This cause was named before."))
    if len(found) >= acts.MOST_CAUSES:
        return Objection(_("The tree has as many causes as it can have."))
    return _under_one_of(act.under, {row.cause for row in found})


def cause_is_here(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """Something is said of a cause that is in the tree."""
    if any(row.cause == act.cause for row in queries.causes_of(act.partnership, act.problem)):
        return None
    return Objection(_("There is no such cause here."))


def moves_to_no_own_branch(act: cause_acts.MoveCause, *, by: Actor, at: datetime) -> Objection | None:
    """A cause is not put under itself, nor under what lies beneath it."""
    above = {row.cause: row.under for row in queries.causes_of(act.partnership, act.problem)}
    wrong = _under_one_of(act.under, set(above))
    place = act.under or ""
    while wrong is None and place:
        if place == act.cause:
            return Objection(_("A cause cannot lie under itself. Choose one of another branch."), field="under")
        place = above.get(place, "")
    return wrong


def goal_stands(act: cause_acts.LinkCause, *, by: Actor, at: datetime) -> Objection | None:
    """A cause is taken up by a goal that was named and not given up."""
    rows = CoreGoal.objects.filter(partnership=act.partnership, goal=act.goal, withdrawn_entry__isnull=True)
    return None if rows.exists() else Objection(_("Choose a goal that stands."), field="goal")


def something_new_to_present(act: acts.Present, *, by: Actor, at: datetime) -> Objection | None:
    """A version has lines, and says something else than the one before."""
    if not act.lines:
        return Objection(_("The statement has no line yet. Take a suggestion into the text first."))
    last = queries.versions_of(act.partnership, act.problem)[:1]
    if last and last[0].digest == act.digest:
        return Objection(_("Nothing has changed since version %(n)s was presented.") % {"n": last[0].number})
    return None


def version_was_decided(act: acts.Adopt, *, by: Actor, at: datetime) -> Objection | None:
    """A version is adopted once, by a decision that was carried on it."""
    row = next((row for row in queries.versions_of(act.partnership, act.problem) if row.entry == act.version), None)
    if row is None:
        return Objection(_("There is no such version here."), field="version")
    wrong = decision_adopts(act.partnership, version=act.version, decision=act.decision)
    if wrong is None and row.decision == act.decision:
        return Objection(_("This version was adopted by this decision already."))
    return wrong


def _under_one_of(under: str | None, there: set[str]) -> Objection | None:
    if under is None or under in there:
        return None
    return Objection(_("The cause above it is not in the tree."), field="under")
