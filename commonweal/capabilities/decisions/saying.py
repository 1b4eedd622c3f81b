"""Everything that was said around one decision, in the order of the record: one question for all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

from commonweal.capabilities.decisions.queries import (
    Action,
    AppealMade,
    GivenProxy,
    Objection,
    Option,
    PositionTaken,
    ProposedChange,
    RecordedDissent,
    UsedVeto,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that was said: an option, a position, an objection, a change, a veto, dissent, an action, an appeal.

    :param what: which of them; ``proxy`` for one that holds
    :param seat: the seat for which it was said, where it was; of an option its code
    :param state: the stance of a position; how an objection, a change or an appeal was settled, nothing while it
        waits; of a proxy who was asked
    :param first: the id of its words, `second` and `third` of what was answered
    :param later: the entry that settled it
    :param number: of an action or option; of an appeal the ballot against which it goes; of a veto the entry that
        opened it
    """

    what: str
    entry: int
    number: int
    person: str
    organisation: str
    seat: str
    state: str
    first: str | None
    second: str | None
    third: str | None
    later: int | None
    at: datetime | None
    due_on: date | None

    @property
    def words(self) -> list[str]:
        """The ids of all its words."""
        return [id for id in (self.first, self.second, self.third) if id]


_PLAIN: Final[Mapping[str, Any]] = {
    "number_": Value(0, output_field=BigIntegerField()),
    "seat_": Value("", output_field=CharField()),
    "state_": Value("", output_field=CharField()),
    "second_": Cast(Value(None), CharField(max_length=26)),
    "third_": Cast(Value(None), CharField(max_length=26)),
    "later_": Cast(Value(None), BigIntegerField()),
    "at_": F("at"),
    "due_": Cast(Value(None), DateField()),
}
_COLUMNS: Final = (
    "what_", "entry", "number_", "person", "organisation", "seat_", "state_", "first_", "second_", "third_", "later_",
    "at_", "due_",
)  # fmt: skip


def said_of(partnership: str, decision: int) -> list[Saying]:
    """Return everything that was said around a decision, the options and then the oldest first. One question."""
    here = {"partnership": partnership, "decision": decision}
    never = Cast(Value(None), DateTimeField())
    parts = [
        _part(PositionTaken, "position", here, first_=F("says_id"), state_=F("stance")),
        _part(Objection, "objection", here, first_=F("reason_id"), second_=F("how_id"), seat_=F("seat"),
              state_=F("settled"), later_=F("settled_entry")),
        _part(ProposedChange, "change", here, first_=F("text_id"), second_=F("reason_id"), third_=F("why_id"),
              state_=F("settled"), later_=F("settled_entry")),
        _part(UsedVeto, "veto", here, first_=F("reason_id"), seat_=F("seat"), number_=F("round")),
        _part(RecordedDissent, "dissent", here, first_=F("says_id")),
        _part(Action, "action", here, first_=F("what_id"), number_=F("number"), due_=F("due_on"), at_=never),
        _part(AppealMade, "appeal", here, first_=F("grounds_id"), second_=F("reason_id"), state_=F("ruling"),
              later_=F("ruled_entry"), number_=F("round")),
        _part(Option, "option", here, entry=F("decision"), number_=F("number"), seat_=F("code"), first_=F("title_id"),
              at_=never),
        _part(GivenProxy, "proxy", {**here, "ended_entry__isnull": True}, organisation=Value(""), seat_=F("seat"),
              state_=F("to"), first_=Cast(Value(None), CharField(max_length=26))),
    ]  # fmt: skip
    rows = parts[0].union(*parts[1:], all=True).order_by("entry", "number_")
    return [Saying(*row) for row in rows]


def _part(table: type[Any], what: str, here: Mapping[str, Any], **columns: Any) -> QuerySet[Any, Any]:
    said = {"what_": Value(what, output_field=CharField()), **_PLAIN, **columns}
    found: QuerySet[Any, Any] = table.objects.filter(**here).order_by().annotate(**said).values_list(*_COLUMNS)
    return found
