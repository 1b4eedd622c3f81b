"""What pages of disputes show: who, against whom, where on the path, until when, and who owes the next thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, gettext

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.disputes import queries
from commonweal.capabilities.disputes.path import Path, path_with, step_name
from commonweal.capabilities.disputes.phrases import OUTCOMES, SORTS, TURNS
from commonweal.capabilities.disputes.queries import Dispute, Turn
from commonweal.charter.clauses import Charter
from commonweal.charter.data import in_language
from commonweal.partnerships.models import Member
from commonweal.people.identity import names_of
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations

READS = "names"
"""Whoever the charter lets see names may read what is said in a dispute; so may its parties."""


@dataclass(frozen=True, slots=True)
class OneStep:
    """A step of the path: what it is called, within how many days, and whether it is the present one or past."""

    name: str
    days: int
    now: bool = False
    past: bool = False
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One dispute for the eyes of one reader.

    :param owner: who owes the next thing: whoever handles it (`mine`: the reader), the body of the step, or nobody yet
    """

    row: Dispute
    sort: Says
    against: str
    raised_by: str
    step: str
    owner: str
    overdue: bool
    outcome: Says | None
    mine: bool = False

    @property
    def status(self) -> str:
        """The shape and colour of where it stands."""
        if self.row.closed_at is not None:
            return "met"
        return "not_met" if self.overdue else "unknown"


@dataclass(slots=True)
class Eyes:
    """What a reader may know: names of persons, and words of disputes to which she is no party."""

    request: PartnershipRequest
    orgs: Mapping[str, Member]
    may_names: bool
    may_words: bool
    charter: Charter
    names: dict[str, str] = field(default_factory=dict)

    def knowing(self, persons: Iterable[str]) -> None:
        """Look the names of these persons up, in one question, where the reader may see them."""
        wanted = {person for person in persons if person}
        if self.may_names and wanted:
            self.names |= names_of(wanted, partnership=self.request.partnership.pk)

    def person(self, person: str, organisation: str) -> str:
        """Return how a person is called here."""
        if not person:
            return ""
        if person == self.request.actor.person:
            return gettext("You")
        if person in self.names:
            return self.names[person]
        if organisation in self.orgs:
            return gettext("Somebody of %(organisation)s") % {"organisation": self.orgs[organisation].name}
        if person == self.request.partnership.convener:
            return gettext("The convener")
        return gettext("Somebody from outside")

    def organisation(self, organisation: str) -> str:
        """Return how an organisation is called."""
        return self.orgs[organisation].name if organisation in self.orgs else ""


def eyes(request: PartnershipRequest) -> Eyes:
    """Return what whoever asks may know."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return Eyes(
        request,
        organisations(request.partnership.pk),
        may_names=verdict_on_reading("names", by=request.actor, setting=setting).allowed,
        may_words=verdict_on_reading(READS, by=request.actor, setting=setting).allowed,
        charter=setting.charter,
    )


def shown(row: Dispute, to: Eyes) -> Shown:
    """Return one dispute as a reader sees it."""
    path = path_with(row.partnership, digest=row.charter)
    step = path.step(row.step)
    body = to.charter.body(step.body) if step.body else None
    owner = to.person(row.handler, row.handler_organisation)
    if not owner and body is not None:
        owner = in_language(body[1].name, get_language() or "en")
    return Shown(
        row=row,
        sort=SORTS[row.sort],
        against=to.organisation(row.against) or (to.person(row.concerned, "") if row.concerned else ""),
        raised_by=to.person(row.person, row.organisation),
        step=step_name(step),
        owner=owner,
        overdue=queries.is_overdue(row, to.request.at.date()),
        outcome=OUTCOMES.get(row.outcome),
        mine=bool(row.handler) and row.handler == to.request.actor.person,
    )


def steps(path: Path, *, row: Dispute | None = None) -> list[OneStep]:
    """Return the path with where a dispute stands on it."""
    return [
        OneStep(
            name=step_name(step),
            days=step.days,
            now=row is not None and row.step == n and row.closed_at is None,
            past=row is not None and (n < row.step or (n == row.step and row.closed_at is not None)),
            due_on=row.due_on if row is not None and row.step == n and row.closed_at is None else None,
        )
        for n, step in enumerate(path.steps)
    ]


def turns(found: list[Turn], to: Eyes) -> list[tuple[Turn, Says, str]]:
    """Return what happened, in order, with who did it."""
    return [(turn, TURNS[turn.what], to.person(turn.person, turn.organisation)) for turn in found]
