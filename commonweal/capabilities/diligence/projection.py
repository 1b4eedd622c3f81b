"""From recorded acts to the read model of checks, findings and replies."""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.diligence import acts
from commonweal.capabilities.diligence.models import Check, Finding, Reply
from commonweal.record.entry import Entry

TABLES = (Check, Finding, Reply)
"""What is written here, in the order in which a replay fills it."""


def opened(act: acts.OpenCheck, entry: Entry) -> None:
    """Write the check."""
    Check.objects.create(
        key=f"{act.partnership}.{act.check}",
        partnership=act.partnership,
        check_id=act.check,
        organisation=act.organisation,
        depth=act.depth,
        questions=act.questions,
        because=act.because,
        person=entry.by or "",
        entry=entry.position,
        opened_at=entry.at,
    )


def found(act: acts.Find, entry: Entry) -> None:
    """Write what was found; what was found before on the same question ends."""
    before = Finding.objects.filter(
        partnership=act.partnership, check_id=act.check, item=act.item, ended_entry__isnull=True
    )
    for row in before:
        row.ended_entry = entry.position
        row.save()
    Finding.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        check_id=act.check,
        item=act.item,
        finding=act.finding,
        evidence=[each.model_dump(mode="json") for each in act.evidence],
        note_id=_text(act.note),
        person=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
    )


def replied(act: acts.Reply, entry: Entry) -> None:
    """Write the reply."""
    Reply.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        check_id=act.check,
        item=act.item or "",
        words_id=_text(act.words),
        person=entry.by or "",
        entry=entry.position,
        at=entry.at,
    )


def concluded(act: acts.Conclude, entry: Entry) -> None:
    """Write how the check ended."""
    row = Check.objects.get(pk=f"{act.partnership}.{act.check}")
    row.outcome, row.valid_until = act.outcome, act.valid_until
    row.conditions_id, row.reason_id = _text(act.conditions), _text(act.reason)
    row.concluded_at, row.concluded_entry = entry.at, entry.position
    row.save()


def withdrawn(act: acts.WithdrawCheck, entry: Entry) -> None:
    """Mark the check as one that no longer counts."""
    row = Check.objects.get(pk=f"{act.partnership}.{act.check}")
    row.withdrawn_at, row.withdrawn_entry, row.withdrawn_because_id = entry.at, entry.position, _text(act.reason)
    row.save()


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
