"""The exit criteria of the first step: pure functions of what was recorded by an instant."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding, Says
from commonweal.capabilities.fit import queries
from commonweal.capabilities.fit.phrases import ALTERNATIVES, OUTCOMES, SUBJECTS
from commonweal.capabilities.fit.queries import AssessmentThen, Condition, Goal, Moment

NEEDED_CONDITIONS = ("room", "sponsor", "time", "resources")
"""The four that criterion 1.5 names. What is said of a problem people can help solve counts as soon as it is said."""


def goal_complete(facts: Facts, criterion: Criterion) -> Finding:
    """1.1: at least one goal says for whom, where, when and how one would notice."""
    goals = _moment(facts).goals
    needed = int(criterion.threshold("goals", facts))
    if not goals:
        return Finding("unknown", gettext("No goal is named yet."), missing=(gettext("Name a first goal."),))
    gaps = {goal: _gaps(goal) for goal in goals}
    whole = [goal for goal, gap in gaps.items() if not gap]
    if len(whole) >= needed:
        says = ngettext("%(n)s goal is complete.", "%(n)s goals are complete.", len(whole)) % {"n": len(whole)}
        return Finding("met", says, used=tuple(goal.entry for goal in whole))
    missing = tuple(sentence for gap in gaps.values() for sentence in gap)
    short = needed - len(goals)
    if short > 0:
        missing += (ngettext("Name %(n)s more goal.", "Name %(n)s more goals.", short) % {"n": short},)
    return Finding(
        "not_met", gettext("Goals are named, but too few are complete."), tuple(goal.entry for goal in goals), missing
    )


def assessors_enough(facts: Facts, criterion: Criterion) -> Finding:
    """1.2: enough people from enough sectors scored, and left little open."""
    assessment = _moment(facts).assessment
    if assessment is None or not assessment.scores:
        return _not_scored(assessment)
    sectors = {score.sector for score in assessment.scores} - {""}
    share = assessment.result.answered_share
    missing: list[Says] = []
    short = int(criterion.threshold("assessors", facts)) - len(assessment.scores)
    if short > 0:
        missing.append(ngettext("%(n)s more person scores.", "%(n)s more people score.", short) % {"n": short})
    short = int(criterion.threshold("sectors", facts)) - len(sectors)
    if short > 0:
        missing.append(
            ngettext("Somebody from %(n)s more sector scores.", "People from %(n)s more sectors score.", short)
            % {"n": short}
        )
    if share < Fraction(criterion.threshold("answered", facts)):
        missing.append(
            gettext("Those who said “I cannot say” answer more: %(share)s %% is answered.") % {"share": _percent(share)}
        )
    says = gettext("%(people)s assessors from %(sectors)s sectors answered %(share)s %% of the items.") % {
        "people": len(assessment.scores),
        "sectors": len(sectors),
        "share": _percent(share),
    }
    return Finding("not_met" if missing else "met", says, _scored(assessment), tuple(missing))


def alternatives_scored(facts: Facts, criterion: Criterion) -> Finding:
    """1.3: other ways were scored on the same criteria, and the cost of collaborating was estimated."""
    assessment = _moment(facts).assessment
    if assessment is None or not assessment.scores:
        return _not_scored(assessment)
    items, cost = assessment.result.items, assessment.cost
    whole = {a for a in assessment.row.alternatives if all((a, code) in items for code in assessment.codes)}
    others = len(whole - {"alliance"})
    missing: list[Says] = []
    if "alliance" not in whole:
        missing.append(gettext("Somebody scores the alliance on every criterion."))
    short = int(criterion.threshold("alternatives", facts)) - others
    if short > 0:
        missing.append(
            ngettext(
                "%(n)s more alternative is scored on every criterion.",
                "%(n)s more alternatives are scored on every criterion.",
                short,
            )
            % {"n": short}
        )
    if cost.hours is None:
        missing.append(gettext("Somebody estimates the hours that collaborating takes."))
    if not cost.money:
        missing.append(gettext("Somebody estimates the money that collaborating costs."))
    says = ngettext(
        "%(n)s alternative was scored on every criterion.", "%(n)s alternatives were scored on every criterion.", others
    ) % {"n": others}
    return Finding("not_met" if missing else "met", says, _scored(assessment), tuple(missing))


def alliance_ahead(facts: Facts, criterion: Criterion) -> Finding:
    """1.4: the alliance's median beats every alternative's, and wide items were talked over."""
    assessment = _moment(facts).assessment
    if assessment is None or not assessment.scores:
        return _not_scored(assessment)
    result = assessment.result
    alliance = result.scores.get("alliance")
    missing: list[Says] = []
    for other in assessment.row.alternatives:
        score = result.scores.get(other)
        if other != "alliance" and score and (alliance is None or score.median >= alliance.median):
            missing.append(
                gettext("The alliance scores higher than “%(other)s”.") % {"other": ALTERNATIVES[other].name}
            )
    if alliance is None or len(result.scores) < 2:
        missing.append(gettext("The alliance and at least one alternative are scored."))
    noted = {(note.alternative, note.criterion) for note in assessment.notes}
    wide = result.wide(Fraction(criterion.threshold("spread", facts)))
    bare = [item for item in wide if item not in noted]
    if bare:
        missing.append(
            ngettext(
                "Views differ on %(n)s item: talk about it and note what you found.",
                "Views differ on %(n)s items: talk about each and note what you found.",
                len(bare),
            )
            % {"n": len(bare)}
        )
    notes = tuple(note.entry for note in assessment.notes if (note.alternative, note.criterion) in wide)
    says = (
        gettext("The alliance does not come out ahead, or views that differ were not talked over.")
        if missing
        else gettext("The alliance scores highest, and where views differ there is a note.")
    )
    return Finding("not_met" if missing else "met", says, (*_scored(assessment), *notes), tuple(missing))


def nothing_in_the_way(facts: Facts, criterion: Criterion) -> Finding:
    """1.5: no condition is red, and each rests on evidence that can still be read."""
    stated = _moment(facts).conditions
    unstated = [subject for subject in NEEDED_CONDITIONS if subject not in stated]
    red = [subject for subject in SUBJECTS if subject in stated and stated[subject].colour == "red"]
    bare = [row.condition for row in stated.values() if not row.link and not _readable(row, facts)]
    missing = (
        *(gettext("“%(name)s” is missing: change it, then say so.") % {"name": SUBJECTS[s].name} for s in red),
        *(gettext("The evidence for “%(name)s” was erased: give it again.") % {"name": SUBJECTS[s].name} for s in bare),
        *(gettext("Say how it stands with “%(name)s”.") % {"name": SUBJECTS[s].name} for s in unstated),
    )
    used = tuple(row.entry for row in stated.values())
    if red or bare:
        return Finding("not_met", gettext("Something stands in the way."), used, missing)
    if unstated:
        return Finding("unknown", gettext("Not every condition was looked at."), used, missing)
    return Finding("met", gettext("Nothing stands in the way."), used)


def decided(facts: Facts, criterion: Criterion) -> Finding:
    """1.6: a decision stands, under a member's name, and every decider has declared interests."""
    standing = [a for a in _moment(facts).assessments if a.decision]
    if not standing:
        return Finding("unknown", gettext("It is not decided yet."), missing=(gettext("Decide whether to partner."),))
    assessment = standing[-1]
    turn = assessment.decision or {}
    missing: list[Says] = []
    declared = {d["person"] or d["organisation"]: d["interest"] for d in turn["interests"]}
    if assessment.sponsor_left:
        missing.append(gettext("The sponsor has left: reopen, and decide again with a sponsor who takes part."))
    if declared.get(turn["by"]) is None:
        missing.append(gettext("Whoever decided says whether she has an interest in the answer."))
    if declared.get(turn["sponsor"]) is None:
        missing.append(gettext("The sponsor says whether it has an interest in the answer."))
    if any(i is None for who, i in declared.items() if who not in (turn["by"], turn["sponsor"])):
        missing.append(gettext("Every other decider says whether he or she has an interest in the answer."))
    used = (
        assessment.row.entry,
        turn["entry"],
        *([assessment.sponsor_left["entry"]] if assessment.sponsor_left else []),
    )
    says = gettext("Decided: %(outcome)s.") % {"outcome": OUTCOMES[turn["outcome"]].name}
    return Finding("not_met" if missing else "met", says, used, tuple(missing))


def _moment(facts: Facts) -> Moment:
    return queries.moment(facts.once(queries.rows), facts.at)


def _gaps(goal: Goal) -> list[Says]:
    named = {"goal": goal.title}
    gaps = []
    if not goal.beneficiaries:
        gaps.append(gettext("“%(goal)s”: say who gains.") % named)
    if not goal.area:
        gaps.append(gettext("“%(goal)s”: say where.") % named)
    if not (goal.from_on and goal.until_on):
        gaps.append(gettext("“%(goal)s”: say from when until when.") % named)
    if not goal.results:
        gaps.append(gettext("“%(goal)s”: sketch one result that can be measured.") % named)
    return list[Says](gaps)


def _not_scored(assessment: AssessmentThen | None) -> Finding:
    if assessment is None:
        return Finding("unknown", gettext("No assessment was opened yet."), missing=(gettext("Open an assessment."),))
    return Finding(
        "unknown", gettext("Nobody has scored yet."), (assessment.row.entry,), (gettext("Score the alternatives."),)
    )


def _scored(assessment: AssessmentThen) -> tuple[int, ...]:
    return (assessment.row.entry, *(score.entry for score in assessment.scores))


def _percent(share: Fraction) -> str:
    return str(int(share * 100))


def _readable(row: Condition, facts: Facts) -> bool:
    """Whether the words on which a condition rests were not erased by then."""
    return row.says is not None and (row.says.erased_at is None or row.says.erased_at > facts.at)


_GOALS = frozenset({"fit.name_goal", "fit.revise_goal", "fit.withdraw_goal"})
_SCORES = frozenset({"fit.open_assessment", "fit.score"})

CRITERIA = (
    Criterion(
        "1.1",
        _("A goal that says for whom, where, by when, and how to notice it"),
        goal_complete,
        {"goals": Decimal(1)},
        _GOALS,
    ),
    Criterion(
        "1.2",
        _("Enough people from different sectors judged the fit"),
        assessors_enough,
        {"assessors": Decimal(3), "sectors": Decimal(2), "answered": Decimal("0.90")},
        _SCORES,
    ),
    Criterion(
        "1.3",
        _("Other ways were scored on the same questions, and the cost of working together estimated"),
        alternatives_scored,
        {"alternatives": Decimal(2)},
        _SCORES,
    ),
    Criterion(
        "1.4",
        _("A partnership came out best, and wide differences were talked over"),
        alliance_ahead,
        {"spread": Decimal(1)},
        _SCORES | {"fit.note"},
    ),
    Criterion(
        "1.5",
        _("Nothing stands in the way: influence, sponsor, time and means, each with evidence"),
        nothing_in_the_way,
        moved_by=frozenset({"fit.state_condition", "people.erased"}),
    ),
    Criterion(
        "1.6",
        _("It was decided, by somebody who answers for it, with interests declared"),
        decided,
        moved_by=frozenset({"fit.decide", "fit.reopen", "membership.leave"}),
    ),
)
