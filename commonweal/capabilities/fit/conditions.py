"""What must be so, when an act is done, for it to fit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.fit.acts import (
    CloseAssessment,
    CloseSounding,
    Decide,
    Note,
    OpenAssessment,
    OpenSounding,
    Reopen,
    ReviseGoal,
    Score,
    WithdrawGoal,
)
from commonweal.capabilities.fit.queries import (
    AssessmentThen,
    NotThere,
    assessment_at,
    goal_wordings,
    latest_assessment,
    sounding_held,
    soundings,
)
from commonweal.capabilities.fit.sounding import counted
from commonweal.methods.fit import medians_as_text
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members, representations

NO_SUCH_ASSESSMENT = Objection(_("There is no such assessment. Go back to the list and choose one."), "assessment")


def goal_stands(act: ReviseGoal | WithdrawGoal, *, by: Actor, at: datetime) -> Objection | None:
    """Only a goal that was named and not withdrawn can be changed."""
    try:
        newest = goal_wordings(act.partnership, act.goal)[0]
    except NotThere:
        return Objection(_("There is no such goal. Choose one from the list."), "goal")
    if newest.ended_at is not None:
        return Objection(_("This goal was withdrawn. Name it as a new goal if it is wanted again."), "goal")
    return None


def no_other_is_open(act: OpenAssessment, *, by: Actor, at: datetime) -> Objection | None:
    """One assessment at a time, so that everybody scores the same one."""
    latest = latest_assessment(act.partnership, at=at)
    if latest and latest.is_open:
        return Objection(_("An assessment is open already. Close it before you open another."))
    return None


def takes_scores(act: Score | CloseAssessment, *, by: Actor, at: datetime) -> Objection | None:
    """An open assessment takes scores and can be closed."""
    assessment = _assessment(act.partnership, act.assessment, at)
    if assessment is None:
        return NO_SUCH_ASSESSMENT
    if not assessment.is_open:
        return Objection(_("This assessment is closed. It takes scores again once it is reopened."))
    return None


def answers_what_was_asked(act: Score, *, by: Actor, at: datetime) -> Objection | None:
    """A score has a place, filled or left open, for every alternative on every criterion, and no other."""
    assessment = _assessment(act.partnership, act.assessment, at)
    if assessment is None:
        return NO_SUCH_ASSESSMENT
    asked = {alternative: set(assessment.codes) for alternative in assessment.row.alternatives}
    if {alternative: set(marks) for alternative, marks in act.scores.items()} != asked:
        return Objection(_("The questions have changed. Load the page again; your answers are kept."), "scores")
    return None


def is_somebody(act: Score, *, by: Actor, at: datetime) -> Objection | None:
    """A score is one person's."""
    return None if by.person else Objection(_("Sign in to score."))


def item_was_asked(act: Note, *, by: Actor, at: datetime) -> Objection | None:
    """A note is about an item of the assessment."""
    assessment = _assessment(act.partnership, act.assessment, at)
    if assessment is None:
        return NO_SUCH_ASSESSMENT
    if act.alternative not in assessment.row.alternatives or act.criterion not in assessment.codes:
        return Objection(_("This assessment has no such item."), "criterion")
    return None


def can_be_decided(act: Decide, *, by: Actor, at: datetime) -> Objection | None:
    """A decision rests on the scores of a closed assessment, as they are."""
    assessment = _assessment(act.partnership, act.assessment, at)
    if assessment is None:
        return NO_SUCH_ASSESSMENT
    if not assessment.scores:
        return Objection(_("Nobody has scored yet. Ask several people to score before you decide."))
    if assessment.is_open:
        return Objection(_("Close the assessment first, so that no score changes under the decision."))
    if assessment.decision:
        return Objection(_("It is decided. Reopen the assessment if something has changed."))
    figures = (medians_as_text(assessment.result), str(len(assessment.scores)))
    cited = {cite.entry for cite in act.cites if cite.rel == "based_on"}
    if (dict(act.medians), act.assessors) != figures or not cited.issuperset(s.entry for s in assessment.scores):
        return Objection(_("The scores have changed since you looked. Look at the result again, then decide."))
    return None


def deciders_take_part(act: Decide, *, by: Actor, at: datetime) -> Objection | None:
    """Sponsor and deciders are members and people of this partnership."""
    orgs = set(members(act.partnership).values_list("organisation", flat=True))
    if act.sponsor not in orgs:
        return Objection(_("Choose a sponsor from the member organisations."), "sponsor")
    people = set(representations(act.partnership).values_list("person", flat=True))
    named = [d.organisation or d.person for d in act.interests]
    if not set(named) <= orgs | people:
        return Objection(_("Every decider takes part in this partnership."), "interests")
    if len(set(named)) < len(named):
        return Objection(_("Each decider declares once."), "interests")
    return None


def can_be_reopened(act: Reopen, *, by: Actor, at: datetime) -> Objection | None:
    """What is closed can be opened again, if no other assessment has taken its place."""
    assessment = _assessment(act.partnership, act.assessment, at)
    if assessment is None:
        return NO_SUCH_ASSESSMENT
    if assessment.is_open:
        return Objection(_("This assessment is open."), "assessment")
    latest = latest_assessment(act.partnership, at=at)
    if latest and latest.row.entry != act.assessment and latest.is_open:
        return Objection(_("A later assessment is open already. Close it before you reopen this one."), "assessment")
    return None


def box_is_new(act: OpenSounding, *, by: Actor, at: datetime) -> Objection | None:
    """Every question has a box of its own, and a day to come as its last."""
    if any(row.box == act.box for row in soundings(act.partnership)):
        return Objection(_("This question was put before. Load the page again."), "box")
    if act.until_on and act.until_on < at.date():
        return Objection(_("This day is past. Choose a later one, or none."), "until_on")
    return None


def box_holds_this(act: CloseSounding, *, by: Actor, at: datetime) -> Objection | None:
    """What is sealed is what the box holds, line for line."""
    try:
        row = sounding_held(act.partnership, act.box)
    except NotThere:
        return Objection(_("There is no such question. Choose one from the list."), "box")
    if row.closed_at is not None:
        return Objection(_("This question is closed already."), "box")
    held = counted(act.partnership, act.box)
    if (held.count, held.root, held.answers) != (act.count, act.root, dict(act.answers)):
        return Objection(_("Further answers came in. Close it again to count them too."))
    return None


def _assessment(partnership: str, position: int, at: datetime) -> AssessmentThen | None:
    try:
        return assessment_at(partnership, position, at=at)
    except NotThere:
        return None
