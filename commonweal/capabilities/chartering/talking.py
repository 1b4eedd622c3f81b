"""What was said about a clause, as the page tells it: who, when, what it would change, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commonweal.capabilities.chartering.queries import Change, Comment, Objection, Talk
from commonweal.capabilities.chartering.showing import ChangeShown, Reading
from commonweal.charter.clauses import Clause
from commonweal.charter.redline import clause_redline
from commonweal.kit.dates import to_the_hour
from commonweal.people.identity import names_of
from commonweal.web.audience import MEMBERS, PartnershipRequest


@dataclass(frozen=True, slots=True)
class Contribution:
    """Something that somebody said, with who and when as far as the reader may know.

    :param row: the change, comment or objection; `differs` what a change would change
    """

    row: Any
    organisation: str
    name: str
    at: datetime
    exact: bool
    differs: ChangeShown | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class TalkShown:
    """All that was said about one clause, what is open first."""

    changes: list[Contribution] = field(default_factory=list)
    settled: list[Contribution] = field(default_factory=list)
    objections: list[Contribution] = field(default_factory=list)
    met: list[Contribution] = field(default_factory=list)
    comments: list[Contribution] = field(default_factory=list)


def talk_shown(talk: Talk, reading: Reading, request: PartnershipRequest) -> TalkShown:
    """Return what was said about a clause, for one reader. One question."""
    rows: list[Change | Comment | Objection] = [*talk.changes, *talk.comments, *talk.objections]
    names = names_for(rows, request)
    told = {row.entry: contribution(row, reading, request, names) for row in rows}
    return TalkShown(
        changes=[told[row.entry] for row in talk.open_changes],
        settled=[told[row.entry] for row in reversed(talk.changes) if row.settled_entry is not None],
        objections=[told[row.entry] for row in talk.open_objections],
        met=[told[row.entry] for row in reversed(talk.objections) if row.how],
        comments=[told[row.entry] for row in talk.comments],
    )


def names_for(rows: Iterable[Any], request: PartnershipRequest) -> Mapping[str, str]:
    """Return the names of those who said something, for readers who may know them."""
    people = {row.person for row in rows if row.person}
    if not people or not request.actor.has(*MEMBERS):
        return {}
    return names_of(people, partnership=request.partnership.pk)


def contribution(row: Any, reading: Reading, request: PartnershipRequest, names: Mapping[str, str]) -> Contribution:
    """Return one contribution for one reader."""
    exact = request.actor.has(*MEMBERS)
    return Contribution(
        row=row,
        organisation=reading.names.get(row.organisation, ""),
        name=names.get(row.person, ""),
        at=row.at if exact else to_the_hour(row.at),
        exact=exact,
        differs=differs(row, reading) if isinstance(row, Change) else None,
        mine=bool(row.person) and row.person == request.actor.person,
    )


def differs(row: Change, reading: Reading) -> ChangeShown:
    """Return what a change would change of the clause for which it was proposed."""
    before, after = _clause(row.before), _clause(row.document)
    return reading.change(clause_redline(before, after), reading.charter)


def _clause(document: Any) -> Clause | None:
    return Clause.model_validate(document) if document else None
