"""Questions asked of what people gave and of what they heard back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count, F, Max, Min, Q, QuerySet

from commonweal.capabilities.feedback.models import Contribution, Reply
from commonweal.partnerships.queries import partnership_with

__all__ = ["Contribution", "Reply"]
# The rows that are handed out, so that pages and sheets can name their types; the functions below are found by name.

Only = Literal["", "waiting", "late", "closed"]
ON_A_PAGE = 50


class NotThere(LookupError):
    """No contribution stands in this entry of this partnership."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many contributions one room has, how many still wait for something, and how many of them too long."""

    room: str
    given: int
    waiting: int
    late: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many contributions wait for the same thing, until when for the first of them, and its entry."""

    owes: str
    n: int
    due: datetime
    first: int


@dataclass(frozen=True, slots=True)
class Closure:
    """How far what people gave came back to them. What is within its days and not done yet counts on no side.

    :param acknowledged_of: those acknowledged, and those whose day for it has passed
    :param closed: answered, with its effect stated
    :param closed_of: the closed ones, and those whose day for an answer or for the effect has passed
    :param unreachable: given neither with an account nor with a receipt, so that nobody can be told
    :param next_at: when the passing of time alone may change this
    """

    given: int
    acknowledged_in_time: int
    acknowledged_of: int
    closed: int
    closed_of: int
    late: int
    unreachable: int
    first: int | None
    last: int | None
    first_at: datetime | None
    next_at: datetime | None


def counts(partnership: str, *, at: datetime) -> list[Counts]:
    """Return how many contributions each room has. One question."""
    found = Contribution.objects.filter(partnership=partnership).values("room")
    rows = found.annotate(
        given=Count("key"),
        waiting=Count("key", filter=~Q(owes="")),
        late=Count("key", filter=Q(due_at__lt=at)),
    )
    return [Counts(row["room"], row["given"], row["waiting"], row["late"]) for row in rows.order_by("room")]


def listed(partnership: str, *, at: datetime, room: str = "", only: Only = "") -> QuerySet[Contribution]:
    """Return contributions with their words: what is owed first comes first, what is closed last, newest before."""
    rows = Contribution.objects.filter(partnership=partnership)
    rows = rows.filter(room=room) if room else rows
    chosen = {"waiting": ~Q(owes=""), "late": Q(due_at__lt=at), "closed": Q(owes="")}.get(only)
    rows = rows.filter(chosen) if chosen is not None else rows
    return rows.select_related("words").order_by(F("due_at").asc(nulls_last=True), "-entry")


def contribution_at(partnership: str, entry: int) -> Contribution:
    """Return one contribution with its words.

    :raises NotThere: where this entry is none
    """
    found = Contribution.objects.filter(pk=f"{partnership}.{entry}").select_related("words").first()
    if found is None:
        raise NotThere(entry)
    return found


def contributions_at(partnership: str, entries: Iterable[int]) -> list[Contribution]:
    """Return those of these entries that are contributions, in their order. One question."""
    keys = [f"{partnership}.{entry}" for entry in entries]
    return list(Contribution.objects.filter(pk__in=keys).order_by("entry"))


def with_receipt(partnership: str, receipt: str) -> list[Contribution]:
    """Return what was given with a receipt, oldest first; nothing where there is none of this number. One question."""
    rows = (
        Contribution.objects.filter(partnership=partnership, receipt=receipt)
        if receipt
        else Contribution.objects.none()
    )
    return list(rows.select_related("words").order_by("entry")[:ON_A_PAGE])


def hers(partnership: str, person: str | None) -> QuerySet[Contribution]:
    """Return what one person gave, newest first, with its words."""
    rows = Contribution.objects.filter(partnership=partnership, person=person or "-")
    return rows.select_related("words").order_by("-entry")


def open_for(
    partnership: str, what: str, *, but: str | None, room: str = "", upto: int | None = None
) -> QuerySet[Contribution]:
    """Return what an act of one sort could be about, what is due first before; never what the one who acts gave.

    :param what: acknowledge, answer, effect or hand_over
    :param upto: the newest entry that whoever acts had seen
    """
    rows = Contribution.objects.filter(partnership=partnership, withdrawn_entry__isnull=True)
    rows = rows.exclude(person=but or "-")
    wanted = {
        "acknowledge": Q(acknowledged_entry__isnull=True),
        "answer": Q(answered_entry__isnull=True),
        "effect": Q(answered_entry__isnull=False, effect_entry__isnull=True),
    }.get(what, ~Q(owes=""))
    rows = rows.filter(wanted)
    rows = rows.filter(room=room) if room else rows
    rows = rows.filter(entry__lte=upto) if upto is not None else rows
    return rows.select_related("words").order_by("due_at", "entry")


def replies_at(partnership: str, entries: Collection[int]) -> dict[int, Reply]:
    """Return those of these entries by which something was said about contributions, by entry. One question."""
    keys = [f"{partnership}.{entry}" for entry in entries]
    return {row.entry: row for row in Reply.objects.filter(pk__in=keys).select_related("words")}


def persons_of(partnership: str, entries: Iterable[int]) -> list[str]:
    """Return who gave these contributions, each once, as far as an account stands behind them. One question."""
    keys = [f"{partnership}.{entry}" for entry in entries]
    rows = Contribution.objects.filter(pk__in=keys).exclude(person="")
    return list(rows.order_by("person").values_list("person", flat=True).distinct())


def waits_for(partnership: str, person: str, *, convener: bool, soon: datetime) -> list[Waiting]:
    """Return how many contributions wait for one owner, by what they wait for, and when that is due. One question.

    :param convener: whether she answers what has no other owner
    :param soon: the instant up to which what is due counts
    """
    whose = Q(owner=person) | Q(owner="") if convener else Q(owner=person)
    rows = Contribution.objects.filter(whose, partnership=partnership, due_at__lt=soon)
    found = rows.values("owes").annotate(n=Count("key"), due=Min("due_at"), first=Min("entry"))
    return [Waiting(row["owes"], row["n"], row["due"], row["first"]) for row in found.order_by("owes")]


def moved_by(partnership: str, entry: int) -> bool:
    """Tell whether an entry gave, acknowledged, answered or showed something. One question."""
    here = (
        Q(entry=entry)
        | Q(withdrawn_entry=entry)
        | Q(acknowledged_entry=entry)
        | Q(answered_entry=entry)
        | Q(effect_entry=entry)
    )
    return Contribution.objects.filter(here, partnership=partnership).exists()


def closure(partnership: str, *, at: datetime) -> Closure:
    """Return how far what people gave came back to them. One question."""
    past_answer = Q(answered_entry__isnull=True, answer_by__lt=at)
    past_effect = Q(effect_entry__isnull=True, effect_by__lt=at)
    closed = Q(answered_entry__isnull=False, effect_entry__isnull=False)
    standing = Contribution.objects.filter(partnership=partnership, withdrawn_entry__isnull=True)
    found = standing.aggregate(
        given=Count("key"),
        acknowledged_in_time=Count("key", filter=Q(acknowledged_at__lte=F("acknowledge_by"))),
        acknowledged_of=Count("key", filter=Q(acknowledged_entry__isnull=False) | Q(acknowledge_by__lt=at)),
        closed=Count("key", filter=closed),
        closed_of=Count("key", filter=closed | past_answer | past_effect),
        late=Count("key", filter=Q(due_at__lt=at)),
        unreachable=Count("key", filter=Q(person="", receipt="")),
        first=Min("entry"),
        last=Max("entry"),
        first_at=Min("at"),
        **{
            f"by_{what}": Min(f"{what}_by", filter=Q(**{f"{done}__isnull": True, f"{what}_by__gte": at}))
            for what, done in _DONE
        },
    )
    coming: Sequence[datetime | None] = [found.pop(f"by_{what}") for what, _done in _DONE]
    return Closure(**found, next_at=min((each for each in coming if each), default=None))


_DONE = (("acknowledge", "acknowledged_entry"), ("answer", "answered_entry"), ("effect", "effect_entry"))


def convener_of(partnership: str) -> str:
    """Return the pseudonym of the convener, who answers what has no other owner."""
    return partnership_with(partnership).convener


def all_of(partnership: str, start: int, stop: int | None) -> list[Contribution]:
    """Return a stretch of all contributions with their words, in the order in which they were given. One question."""
    rows = Contribution.objects.filter(partnership=partnership).select_related("words").order_by("entry")
    return list(rows[start:stop])
