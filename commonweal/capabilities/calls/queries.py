"""Questions asked of open calls and applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Count, Q

from commonweal.capabilities.calls.models import AnswerGiven, Application, Call
from commonweal.methods.choosing import ranks, weighted_mean
from commonweal.partnerships.queries import members, representations
from commonweal.people.models import Text
from commonweal.people.words import texts

__all__ = ["AnswerGiven", "Application", "Call"]
# The rows that are handed out, so that pages and sheets can name their types; the functions below are found by name.


class NotThere(LookupError):
    """No call, or no application, of this id in this partnership."""


def is_open(call: Call, at: datetime) -> bool:
    """Tell whether applications are taken at this instant."""
    return call.closed_at is None and at <= call.closes_at


@dataclass(frozen=True, slots=True)
class Counts:
    """How many applied to a call, those left out who withdrew, and what became of them."""

    applied: int = 0
    chosen: int = 0
    waiting: int = 0
    declined: int = 0

    @property
    def unanswered(self) -> int:
        """How many still wait for an answer."""
        return self.applied - self.chosen - self.waiting - self.declined


@dataclass(frozen=True, slots=True)
class Applied:
    """An application beside the others to the same call.

    :param number: its place in the order in which they came; what the public calls it by
    :param mean: of its scores, weighted; nothing where it was not scored
    :param rank: among those that were scored and not taken back; equal means share a rank
    """

    row: Application
    number: int
    mean: Fraction | None
    rank: int | None

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.row.withdrawn_at is None


def calls(partnership: str) -> list[Call]:
    """Return every call, newest first."""
    return list(Call.objects.filter(partnership=partnership).order_by("-entry"))


def counts(partnership: str, *, call: str | None = None) -> dict[str, Counts]:
    """Return how many applied to each call, in one question."""
    rows = Application.objects.filter(partnership=partnership, withdrawn_at__isnull=True)
    rows = rows if call is None else rows.filter(call=call)
    found = rows.values("call").annotate(
        applied=Count("key"),
        chosen=Count("key", filter=Q(outcome="chosen")),
        waiting=Count("key", filter=Q(outcome="waiting")),
        declined=Count("key", filter=Q(outcome="declined")),
    )
    return {
        row["call"]: Counts(row["applied"], row["chosen"], row["waiting"], row["declined"])
        for row in found.order_by("call")
    }


def call_with(partnership: str, call: str) -> Call:
    """Return one call with its words.

    :raises NotThere: where there is none
    """
    found = Call.objects.filter(partnership=partnership, call=call).select_related("text").first()
    if found is None:
        raise NotThere(call)
    return found


def application_with(partnership: str, application: str) -> Application:
    """Return one application with the reason of its answer.

    :raises NotThere: where there is none
    """
    rows = Application.objects.filter(partnership=partnership, application=application)
    found = rows.select_related("reason").first()
    if found is None:
        raise NotThere(application)
    return found


def applications_to(call: Call) -> list[Applied]:
    """Return every application to a call in the order in which they came, each with its rank. One question."""
    rows = Application.objects.filter(partnership=call.partnership, call=call.call).select_related("reason")
    found = list(rows.order_by("entry"))
    weights = [criterion["weight"] for criterion in call.criteria]
    means = {row.application: weighted_mean(row.scores, weights=weights) for row in found if row.scores}
    places = ranks({row.application: means[row.application] for row in found if row.scores and not row.withdrawn_at})
    return [
        Applied(row, number, means.get(row.application), places.get(row.application))
        for number, row in enumerate(found, start=1)
    ]


def ranked(applied: Sequence[Applied]) -> list[Applied]:
    """Return applications as those who answer them read them: not answered yet first, then by rank, taken back last."""
    return sorted(applied, key=lambda a: (not a.stands, a.rank is not None, a.rank or 0, a.number))


def next_on_the_list(call: Call, applied: Sequence[Applied]) -> Applied | None:
    """Return who waits first while a place is free: the best mean, and of equal ones who applied first."""
    chosen = sum(a.stands and a.row.outcome == "chosen" for a in applied)
    waiting = [a for a in applied if a.stands and a.row.outcome == "waiting"]
    if chosen >= call.places or not waiting:
        return None
    return min(waiting, key=lambda a: (a.rank or 0, a.number))


def hers(partnership: str, person: str | None, *, call: str | None = None) -> list[Application]:
    """Return the applications of one person, newest first, without those that she took back."""
    if person is None:
        return []
    rows = Application.objects.filter(partnership=partnership, person=person, withdrawn_at__isnull=True)
    rows = rows if call is None else rows.filter(call=call)
    return list(rows.select_related("reason").order_by("-entry"))


def standing_applications(partnership: str) -> list[Application]:
    """Return every application that was not taken back, in the order in which they came."""
    return list(Application.objects.filter(partnership=partnership, withdrawn_at__isnull=True).order_by("entry"))


def answers_given(application: Application) -> list[AnswerGiven]:
    """Return every answer to an application, newest first."""
    rows = AnswerGiven.objects.filter(partnership=application.partnership, application=application.application)
    return list(rows.select_related("reason").order_by("-entry"))


def answers_in_words(row: Application) -> list[Text | None]:
    """Return what the applicant wrote, criterion by criterion; erased words are there with the day they went."""
    found = texts(row.answers)
    return [found.get(id) for id in row.answers]


def application_of_invitation(partnership: str, invitation: str) -> Application | None:
    """Return the application for which a place was offered by this invitation, or nothing."""
    return Application.objects.filter(partnership=partnership, invitation=invitation).first() if invitation else None


def acts_for_applicant(person: str | None, row: Application) -> bool:
    """Tell whether somebody applied herself, or holds a place for an organisation of the name that applied."""
    if person is not None and row.person == person:
        return True
    if person is None or not row.organisation_name:
        return False
    theirs = representations(row.partnership).filter(person=person).values("organisation")
    named = members(row.partnership).filter(organisation__in=theirs, name__iexact=row.organisation_name)
    return named.exists()


def all_applications(
    partnership: str, start: int, stop: int | None
) -> tuple[list[Application], Mapping[str, Call], Mapping[str, Text]]:
    """Return a stretch of all applications with their calls and the words of their answers. Three questions."""
    rows = Application.objects.filter(partnership=partnership).order_by("entry")
    found = list(rows[start:stop])
    named = {call.call: call for call in Call.objects.filter(partnership=partnership)}
    reasons = texts([row.reason_id for row in found if row.reason_id])
    return found, named, reasons
