"""From recorded acts to the read model of the agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.acts.charters import ruled_by
from commonweal.capabilities.agreement import acts, queries
from commonweal.capabilities.agreement.models import Declined, Milestone, Signature
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import interim_charter
from commonweal.partnerships.models import CharterText, Suspension
from commonweal.record.entry import Entry

TABLES = (Signature, Declined, Milestone, Suspension)
"""What is written here, in the order in which a replay fills it."""


def signed(act: acts.SignCharter, entry: Entry) -> None:
    """Write the signature, and let the text rule where it was the last that it took."""
    _sign(act, entry, organisation=entry.org or "", assurance="passkey")


def signed_by_code(act: acts.SignByCode, entry: Entry) -> None:
    """Write the signature with the name that was typed."""
    _sign(act, entry, organisation=entry.org or "", assurance="code", name_id=_text(act.typed))


def signed_on_paper(act: acts.SignOnPaper, entry: Entry) -> None:
    """Write the signature with the name and the day on the paper."""
    name = _text(act.signer)
    _sign(
        act,
        entry,
        organisation=act.organisation,
        assurance="paper",
        signed_on=act.signed_on,
        name_id=name,
        scan=act.scan,
    )


def acceded(act: acts.Accede, entry: Entry) -> None:
    """Write the signature of a member that joined later."""
    _sign(act, entry, organisation=entry.org or "", assurance="passkey", decision=act.decision)


def declined(act: acts.Decline, entry: Entry) -> None:
    """Write that an organisation declined."""
    Declined.objects.create(
        key=_key(entry),
        partnership=act.partnership,
        text=act.text,
        organisation=entry.org or "",
        person=entry.by or "",
        reason_id=_text(act.reason),
        entry=entry.position,
        at=entry.at,
    )


def brought_into_force(act: acts.BringIntoForce, entry: Entry) -> None:
    """Let the text rule from the next entry on."""
    _rules(queries.text_at(act.partnership, act.text), entry, decision=act.decision)


def edition_adopted(act: acts.AdoptEdition, entry: Entry) -> None:
    """Let the newer interim charter rule from the next entry on."""
    ruled_by(interim_charter(act.edition), entry)
    _milestone(entry, "edition", reference=act.edition)


def notice_given(act: acts.GiveNotice, entry: Entry) -> None:
    """Write on which day an organisation leaves."""
    _milestone(entry, "notice", organisation=entry.org or "", on=act.leaves_on, words_id=_text(act.reason))


def suspended(act: acts.Suspend, entry: Entry) -> None:
    """Let the seats of an organisation rest."""
    Suspension.objects.create(
        key=_key(entry),
        partnership=act.partnership,
        organisation=act.organisation,
        since_at=entry.at,
        until_on=act.until_on,
        entry=entry.position,
    )
    _milestone(entry, "suspended", organisation=act.organisation, decision=act.decision, until_on=act.until_on)


def suspension_lifted(act: acts.LiftSuspension, entry: Entry) -> None:
    """End the resting of an organisation's seats."""
    rows = Suspension.objects.filter(partnership=act.partnership, organisation=act.organisation, ended_at__isnull=True)
    for row in rows:
        row.ended_at, row.ended_entry = entry.at, entry.position
        row.save()
    _milestone(entry, "lifted", organisation=act.organisation, decision=act.decision)


def succeeded(act: acts.Succeed, entry: Entry) -> None:
    """Write who took whose place."""
    _milestone(
        entry,
        "succeeded",
        organisation=act.organisation,
        successor=act.successor,
        reference=act.evidence,
        sha256=act.sha256 or "",
        decision=act.decision,
    )


def renewed(act: acts.Renew, entry: Entry) -> None:
    """Write until when the agreement is renewed."""
    _milestone(entry, "renewed", until_on=act.until_on, decision=act.decision)


def dissolved(act: acts.Dissolve, entry: Entry) -> None:
    """Write on which day the partnership ends."""
    _milestone(entry, "dissolved", on=act.ends_on, decision=act.decision, words_id=_text(act.statement))


def next_decided(act: acts.DecideNext, entry: Entry) -> None:
    """Write what comes next, and when that is asked again."""
    words = _text(act.statement)
    _milestone(entry, "next", outcome=act.outcome, until_on=act.next_on, decision=act.decision, words_id=words)


def _sign(
    act: acts.SignCharter | acts.SignByCode | acts.SignOnPaper | acts.Accede,
    entry: Entry,
    *,
    organisation: str,
    assurance: str,
    signed_on: date | None = None,
    **rest: Any,
) -> None:
    text = queries.text_at(act.partnership, act.text)
    later = text.ruling_entry is not None
    Signature.objects.create(
        key=_key(entry),
        partnership=act.partnership,
        text=act.text,
        digest=act.digest,
        organisation=organisation,
        person=entry.by or "",
        assurance=assurance,
        authority=act.authority,
        signed_on=signed_on or entry.at.date(),
        acceded=later,
        entry=entry.position,
        at=entry.at,
        **rest,
    )
    if later:
        _milestone(entry, "acceded", organisation=organisation, text=act.text, decision=rest.get("decision"))
    elif queries.standing(act.partnership, text).ready(entry.at.date()):
        _rules(text, entry)


def _rules(text: CharterText, entry: Entry, *, decision: int | None = None) -> None:
    """Let a text rule from the next entry on, and say so where it is kept."""
    ruled_by(Charter.model_validate(text.document), entry)
    text.ruling_entry = entry.position
    text.save()
    _milestone(entry, "ruling", text=text.entry, decision=decision, outcome=text.purpose)


def _milestone(entry: Entry, what: str, *, on: date | None = None, **said: Any) -> None:
    Milestone.objects.create(
        key=f"{_key(entry)}.{what}",
        partnership=entry.partnership,
        what=what,
        on=on or entry.at.date(),
        person=entry.by or "",
        entry=entry.position,
        at=entry.at,
        **said,
    )


def _key(entry: Entry) -> str:
    return f"{entry.partnership}.{entry.position}"


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
