"""From recorded acts to the read model of calls, applications and their answers."""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.calls.acts import AnswerApplication, Apply, CloseCall, OpenCall, WithdrawApplication
from commonweal.capabilities.calls.models import AnswerGiven, Application, Call
from commonweal.record.entry import Entry

TABLES = (Call, Application, AnswerGiven)
"""What is written here, in the order in which a replay fills it."""

INVITES, ACCEPTS = "membership.invite", "membership.accept"
"""The acts by which a place is offered and taken. They are another capability's; here they are only looked at."""


def opened(act: OpenCall, entry: Entry) -> None:
    """Write the call."""
    Call.objects.create(
        key=f"{act.partnership}.{act.call}",
        partnership=act.partnership,
        call=act.call,
        title=act.title,
        role=act.role,
        organisations=act.organisations,
        places=act.places,
        criteria=[criterion.model_dump() for criterion in act.criteria],
        text_id=_text(act.text),
        entry=entry.position,
        opened_at=entry.at,
        closes_at=act.closes_at,
    )


def closed(act: CloseCall, entry: Entry) -> None:
    """Close the call before its last day."""
    row = Call.objects.get(pk=f"{act.partnership}.{act.call}")
    row.closed_at, row.closed_entry = entry.at, entry.position
    row.save()


def applied(act: Apply, entry: Entry) -> None:
    """Write the application."""
    Application.objects.create(
        key=f"{act.partnership}.{act.application}",
        partnership=act.partnership,
        application=act.application,
        call=act.call,
        person=entry.by or "",
        organisation_name=act.organisation_name or "",
        sector=act.sector or "",
        answers=[_text(answer) for answer in act.answers],
        entry=entry.position,
        at=entry.at,
    )


def withdrawn(act: WithdrawApplication, entry: Entry) -> None:
    """Mark the application as taken back."""
    row = Application.objects.get(pk=f"{act.partnership}.{act.application}")
    row.withdrawn_at, row.withdrawn_entry = entry.at, entry.position
    row.save()


def answered(act: AnswerApplication, entry: Entry) -> None:
    """Write the answer, and let it be the one that holds."""
    said = {"outcome": act.outcome, "scores": list(act.scores), "reason_id": _text(act.reason)}
    AnswerGiven.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        application=act.application,
        person=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
        **said,
    )
    row = Application.objects.get(pk=f"{act.partnership}.{act.application}")
    for name, value in said.items():
        setattr(row, name, value)
    row.answered_at, row.answer_entry = entry.at, entry.position
    row.save()


def place_offered(entry: Entry) -> None:
    """Observe invitations: one that cites the answer to an application offers the place for which was applied."""
    if entry.kind != INVITES or not entry.cites:
        return
    cited = [cite.entry for cite in entry.cites]
    row = Application.objects.filter(partnership=entry.partnership, answer_entry__in=cited, outcome="chosen").first()
    if row is not None:
        row.invitation = entry.body["invitation"]
        row.save()


def place_taken(entry: Entry) -> None:
    """Observe who takes a place: the applicant, because a guard keeps it for her."""
    if entry.kind != ACCEPTS:
        return
    row = Application.objects.filter(partnership=entry.partnership, invitation=entry.body["invitation"]).first()
    if row is not None:
        row.taken_entry = entry.position
        row.save()


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
