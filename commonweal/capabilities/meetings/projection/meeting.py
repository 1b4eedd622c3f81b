"""From the call to the closing of a meeting, and to who was there: the read model of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.meetings import acts, presence_acts
from commonweal.capabilities.meetings.models import Attendance, Meeting, Proposal
from commonweal.capabilities.meetings.sitting import PROPOSES, THERE, Sitting, quorums, recusals_at, sitting, to_decide
from commonweal.charter.roll import Seat
from commonweal.partnerships.models import SeatPresence
from commonweal.record import reading
from commonweal.record.entry import Entry


def called(act: acts.CallMeeting, entry: Entry) -> None:
    """Write the meeting."""
    Meeting.objects.create(
        key=f"{act.partnership}.{act.meeting}",
        partnership=act.partnership,
        meeting_id=act.meeting,
        body=act.body,
        title=act.title or "",
        starts_at=act.starts_at,
        ends_at=act.ends_at,
        how=act.how,
        where=act.where or "",
        address=act.address or "",
        agenda=_points(act.partnership, act.agenda),
        agenda_entry=entry.position if act.agenda else None,
        person=entry.by or "",
        entry=entry.position,
        called_at=entry.at,
        charter=entry.charter or "",
    )


def rescheduled(act: acts.Reschedule, entry: Entry) -> None:
    """Write the new time and place; whoever said that she comes says it anew."""
    row = meeting_of(act.partnership, act.meeting)
    row.starts_at, row.ends_at, row.how = act.starts_at, act.ends_at, act.how
    row.where, row.address = act.where or "", act.address or ""
    row.moved, row.moved_entry = row.moved + 1, entry.position
    row.save()
    for said in Attendance.objects.filter(partnership=act.partnership, meeting_id=act.meeting).exclude(said=""):
        said.said = ""
        said.save()


def cancelled(act: acts.Cancel, entry: Entry) -> None:
    """Mark the meeting as one that does not take place."""
    row = meeting_of(act.partnership, act.meeting)
    row.cancelled_at, row.cancelled_entry, row.cancelled_because_id = entry.at, entry.position, text(act.reason)
    row.moved += 1
    row.save()


def suggested(act: acts.SuggestItem, entry: Entry) -> None:
    """Write the suggested point."""
    row = meeting_of(act.partnership, act.meeting)
    said = act.model_dump(mode="json")
    point = {name: said[name] for name in acts.Item.model_fields}
    row.suggestions = [*row.suggestions, {**point, "person": entry.by or "", "entry": entry.position}]
    row.save()


def agenda_settled(act: acts.SettleAgenda, entry: Entry) -> None:
    """Write the agenda."""
    row = meeting_of(act.partnership, act.meeting)
    row.agenda = _points(act.partnership, act.agenda)
    row.agenda_entry = entry.position
    row.save()


def opened(act: acts.OpenMeeting, entry: Entry) -> None:
    """Mark the meeting as begun."""
    row = meeting_of(act.partnership, act.meeting)
    row.opened_at, row.opened_entry, row.charter = entry.at, entry.position, entry.charter or row.charter
    row.save()


def closed(act: acts.CloseMeeting, entry: Entry) -> None:
    """Mark the meeting as over; seats that somebody holds and nobody spoke for were away. The quorum is kept."""
    row = meeting_of(act.partnership, act.meeting)
    row.closed_at, row.closed_entry = entry.at, entry.position
    here = sitting(act.partnership, row.body, digest=row.charter, at=entry.at)
    if here is not None:
        told = {each.seat for each in seats_told(act.partnership, row.entry)}
        sorry = excused(act.partnership, act.meeting)
        for seat in here.filled:
            if seat.name not in told:
                _seat(row, seat, how="excused" if seat.person in sorry else "absent", person="", entry=entry)
        _counted(row, here, entry)
    row.save()


def present(act: presence_acts.SayPresent, entry: Entry) -> None:
    """Write that somebody comes, or is there, for every seat that is hers or that she stands in for."""
    person = entry.by or ""
    if act.expected:
        _attends(act.partnership, act.meeting, person, entry, said="coming")
        return
    row = meeting_of(act.partnership, act.meeting)
    _attends(act.partnership, act.meeting, person, entry, how=act.how)
    here = sitting(act.partnership, row.body, digest=row.charter, at=entry.at)
    told = {each.seat: each for each in seats_told(act.partnership, row.entry)}
    for seat in here.seats_for(person) if here else ():
        before = told.get(seat.name)
        if before is None or before.how not in THERE or before.person == person or seat.person == person:
            _seat(row, seat, how=act.how, person=person, entry=entry)


def absent(act: presence_acts.SayAbsent, entry: Entry) -> None:
    """Write that somebody cannot come."""
    said = "sends" if act.substitute else "absent"
    _attends(act.partnership, act.meeting, entry.by or "", entry, said=said)


def presence_recorded(act: presence_acts.RecordPresence, entry: Entry) -> None:
    """Write how it was with seats, as whoever keeps the record says; after the closing the quorum is found again."""
    row = meeting_of(act.partnership, act.meeting)
    here = sitting(act.partnership, row.body, digest=row.charter, at=row.closed_at or entry.at)
    seats = {seat.name: seat for seat in here.seats} if here else {}
    for each in act.seats:
        seat = seats.get(each.seat)
        if seat is None:
            continue
        person = (each.person or seat.person) if each.how in THERE else ""
        before = SeatPresence.objects.filter(key=f"{act.partnership}.{row.meeting_id}.{seat.name}").first()
        if before is not None and before.person and before.person != person:
            _attends(act.partnership, act.meeting, before.person, entry, how="")
        _seat(row, seat, how=each.how, person=person, entry=entry)
        if person:
            _attends(act.partnership, act.meeting, person, entry, how=each.how)
    if here is not None and row.closed_at is not None:
        _counted(row, here, entry)
        row.save()


def speaking_counted(act: presence_acts.CountSpeaking, entry: Entry) -> None:
    """Write how long each group spoke; a later count takes the place of an earlier one."""
    row = meeting_of(act.partnership, act.meeting)
    row.speaking = {"by": act.by, "entry": entry.position, "seconds": {each.group: each.seconds for each in act.spoken}}
    row.save()


def meeting_of(partnership: str, meeting: str) -> Meeting:
    """Return the row of a meeting."""
    return Meeting.objects.get(pk=f"{partnership}.{meeting}")


def seats_told(partnership: str, called_by: int) -> list[SeatPresence]:
    """Return what is known of each seat at the meeting that this entry called."""
    return list(SeatPresence.objects.filter(partnership=partnership, meeting=called_by).order_by("key"))


def excused(partnership: str, meeting: str) -> set[str]:
    """Return who said before that she cannot come."""
    rows = Attendance.objects.filter(partnership=partnership, meeting_id=meeting, said__in=("absent", "sends"))
    return set(rows.values_list("person", flat=True))


def text(words: FreeText | None) -> str | None:
    """Return the id of words that were put away."""
    return words.text if isinstance(words, TextRef) else None


def _counted(row: Meeting, here: Sitting, entry: Entry) -> None:
    """Keep how many seats were there, and whether they were enough."""
    told = seats_told(row.partnership, row.entry)
    there = {each.seat for each in told if each.how in THERE}
    row.there, row.seats = len(there), len(told)
    wanted = to_decide(here.charter, here.body, row.agenda)
    row.quorum = quorums(here.seats, there, wanted, recusals_at(row.partnership, at=row.closed_at or entry.at))


def _points(partnership: str, agenda: Sequence[acts.Item]) -> list[dict[str, Any]]:
    """Return the points of an agenda; where one decides what was proposed, with its matter and whom it touches."""
    positions = [each.decision for each in agenda if each.decision is not None]
    proposed = reading.entries_at(partnership, positions) if positions else {}
    found = []
    for each in agenda:
        entry = proposed.get(each.decision) if each.decision is not None else None
        body = entry.body if entry else {}
        said = each.model_dump(mode="json")
        found.append({**said, "on": each.on or body.get("found"), "concerns": list(body.get("concerns") or ())})
    return found


def _attends(partnership: str, meeting: str, person: str, entry: Entry, **what: str) -> None:
    Attendance.objects.update_or_create(
        key=f"{partnership}.{meeting}.{person}",
        defaults={
            "partnership": partnership,
            "meeting_id": meeting,
            "person": person,
            "entry": entry.position,
            "at": entry.at,
            **what,
        },
    )


def _seat(row: Meeting, seat: Seat, *, how: str, person: str, entry: Entry) -> None:
    SeatPresence.objects.update_or_create(
        key=f"{row.partnership}.{row.meeting_id}.{seat.name}",
        defaults={
            "partnership": row.partnership,
            "meeting": row.entry,
            "body": row.body,
            "seat": seat.name,
            "person": person,
            "organisation": seat.organisation,
            "sector": seat.sector,
            "how": how,
            "held_at": row.opened_at or row.starts_at,
            "entry": entry.position,
        },
    )


def proposed(entry: Entry) -> None:
    """Keep that a decision was proposed, so that an agenda can offer it."""
    if entry.kind != PROPOSES or not entry.body.get("body"):
        return
    Proposal.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        entry=entry.position,
        body=entry.body["body"],
        title=entry.body["title"],
        organisation=entry.org or "",
        at=entry.at,
    )
