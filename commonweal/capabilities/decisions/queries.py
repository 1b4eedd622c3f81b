"""What is asked about decisions. Rows only; how a decision stands and what may be done is in `standing.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from commonweal.capabilities.decisions.models import (
    Action,
    AppealMade,
    BallotRound,
    CastBallot,
    Decision,
    GivenProxy,
    Objection,
    Option,
    PositionTaken,
    ProposedChange,
    RecordedDissent,
    UsedVeto,
)
from commonweal.partnerships.models import HeldOffice, SeatPresence

__all__ = [
    "Action",
    "AppealMade",
    "BallotRound",
    "CastBallot",
    "Decision",
    "GivenProxy",
    "NotThere",
    "Objection",
    "Option",
    "PositionTaken",
    "ProposedChange",
    "RecordedDissent",
    "UsedVeto",
]


class NotThere(LookupError):
    """There is no such decision, ballot or objection in this partnership."""


def decisions(partnership: str, *, stage: str = "") -> list[Decision]:
    """Return every decision, the newest first, or those of one stage. One question."""
    rows = Decision.objects.filter(partnership=partnership)
    rows = rows.filter(stage=stage) if stage else rows
    return list(rows.select_related("question").order_by("-decision"))


def decision_with(partnership: str, decision: int) -> Decision:
    """Return one decision with its words. One question.

    :raises NotThere: where there is none
    """
    rows = Decision.objects.filter(partnership=partnership, decision=decision)
    words = ("question", "statement", "why_withdrawn", "why_reopened")
    found = rows.select_related(*words).first()
    if found is None:
        raise NotThere(decision)
    return found


def bare(partnership: str, decision: int) -> Decision | None:
    """Return one decision without its words, or nothing: what every ballot asks. One question of one table."""
    return Decision.objects.filter(pk=f"{partnership}.{decision}").first()


def options_of(partnership: str, decision: int) -> list[Option]:
    """Return what can be chosen, in the order in which it was offered, with its words. One question."""
    rows = Option.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("title").order_by("number"))


def rounds_of(partnership: str, decision: int) -> list[BallotRound]:
    """Return the ballots on a decision, the last one first. One question."""
    rows = BallotRound.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("why_chosen").order_by("-number"))


def last_round(partnership: str, decision: int) -> BallotRound | None:
    """Return the last ballot on a decision, or nothing where none was opened. One question."""
    return BallotRound.objects.filter(partnership=partnership, decision=decision).order_by("-number").first()


def last_rounds(partnership: str) -> dict[int, BallotRound]:
    """Return the last ballot of every decision, by decision. One question."""
    rows = BallotRound.objects.filter(partnership=partnership).order_by("number")
    return {row.decision: row for row in rows}


def ballots_in(partnership: str, round_entry: int) -> list[CastBallot]:
    """Return the open ballots as they were last cast, by seat. One question."""
    return list(CastBallot.objects.filter(partnership=partnership, round=round_entry).order_by("seat"))


def ballot_of(partnership: str, round_entry: int, seat: str) -> CastBallot | None:
    """Return the open ballot of one seat. One question."""
    return CastBallot.objects.filter(pk=f"{partnership}.{round_entry}.{seat}").first()


def count_ballots(partnership: str, round_entry: int) -> int:
    """Return how many seats have cast an open ballot. One question."""
    return CastBallot.objects.filter(partnership=partnership, round=round_entry).count()


def objections_to(partnership: str, decision: int) -> list[Objection]:
    """Return the objections to a proposal, with their words. One question."""
    rows = Objection.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("reason", "how").order_by("entry"))


def objection_at(partnership: str, entry: int) -> Objection | None:
    """Return the objection of this entry. One question."""
    return Objection.objects.filter(pk=f"{partnership}.{entry}").first()


def changes_to(partnership: str, decision: int) -> list[ProposedChange]:
    """Return the changes that were suggested to a proposal, with their words. One question."""
    rows = ProposedChange.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("text", "reason", "why").order_by("entry"))


def change_at(partnership: str, entry: int) -> ProposedChange | None:
    """Return the suggested change of this entry. One question."""
    return ProposedChange.objects.filter(pk=f"{partnership}.{entry}").first()


def positions_on(partnership: str, decision: int) -> list[PositionTaken]:
    """Return how people stand to a proposal, with their words. One question."""
    rows = PositionTaken.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("says").order_by("entry"))


def proxies_in(partnership: str, decision: int) -> list[GivenProxy]:
    """Return the proxies that hold. One question."""
    rows = GivenProxy.objects.filter(partnership=partnership, decision=decision, ended_entry__isnull=True)
    return list(rows.order_by("entry"))


def vetoes_in(partnership: str, round_entry: int) -> list[UsedVeto]:
    """Return the vetoes used in a ballot, with their reasons. One question."""
    rows = UsedVeto.objects.filter(partnership=partnership, round=round_entry)
    return list(rows.select_related("reason").order_by("entry"))


def vetoes_of(partnership: str, *, seat: str = "", sector: str = "") -> list[UsedVeto]:
    """Return the vetoes that a seat, or any seat of a sector, ever used. One question."""
    rows = UsedVeto.objects.filter(partnership=partnership)
    rows = rows.filter(seat=seat) if seat else rows.filter(sector=sector)
    return list(rows.order_by("entry"))


def dissents_from(partnership: str, decision: int) -> list[RecordedDissent]:
    """Return the dissent that was recorded, with its words. One question."""
    rows = RecordedDissent.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("says").order_by("entry"))


def actions_after(partnership: str, decision: int) -> list[Action]:
    """Return what is to be done after a decision, with its words. One question."""
    rows = Action.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("what").order_by("number"))


def appeals_against(partnership: str, decision: int) -> list[AppealMade]:
    """Return the appeals against a decision, with their words. One question."""
    rows = AppealMade.objects.filter(partnership=partnership, decision=decision)
    return list(rows.select_related("grounds", "reason").order_by("entry"))


def appeal_at(partnership: str, entry: int) -> AppealMade | None:
    """Return the appeal of this entry. One question."""
    return AppealMade.objects.filter(pk=f"{partnership}.{entry}").first()


def waiting_appeals(partnership: str) -> list[AppealMade]:
    """Return the appeals on which nobody has ruled yet. One question."""
    return list(AppealMade.objects.filter(partnership=partnership, ruling="").order_by("entry"))


def who_holds(partnership: str, body: str, office: str) -> str:
    """Return the pseudonym of whoever chairs a body or keeps its record; nothing where nobody does. One question."""
    rows = HeldOffice.objects.filter(partnership=partnership, body=body, office=office, ended_at__isnull=True)
    found = rows.order_by("-entry").first()
    return found.person if found else ""


def seats_at(partnership: str, meeting: int, body: str) -> list[str]:
    """Return the names of the seats of a body that were at a meeting. One question."""
    rows = SeatPresence.objects.filter(partnership=partnership, meeting=meeting, body=body)
    return sorted(set(rows.filter(how__in=("room", "remote", "paper")).values_list("seat", flat=True)))


def meetings_of(partnership: str, body: str) -> list[tuple[int, date]]:
    """Return the meetings of a body at which somebody was present, the last one first, with their day. One question."""
    rows = SeatPresence.objects.filter(partnership=partnership, body=body).order_by("-held_at", "-meeting")
    held = rows.filter(how__in=("room", "remote", "paper")).values_list("meeting", "held_at")
    return list(dict.fromkeys((meeting, at.date()) for meeting, at in held))[:20]


def counts_of_ballots(partnership: str, rounds: Iterable[int]) -> Mapping[int, int]:
    """Return how many seats have cast an open ballot in each of these ballots. One question."""
    rows = CastBallot.objects.filter(partnership=partnership, round__in=list(rounds)).values_list("round", flat=True)
    found: dict[int, int] = {}
    for entry in rows:
        found[entry] = found.get(entry, 0) + 1
    return found


def rounds_with_ballot_of(partnership: str, person: str, rounds: Iterable[int]) -> list[int]:
    """Return in which of these open ballots somebody cast one. One question."""
    rows = CastBallot.objects.filter(partnership=partnership, person=person, round__in=list(rounds))
    return sorted(set(rows.values_list("round", flat=True)))


def seats_that_cast(partnership: str, rounds: Iterable[int]) -> set[tuple[int, str]]:
    """Return from which seats an open ballot came in these ballots. One question."""
    rows = CastBallot.objects.filter(partnership=partnership, round__in=list(rounds))
    return set(rows.values_list("round", "seat"))


def open_ballots(partnership: str, *, most: int) -> list[Decision]:
    """Return some decisions on which votes are taken or equal now, the newest first. One question."""
    rows = Decision.objects.filter(partnership=partnership, stage__in=("ballot", "tied"))
    return list(rows.order_by("-decision")[:most])


def all_open_ballots(partnership: str) -> QuerySet[CastBallot]:
    """Return every ballot that was cast in the open, as it was last cast."""
    return CastBallot.objects.filter(partnership=partnership).order_by("round", "seat")


def all_objections(partnership: str) -> QuerySet[Objection]:
    """Return every objection, with its words."""
    return Objection.objects.filter(partnership=partnership).select_related("reason", "how").order_by("entry")


def standing_objections(partnership: str) -> list[Objection]:
    """Return the objections that nobody has settled. One question."""
    return list(Objection.objects.filter(partnership=partnership, settled="").order_by("entry"))


def with_positions(partnership: str) -> set[int]:
    """Return the decisions on which somebody said how she stands: by a position, an objection or an open ballot."""
    found: set[int] = set()
    for table in (PositionTaken, Objection, CastBallot):
        found |= set(table.objects.filter(partnership=partnership).values_list("decision", flat=True).distinct())
    return found


def upheld_and_not_reopened(partnership: str) -> set[int]:
    """Return the decisions against whose last ballot an appeal was upheld, not reopened yet. Two questions."""
    rows = AppealMade.objects.filter(partnership=partnership, ruling="upheld").values_list("decision", "round")
    upheld = set(rows)
    standing = Decision.objects.filter(partnership=partnership, stage__in=("closed", "tied"))
    return {decision for decision, number in standing.values_list("decision", "round") if (decision, number) in upheld}
