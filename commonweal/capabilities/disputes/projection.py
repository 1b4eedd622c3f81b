"""From recorded acts to the read model of complaints and disputes."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.disputes import acts
from commonweal.capabilities.disputes.models import Dispute, Rehearsal, Turn
from commonweal.capabilities.disputes.path import path_with
from commonweal.record import reading
from commonweal.record.entry import Entry

TABLES = (Dispute, Turn, Rehearsal)
"""What is written here, in the order in which a replay fills it."""

MISSED = "interests.report_missed"
"""The report of a missed recusal, by which a dispute opens by itself; known by name only."""


def raised(act: acts.RaiseDispute, entry: Entry) -> None:
    """Write the dispute, at the first step of the path."""
    _open(
        entry,
        sort=act.sort,
        about=act.about,
        against=act.against or "",
        words_id=_text(act.words),
        wish_id=_text(act.wish),
    )


def reported(entry: Entry) -> None:
    """Observe reports of missed recusals: each opens a dispute about the decision."""
    if entry.kind == MISSED:
        body = entry.body
        _open(
            entry,
            sort="missed_recusal",
            about=body["decision"],
            against=body["organisation"] or "",
            concerned=body["person"] or "",
            words_id=body["reason"]["text"],
        )


def taken(act: acts.TakeDispute, entry: Entry) -> None:
    """Write who handles it now."""
    row = _known(act.partnership, act.dispute)
    row.handler, row.handler_organisation, row.taken_entry = entry.by or "", entry.org or "", entry.position
    row.save()
    _turn(row, "taken", entry)


def said(act: acts.SayInDispute, entry: Entry) -> None:
    """Write what a party said."""
    _turn(_known(act.partnership, act.dispute), "said", entry, words=act.words)


def moved_on(act: acts.MoveOnDispute, entry: Entry) -> None:
    """Write the next step; somebody takes it anew."""
    row = _known(act.partnership, act.dispute)
    row.step += 1
    row.step_at = entry.at
    row.due_on = path_with(row.partnership, digest=row.charter).due_on(row.step, since=entry.at)
    row.handler, row.handler_organisation, row.taken_entry = "", "", None
    row.save()
    _turn(row, "moved_on", entry, words=act.reason)


def settled(act: acts.SettleDispute, entry: Entry) -> None:
    """Write how it ended."""
    row = _known(act.partnership, act.dispute)
    row.outcome, row.decision = act.outcome, act.decision
    row.settled_words_id, row.remedy_id = _text(act.words), _text(act.remedy)
    _close(row, entry)
    _turn(row, "settled", entry)


def withdrawn(act: acts.WithdrawDispute, entry: Entry) -> None:
    """Write that it was taken back."""
    row = _known(act.partnership, act.dispute)
    row.outcome = "withdrawn"
    _close(row, entry)
    _turn(row, "withdrawn", entry, words=act.reason)


def rehearsed(act: acts.RehearsePath, entry: Entry) -> None:
    """Write that the path was tried out."""
    Rehearsal.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        note_id=_text(act.note),
        person=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
    )


def _open(entry: Entry, *, about: int | None, **fields: Any) -> None:
    """Write a dispute that an entry opened. Whom it concerns is whoever made the entry that it is about, too."""
    before = reading.entry_at(entry.partnership, about) if about is not None else None
    charter = entry.charter or ""
    Dispute.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        number=Dispute.objects.filter(partnership=entry.partnership).count() + 1,
        person=entry.by or "",
        organisation=entry.org or "",
        about=about,
        about_person=(before.by or "") if before else "",
        about_organisation=(before.org or "") if before else "",
        charter=charter,
        entry=entry.position,
        at=entry.at,
        step_at=entry.at,
        due_on=path_with(entry.partnership, digest=charter).due_on(0, since=entry.at),
        **fields,
    )


def _close(row: Dispute, entry: Entry) -> None:
    row.closed_at, row.closed_entry = entry.at, entry.position
    row.save()


def _turn(row: Dispute, what: str, entry: Entry, *, words: FreeText | None = None) -> None:
    Turn.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        dispute=row.entry,
        what=what,
        step=row.step,
        words_id=_text(words),
        person=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
    )


def _known(partnership: str, position: int) -> Dispute:
    return Dispute.objects.get(pk=f"{partnership}.{position}")


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
