"""From recorded acts to notes, minutes, their approval, and what was agreed."""

from __future__ import annotations

from commonweal.acts.act import FreeText
from commonweal.capabilities.meetings import minutes_acts as acts
from commonweal.capabilities.meetings.models import AgreedAction, MeetingNote, Minuted
from commonweal.capabilities.meetings.projection.meeting import meeting_of, seats_told, text
from commonweal.capabilities.meetings.sitting import THERE
from commonweal.record.entry import Entry


def noted(act: acts.Note, entry: Entry) -> None:
    """Write the note."""
    MeetingNote.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        meeting_id=act.meeting,
        item=act.item or "",
        words_id=text(act.words),
        person=entry.by or "",
        entry=entry.position,
        at=entry.at,
    )


def drafted(act: acts.DraftMinutes, entry: Entry) -> None:
    """Write what the minutes say on each point."""
    for number, each in enumerate(act.texts):
        _minuted(act.meeting, each.item, each.words, entry, key=f"{act.partnership}.{entry.position}.{number}")
    row = meeting_of(act.partnership, act.meeting)
    row.drafted_at, row.drafted_entry, row.minutes_entry = entry.at, entry.position, entry.position
    row.save()


def corrected(act: acts.CorrectMinutes, entry: Entry) -> None:
    """Write the correction; what the minutes said before on that point is kept beside it."""
    here = Minuted.objects.filter(partnership=act.partnership, meeting_id=act.meeting, item=act.item or "")
    for before in here.filter(replaced_entry__isnull=True):
        before.replaced_entry = entry.position
        before.save()
    _minuted(act.meeting, act.item, act.words, entry, key=f"{act.partnership}.{entry.position}")
    row = meeting_of(act.partnership, act.meeting)
    row.minutes_entry = entry.position
    row.save()


def approved(act: acts.ApproveMinutes, entry: Entry) -> None:
    """Write the approval; with that of most seats that were there, the minutes are approved."""
    row = meeting_of(act.partnership, act.meeting)
    there = [each for each in seats_told(act.partnership, row.entry) if each.how in THERE]
    said = {
        "person": entry.by or "",
        "version": act.version,
        "seats": sum(each.person == entry.by for each in there),
        "entry": entry.position,
    }
    row.approvals = [*row.approvals, said]
    persons = {each["person"] for each in row.approvals if each["version"] == row.minutes_entry}
    if 2 * sum(each.person in persons for each in there) > len(there):
        row.approved_at, row.approved_entry = entry.at, entry.position
    row.save()


def action_agreed(act: acts.AgreeAction, entry: Entry) -> None:
    """Write what was agreed."""
    AgreedAction.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        meeting_id=act.meeting,
        item=act.item or "",
        what=act.what,
        organisation=act.organisation or "",
        person=act.person or "",
        due_on=act.due_on,
        entry=entry.position,
        at=entry.at,
    )


def action_settled(act: acts.SettleAction, entry: Entry) -> None:
    """Write what became of it."""
    row = AgreedAction.objects.get(partnership=act.partnership, entry=act.action)
    row.outcome, row.says_id = act.outcome, text(act.says)
    row.settled_at, row.settled_entry = entry.at, entry.position
    row.save()


def _minuted(meeting: str, item: str | None, words: FreeText, entry: Entry, *, key: str) -> None:
    Minuted.objects.create(
        key=key,
        partnership=entry.partnership,
        meeting_id=meeting,
        item=item or "",
        words_id=text(words),
        person=entry.by or "",
        entry=entry.position,
        at=entry.at,
    )
