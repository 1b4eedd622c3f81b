"""From recorded acts to the read model of commitments."""

from __future__ import annotations

from datetime import date

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.commitments import acts
from commonweal.capabilities.commitments.models import Commitment, Turn
from commonweal.record.entry import Entry

TABLES = (Commitment, Turn)


def pledged(act: acts.Pledge, entry: Entry) -> None:
    """Write what an organisation took on by itself."""
    _promised(act, entry, accepted=True)


def asked(act: acts.AskFor, entry: Entry) -> None:
    """Write what an organisation was asked to take on."""
    _promised(act, entry, accepted=False)


def accepted(act: acts.Accept, entry: Entry) -> None:
    """Let it count from now on."""
    row = _row(act.partnership, act.commitment)
    row.accepted_entry, row.accepted_at = entry.position, entry.at
    _kept(row, entry, "accept")


def declined(act: acts.Decline, entry: Entry) -> None:
    """Keep that it was declined."""
    row = _row(act.partnership, act.commitment)
    row.declined_entry = entry.position
    _kept(row, entry, "decline", words=act.reason)


def reported(act: acts.Report, entry: Entry) -> None:
    """Keep that it was done, and take back what was said of an earlier attempt."""
    row = _row(act.partnership, act.commitment)
    row.done_on, row.reported_entry, row.came, row.confirmed_entry = act.done_on, entry.position, "", None
    _kept(row, entry, "report", words=act.says, on=act.done_on)


def confirmed(act: acts.Confirm, entry: Entry) -> None:
    """Keep whether it came."""
    row = _row(act.partnership, act.commitment)
    row.came, row.confirmed_entry = act.came, entry.position
    _kept(row, entry, "confirm", words=act.says, came=act.came)


def explained(act: acts.Explain, entry: Entry) -> None:
    """Keep why it is late, and what makes good for it."""
    row = _row(act.partnership, act.commitment)
    row.explained_entry, row.remedy_on = entry.position, act.remedy_on
    _kept(row, entry, "explain", words=act.reason, remedy=act.remedy, on=act.remedy_on)


def released(act: acts.Release, entry: Entry) -> None:
    """Keep that nobody waits for it any more."""
    row = _row(act.partnership, act.commitment)
    row.released_entry = entry.position
    _kept(row, entry, "release", words=act.reason)


def _promised(act: acts.Pledge | acts.AskFor, entry: Entry, *, accepted: bool) -> None:
    Commitment.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        debtor=act.debtor,
        creditor=act.creditor or "",
        what=act.what,
        form=act.form,
        amount=act.amount or "",
        currency=act.currency or "",
        due_on=act.due_on,
        clause=act.clause or "",
        says_id=_text(act.says),
        entry=entry.position,
        at=entry.at,
        accepted_entry=entry.position if accepted else None,
        accepted_at=entry.at if accepted else None,
        last_entry=entry.position,
    )


def _row(partnership: str, commitment: int) -> Commitment:
    return Commitment.objects.get(pk=f"{partnership}.{commitment}")


def _kept(
    row: Commitment,
    entry: Entry,
    what: str,
    *,
    words: FreeText | None = None,
    remedy: FreeText | None = None,
    came: str = "",
    on: date | None = None,
) -> None:
    row.last_entry = entry.position
    row.save()
    Turn.objects.create(
        key=f"{row.partnership}.{entry.position}",
        partnership=row.partnership,
        commitment=row.entry,
        what=what,
        organisation=entry.org or "",
        came=came,
        on=on,
        words_id=_text(words),
        remedy_id=_text(remedy),
        entry=entry.position,
        at=entry.at,
    )


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
