"""Questions asked of meetings: what is to come, what was, who was there, what the minutes say, what is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Q

from commonweal.capabilities.meetings.models import (
    AgreedAction,
    Attendance,
    Meeting,
    MeetingNote,
    Minuted,
    Proposal,
)
from commonweal.capabilities.meetings.sitting import THERE
from commonweal.partnerships.models import Decided, SeatPresence

__all__ = [
    "AgreedAction",
    "Attendance",
    "Decided",
    "Meeting",
    "MeetingNote",
    "Minuted",
    "SeatPresence",
]

Phase = Literal["cancelled", "called", "open", "closed", "drafted", "corrected", "approved"]


class NotThere(LookupError):
    """No meeting of this id in this partnership."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A meeting with everything that belongs to it."""

    row: Meeting
    seats: tuple[SeatPresence, ...]
    people: tuple[Attendance, ...]
    notes: tuple[MeetingNote, ...]
    minuted: tuple[Minuted, ...]
    actions: tuple[AgreedAction, ...]

    @property
    def there(self) -> list[SeatPresence]:
        """The seats that are or were there."""
        return [each for each in self.seats if each.how in THERE]

    @property
    def present(self) -> set[str]:
        """The pseudonyms of everybody who is or was there, with a seat or as a guest."""
        return {each.person for each in self.people if each.how} | {each.person for each in self.there if each.person}

    @property
    def seated(self) -> set[str]:
        """The pseudonyms of those who are or were there for a seat."""
        return {each.person for each in self.there if each.person}

    @property
    def standing(self) -> list[Minuted]:
        """What the minutes say now, in the order in which it was written."""
        return [each for each in self.minuted if each.replaced_entry is None]

    @property
    def approved_by(self) -> set[str]:
        """Who approved the minutes as they stand."""
        return {each["person"] for each in self.row.approvals if each["version"] == self.row.minutes_entry}

    @property
    def seats_approved(self) -> int:
        """How many seats that were there have approved the minutes as they stand."""
        return sum(each.person in self.approved_by for each in self.there)

    def said_by(self, person: str | None) -> Attendance | None:
        """Return what is known of one person and this meeting."""
        return next((each for each in self.people if each.person == person), None) if person else None

    def item(self, item: str) -> dict[str, Any] | None:
        """Return the point of the agenda with this id."""
        return next((each for each in self.row.agenda if each["item"] == item), None)


def phase_of(row: Meeting) -> Phase:
    """Return how far a meeting has come."""
    if row.cancelled_at is not None:
        return "cancelled"
    if row.approved_at is not None:
        return "approved"
    if row.drafted_at is not None:
        return "drafted" if row.minutes_entry == row.drafted_entry else "corrected"
    if row.closed_at is not None:
        return "closed"
    return "open" if row.opened_at is not None else "called"


def meeting_with(partnership: str, meeting: str) -> Meeting:
    """Return one meeting.

    :raises NotThere: where there is none
    """
    rows = Meeting.objects.filter(partnership=partnership, meeting_id=meeting).select_related("cancelled_because")
    found = rows.first()
    if found is None:
        raise NotThere(meeting)
    return found


def whole(row: Meeting, *, words: bool = True, people: bool = True) -> Whole:
    """Return a meeting with everything that belongs to it. One question before it begins; then two, and two for words.

    :param words: whether notes, minutes and actions are wanted, too; `people`: who said what, and who was there
    """
    here = {"partnership": row.partnership, "meeting_id": row.meeting_id}
    began, drafted = row.opened_at is not None, row.drafted_at is not None
    notes = MeetingNote.objects.filter(**here).select_related("words").order_by("entry")
    minuted = Minuted.objects.filter(**here).select_related("words").order_by("entry", "key")
    actions = AgreedAction.objects.filter(**here).select_related("says").order_by("entry")
    return Whole(
        row,
        seats=tuple(_seats(row)) if began else (),
        people=tuple(Attendance.objects.filter(**here).order_by("entry", "key")) if people else (),
        notes=tuple(notes) if words and began and not drafted else (),
        minuted=tuple(minuted) if words and drafted else (),
        actions=tuple(actions) if words and began else (),
    )


def said(row: Meeting) -> Whole:
    """Return a meeting with its notes and actions alone. Two questions."""
    here = {"partnership": row.partnership, "meeting_id": row.meeting_id}
    notes = MeetingNote.objects.filter(**here).select_related("words").order_by("entry")
    actions = AgreedAction.objects.filter(**here).select_related("says").order_by("entry")
    return Whole(row, seats=(), people=(), notes=tuple(notes), minuted=(), actions=tuple(actions))


def _seats(row: Meeting) -> Iterable[SeatPresence]:
    return SeatPresence.objects.filter(partnership=row.partnership, meeting=row.entry).order_by("seat")


def upcoming(partnership: str, *, at: datetime, body: str = "") -> list[Meeting]:
    """Return the meetings that are to come or go on, the next first; one that never began is past after its end."""
    rows = Meeting.objects.filter(partnership=partnership, cancelled_at__isnull=True, closed_at__isnull=True)
    rows = rows.filter(Q(ends_at__gte=at) | Q(opened_at__isnull=False))
    rows = rows.filter(body=body) if body else rows
    return list(rows.order_by("starts_at", "key")[:100])


def past(partnership: str, *, at: datetime, body: str = "", start: int = 0, most: int = 20) -> list[Meeting]:
    """Return the meetings that are over, were cancelled or never began, the last first."""
    over = Q(closed_at__isnull=False) | Q(cancelled_at__isnull=False) | Q(ends_at__lt=at, opened_at__isnull=True)
    rows = Meeting.objects.filter(over, partnership=partnership)
    rows = rows.filter(body=body) if body else rows
    return list(rows.order_by("-starts_at", "key")[start : start + most])


def meetings(partnership: str) -> list[Meeting]:
    """Return every meeting, in the order in which they were called."""
    return list(Meeting.objects.filter(partnership=partnership).order_by("entry"))


def minutes_wait(partnership: str) -> list[Meeting]:
    """Return the meetings that are over and whose minutes are not approved."""
    rows = Meeting.objects.filter(partnership=partnership, closed_at__isnull=False, approved_at__isnull=True)
    return list(rows.order_by("closed_at", "key"))


def presence(partnership: str) -> list[SeatPresence]:
    """Return who was there, seat by seat, for every meeting that is over."""
    over = Meeting.objects.filter(partnership=partnership, closed_at__isnull=False).values("entry")
    rows = SeatPresence.objects.filter(partnership=partnership, meeting__in=over)
    return list(rows.order_by("held_at", "meeting", "seat"))


def seats_at(partnership: str, entries: Sequence[int]) -> list[SeatPresence]:
    """Return who was there at the meetings that these entries called."""
    return list(SeatPresence.objects.filter(partnership=partnership, meeting__in=entries).order_by("meeting", "seat"))


def held_last(partnership: str) -> list[Meeting]:
    """Return the meetings that are over, the last first."""
    rows = Meeting.objects.filter(partnership=partnership, closed_at__isnull=False)
    return list(rows.order_by("-opened_at", "-entry"))


def actions(partnership: str) -> list[AgreedAction]:
    """Return everything that meetings agreed to do, in the order in which it was agreed."""
    return list(AgreedAction.objects.filter(partnership=partnership).order_by("entry"))


def open_actions(partnership: str) -> list[AgreedAction]:
    """Return what was agreed and is neither done nor let go of, what is due first at the top."""
    rows = AgreedAction.objects.filter(partnership=partnership, outcome="")
    return sorted(rows.order_by("entry"), key=lambda row: (row.due_on is None, row.due_on, row.entry))


def action_at(partnership: str, entry: int) -> AgreedAction | None:
    """Return what was agreed with this entry, or nothing."""
    return AgreedAction.objects.filter(partnership=partnership, entry=entry).first()


def attendances(partnership: str, person: str) -> dict[str, Attendance]:
    """Return what is known of one person, by meeting."""
    return {row.meeting_id: row for row in Attendance.objects.filter(partnership=partnership, person=person)}


def results_of(partnership: str, positions: Iterable[int]) -> dict[int, Decided]:
    """Return the latest results of the decisions that these entries proposed."""
    rows = Decided.objects.filter(partnership=partnership, decision__in=list(positions)).order_by("entry")
    return {row.decision: row for row in rows}


def decided(partnership: str) -> list[Decided]:
    """Return every result that was not taken back, in order."""
    return list(Decided.objects.filter(partnership=partnership, reopened_at__isnull=True).order_by("entry"))


def proposals(partnership: str, body: str) -> list[Proposal]:
    """Return what was proposed to a body and has no result yet, the newest first; as many as a form offers."""
    over = Decided.objects.filter(partnership=partnership).values("decision")
    rows = Proposal.objects.filter(partnership=partnership, body=body).exclude(entry__in=over)
    return list(rows.order_by("-entry")[:60])


def proposals_since(partnership: str, at: datetime) -> list[Proposal]:
    """Return what was proposed from an instant on."""
    return list(Proposal.objects.filter(partnership=partnership, at__gte=at).order_by("entry"))
