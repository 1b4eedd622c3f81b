"""From recorded acts to the read model of fit."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.fit.acts import (
    ChooseModels,
    CloseAssessment,
    CloseSounding,
    Decide,
    NameGoal,
    Note,
    OpenAssessment,
    OpenSounding,
    Reopen,
    ReviseGoal,
    Score,
    StateCondition,
    WithdrawGoal,
)
from commonweal.capabilities.fit.models import (
    Assessment,
    Condition,
    Dated,
    Decision,
    DiscussionNote,
    Goal,
    ModelsChosen,
    ScoreGiven,
    Sounding,
)
from commonweal.kit.dates import format_instant
from commonweal.partnerships.models import Member
from commonweal.record import boxes
from commonweal.record.entry import Entry

TABLES = (Goal, Condition, Assessment, ScoreGiven, DiscussionNote, Decision, ModelsChosen, Sounding)
"""What is written here, in the order in which a replay fills it."""

LEAVES = "membership.leave"
"""The act by which an organisation leaves. A decision whose sponsor has left no longer has one."""


def goal_named(act: NameGoal, entry: Entry) -> None:
    """Write the first wording of a goal."""
    _write_goal(act, entry, goal=entry.position)


def goal_revised(act: ReviseGoal, entry: Entry) -> None:
    """End the old wording and write the new one."""
    _end(Goal, entry, goal=act.goal)
    _write_goal(act, entry, goal=act.goal)


def goal_withdrawn(act: WithdrawGoal, entry: Entry) -> None:
    """End the goal."""
    _end(Goal, entry, goal=act.goal)


def condition_stated(act: StateCondition, entry: Entry) -> None:
    """Write what is now said of the condition; what was said before ends."""
    _end(Condition, entry, condition=act.condition)
    Condition.objects.create(
        **_envelope(entry),
        condition=act.condition,
        colour=act.colour,
        says_id=_reference(act.says),
        link=act.link or "",
    )


def assessment_opened(act: OpenAssessment, entry: Entry) -> None:
    """Write the assessment."""
    envelope = _envelope(entry)
    del envelope["org"]
    Assessment.objects.create(
        **envelope,
        alternatives=list(act.alternatives),
        criteria=[c.model_dump(exclude_none=True) for c in act.criteria],
    )


def assessment_closed(act: CloseAssessment, entry: Entry) -> None:
    """Note that no more scores are taken."""
    _tell(act.assessment, entry, turn="closed")


def reopened(act: Reopen, entry: Entry) -> None:
    """Take scores again; the decision that stood ends."""
    _end(Decision, entry, assessment=act.assessment)
    _tell(act.assessment, entry, turn="reopened", reason=_reference(act.reason))


def scored(act: Score, entry: Entry) -> None:
    """Write one person's answers; her earlier ones end."""
    _end(ScoreGiven, entry, assessment=act.assessment, by=entry.by or "")
    ScoreGiven.objects.create(
        **_envelope(entry),
        assessment=act.assessment,
        sector=_sector_of(entry),
        scores=act.model_dump(mode="json")["scores"],
        hours=act.cost.hours or "",
        money=act.cost.money or "",
        currency=act.cost.currency or "",
    )


def noted(act: Note, entry: Entry) -> None:
    """Write the note."""
    DiscussionNote.objects.create(
        **_envelope(entry),
        assessment=act.assessment,
        alternative=act.alternative,
        criterion=act.criterion,
        says_id=_reference(act.says),
    )


def decided(act: Decide, entry: Entry) -> None:
    """Write the decision and make it part of the assessment's story."""
    interests = [
        {"person": d.person, "organisation": d.organisation, "interest": d.interest, "what": _reference(d.what)}
        for d in act.interests
    ]
    Decision.objects.create(
        **_envelope(entry),
        assessment=act.assessment,
        outcome=act.outcome,
        instead=act.instead or "",
        sponsor=act.sponsor,
        reason_id=_reference(act.reason),
        interests=interests,
        medians=dict(act.medians),
        assessors=int(act.assessors),
    )
    _tell(
        act.assessment,
        entry,
        turn="decided",
        outcome=act.outcome,
        by=entry.by,
        sponsor=act.sponsor,
        interests=interests,
    )


def models_chosen(act: ChooseModels, entry: Entry) -> None:
    """Write the choice; the one before ends."""
    _end(ModelsChosen, entry)
    ModelsChosen.objects.create(**_envelope(entry), models_chosen=list(act.models), reason_id=_reference(act.reason))


def sounding_opened(act: OpenSounding, entry: Entry) -> None:
    """Write the open question."""
    envelope = _envelope(entry)
    del envelope["org"]
    Sounding.objects.create(
        **envelope,
        box=act.box,
        condition=act.condition,
        question_id=_reference(act.question),
        until_on=act.until_on,
    )


def sounding_closed(act: CloseSounding, entry: Entry) -> None:
    """Write what the sealed box holds, and put its lines in an order that tells nothing of who came when."""
    boxes.settle(act.partnership, act.box)
    row = Sounding.objects.get(partnership=act.partnership, box=act.box)
    row.closed_at, row.closed_entry = entry.at, entry.position
    row.count, row.root, row.answers = act.count, act.root, dict(act.answers)
    row.save()


def sponsor_left(entry: Entry) -> None:
    """Note, in the story of each assessment decided under its name, that the sponsor has left."""
    if entry.kind != LEAVES:
        return
    left = entry.body.get("organisation")
    for decision in Decision.objects.filter(partnership=entry.partnership, sponsor=left, ended_at__isnull=True):
        _tell(decision.assessment, entry, turn="sponsor_left")


def _write_goal(act: NameGoal, entry: Entry, *, goal: int) -> None:
    Goal.objects.create(
        **_envelope(entry),
        goal=goal,
        title=act.title,
        lang=act.lang,
        beneficiaries=act.beneficiaries or "",
        area=act.area or "",
        from_on=act.from_on,
        until_on=act.until_on,
        results=[r.model_dump(mode="json") for r in act.results],
        sdg=list(act.sdg),
    )


def _envelope(entry: Entry) -> dict[str, Any]:
    return {
        "key": f"{entry.partnership}.{entry.position}",
        "partnership": entry.partnership,
        "entry": entry.position,
        "at": entry.at,
        "by": entry.by or "",
        "org": entry.org or "",
    }


def _end(table: type[Dated], entry: Entry, **which: Any) -> None:
    rows: QuerySet[Dated] = table.objects.filter(partnership=entry.partnership, ended_at__isnull=True, **which)  # type: ignore[attr-defined]  # every concrete table has it
    for row in rows:
        row.ended_at, row.ended_entry = entry.at, entry.position
        row.save()


def _tell(assessment: int, entry: Entry, **turn: Any) -> None:
    row = Assessment.objects.get(key=f"{entry.partnership}.{assessment}")
    row.story = [*row.story, {"entry": entry.position, "at": format_instant(entry.at), **turn}]
    row.save()


def _reference(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None


def _sector_of(entry: Entry) -> str:
    rows = Member.objects.filter(partnership=entry.partnership, organisation=entry.org or "", left_at__isnull=True)
    return rows.values_list("sector", flat=True).first() or ""
