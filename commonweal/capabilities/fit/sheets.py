"""Goals, conditions, scores, decisions and soundings as rows, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.capabilities.fit.queries import Condition, Decision, DiscussionNote, Goal, ScoreGiven, Sounding
from commonweal.kit.dates import to_the_hour
from commonweal.people.models import Text

Rows = Sequence[Sequence[Any]]


def _goals(reader: Reader, start: int, stop: int | None) -> Rows:
    """Return every wording of every goal: the one that holds has no end."""
    found = Goal.objects.filter(partnership=reader.partnership).order_by("entry", "key")[start:stop]
    return [
        (g.goal, g.title, g.lang, g.beneficiaries or None, g.area or None, g.from_on, g.until_on, list(g.sdg),
         [_result(each) for each in g.results], *_written(g, reader))
        for g in found
    ]  # fmt: skip


def _conditions(reader: Reader, start: int, stop: int | None) -> Rows:
    found = Condition.objects.filter(partnership=reader.partnership).select_related("says").order_by("entry", "key")
    return [(c.condition, c.colour, *_words(c.says), c.link or None, *_written(c, reader)) for c in found[start:stop]]


def _scores(reader: Reader, start: int, stop: int | None) -> Rows:
    found = ScoreGiven.objects.filter(partnership=reader.partnership).order_by("entry", "key")
    return [
        (
            s.assessment, s.sector or None,
            [f"{way} {code} {mark}" for way, marks in s.scores.items() for code, mark in marks.items()],
            s.hours or None, s.money or None, s.currency or None, *_written(s, reader),
        )
        for s in found[start:stop]
    ]  # fmt: skip


def _discussion(reader: Reader, start: int, stop: int | None) -> Rows:
    found = DiscussionNote.objects.filter(partnership=reader.partnership).select_related("says")
    return [
        (n.assessment, n.alternative, n.criterion, *_words(n.says), n.by or None, n.org or None, _at(n.at, reader),
         n.entry)
        for n in found.order_by("entry", "key")[start:stop]
    ]  # fmt: skip


def _decisions(reader: Reader, start: int, stop: int | None) -> Rows:
    found = Decision.objects.filter(partnership=reader.partnership).select_related("reason").order_by("entry", "key")
    return [
        (d.assessment, d.outcome, d.instead or None, d.sponsor, *_words(d.reason), d.assessors, *_written(d, reader))
        for d in found[start:stop]
    ]


def _soundings(reader: Reader, start: int, stop: int | None) -> Rows:
    found = Sounding.objects.filter(partnership=reader.partnership).select_related("question").order_by("entry", "key")
    return [
        (
            s.condition, *_words(s.question), s.until_on, s.count,
            *(s.answers.get(answer) if s.closed_at else None for answer in ("yes", "no", "not_sure")),
            _at(s.at, reader), _at(s.closed_at, reader), s.entry,
        )
        for s in found[start:stop]
    ]  # fmt: skip


def _written(row: Any, reader: Reader) -> tuple[Any, ...]:
    return row.by or None, row.org or None, _at(row.at, reader), _at(row.ended_at, reader), row.entry


def _words(text: Text | None) -> tuple[str | None, str | None]:
    """Return somebody's words and their language; of erased ones nothing is left."""
    return (text.text or None, text.lang or None) if text else (None, None)


def _result(result: dict[str, Any]) -> str:
    start = f"{result['baseline']} → " if result.get("baseline") is not None else ""
    return f"{result['measured']}: {start}{result['target']} {result['unit']}"


def _at(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


_WRITTEN = (
    Column("by", _("By (a pseudonym)"), "id"),
    Column("org", _("For the organisation"), "id"),
    Column("at", _("When"), "datetime"),
    Column("ended_at", _("Held until"), "datetime"),
    Column("entry", _("Entry"), "integer"),
)

SHEETS = (
    Sheet(
        "goals",
        _("Goals, in every wording"),
        (
            Column("goal", _("Goal (where it was first named)"), "integer"),
            Column("title", _("What is to be different")),
            Column("lang", _("Language")),
            Column("beneficiaries", _("For whom")),
            Column("area", _("Where")),
            Column("from_on", _("From"), "date"),
            Column("until_on", _("By when"), "date"),
            Column("sdg", _("Sustainable Development Goals"), "list"),
            Column("results", _("How it would be noticed"), "list"),
            *_WRITTEN,
        ),
        _goals,
    ),
    Sheet(
        "conditions",
        _("What was said of the conditions"),
        (
            Column("condition", _("Condition")),
            Column("colour", _("Answer")),
            Column("says", _("In words")),
            Column("lang", _("Language")),
            Column("link", _("Evidence")),
            *_WRITTEN,
        ),
        _conditions,
    ),
    Sheet(
        "scores",
        _("Scores of the fit assessments"),
        (
            Column("assessment", _("Assessment"), "integer"),
            Column("sector", _("Sector")),
            Column("scores", _("Way, criterion, score"), "list"),
            Column("hours", _("Hours that it would cost"), "number"),
            Column("money", _("Money that it would cost"), "number"),
            Column("currency", _("Currency")),
            *_WRITTEN,
        ),
        _scores,
    ),
    Sheet(
        "discussion",
        _("What was found in talking about scores"),
        (
            Column("assessment", _("Assessment"), "integer"),
            Column("alternative", _("Way")),
            Column("criterion", _("Criterion")),
            Column("says", _("In words")),
            Column("lang", _("Language")),
            *_WRITTEN[:3],
            _WRITTEN[4],
        ),
        _discussion,
    ),
    Sheet(
        "decisions",
        _("Decisions whether to partner"),
        (
            Column("assessment", _("Assessment"), "integer"),
            Column("outcome", _("Outcome")),
            Column("instead", _("What is done instead")),
            Column("sponsor", _("Who answers for it (a pseudonym)"), "id"),
            Column("reason", _("Why")),
            Column("lang", _("Language")),
            Column("assessors", _("How many had scored"), "integer"),
            *_WRITTEN,
        ),
        _decisions,
    ),
    Sheet(
        "soundings",
        _("Questions put to residents"),
        (
            Column("condition", _("Condition")),
            Column("question", _("Question")),
            Column("lang", _("Language")),
            Column("until_on", _("Open until"), "date"),
            Column("count", _("Answers"), "integer"),
            Column("yes", _("Yes"), "integer"),
            Column("no", _("No"), "integer"),
            Column("not_sure", _("Not sure"), "integer"),
            Column("at", _("Asked"), "datetime"),
            Column("closed_at", _("Closed"), "datetime"),
            Column("entry", _("Entry"), "integer"),
        ),
        _soundings,
    ),
)
