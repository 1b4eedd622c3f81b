"""From recorded acts to the read model of drafts, and of the texts that were presented."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.chartering import acts
from commonweal.capabilities.chartering.models import (
    Change,
    ClauseVersion,
    Comment,
    Draft,
    Objection,
    ProposedDecision,
    Version,
)
from commonweal.charter.drafting import in_order, merged, plain_text
from commonweal.partnerships.models import CharterText
from commonweal.record.entry import Entry

TABLES = (Draft, ClauseVersion, Version, Change, Comment, Objection, ProposedDecision, CharterText)
"""What is written here, in the order in which a replay fills it."""


def opened(act: acts.OpenDraft, entry: Entry) -> None:
    """Write the draft, without any clause."""
    Draft.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        draft=entry.position,
        title=act.title,
        titles=act.titles or {act.languages[0]: act.title},
        languages=list(act.languages),
        source=list(act.source) if isinstance(act.source, tuple) else act.source,
        source_digest=act.source_digest or "",
        base=act.base.model_dump(mode="json") if act.base else None,
        person=entry.by or "",
        organisation=entry.org or "",
        opened_at=entry.at,
        changed_entry=entry.position,
        changed_at=entry.at,
    )


def put(act: acts.PutClauses, entry: Entry) -> None:
    """Put the clauses in, and take those out that are named."""
    wanted: dict[str, Any] = dict.fromkeys(act.removes)
    wanted |= {clause.number: clause.model_dump(mode="json") for clause in act.clauses}
    _write(_draft(entry.partnership, act.draft), entry, wanted, how="put")


def proposed(act: acts.ProposeChange, entry: Entry) -> None:
    """Write the change beside the clause as it is now."""
    before = _now(entry.partnership, act.draft, [act.number]).get(act.number)
    Change.objects.create(
        **_said(act.draft, act.number, act.why, entry),
        document=act.clause.model_dump(mode="json") if act.clause else None,
        before=before.document if before else None,
    )
    _count(entry, act.draft, "changes", 1)


def commented(act: acts.CommentOnClause, entry: Entry) -> None:
    """Write the comment."""
    Comment.objects.create(**_said(act.draft, act.number, act.words, entry))
    _count(entry, act.draft, "comments", 1)


def objected(act: acts.ObjectToClause, entry: Entry) -> None:
    """Write the objection; it is open."""
    Objection.objects.create(**_said(act.draft, act.number, act.reason, entry))
    _count(entry, act.draft, "objections", 1)


def settled(act: acts.SettleChange, entry: Entry) -> None:
    """Take the change in, part by part, or let it rest."""
    row = Change.objects.get(pk=f"{entry.partnership}.{act.change}")
    row.settled_entry, row.settled_at, row.accepted = entry.position, entry.at, act.accepted
    row.reason_id = _text(act.reason)
    row.save()
    draft = _draft(entry.partnership, row.draft)
    draft.changes -= 1
    draft.save()
    if act.accepted:
        now = _now(entry.partnership, row.draft, [row.number]).get(row.number)
        after = merged(row.before, row.document, now.document if now else None)
        if not after.clashes:
            _write(draft, entry, {row.number: after.clause}, how="accepted")


def answered(act: acts.AnswerObjection, entry: Entry) -> None:
    """Write what came of the objection."""
    row = Objection.objects.get(pk=f"{entry.partnership}.{act.objection}")
    row.how, row.answer_id, row.change = act.how, _text(act.words), act.change
    row.answered_entry, row.answered_at = entry.position, entry.at
    row.save()
    _count(entry, row.draft, "objections", -1)


def objection_withdrawn(act: acts.WithdrawObjection, entry: Entry) -> None:
    """Write that it was taken back."""
    row = Objection.objects.get(pk=f"{entry.partnership}.{act.objection}")
    row.how, row.answered_entry, row.answered_at = "withdrawn", entry.position, entry.at
    row.save()
    _count(entry, row.draft, "objections", -1)


def presented(act: acts.Freeze, entry: Entry) -> None:
    """Write the text that was presented, whole, for everybody who signs it or decides on it."""
    draft = _draft(entry.partnership, act.draft)
    clauses = {row.number: row.document for row in _now(entry.partnership, act.draft).values()}
    CharterText.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        digest=act.digest or "",
        document=plain_text(draft=draft.draft, title=draft.titles, base=draft.base, clauses=clauses),
        draft=draft.draft,
        purpose=act.purpose,
        parties=list(act.parties),
        in_order=act.in_order,
        until_on=act.until_on,
        effective_on=act.effective_on,
        entry=entry.position,
        at=entry.at,
    )
    draft.state, draft.purpose, draft.digest = "presented", act.purpose, act.digest or ""
    draft.presented_entry, draft.presented_at = entry.position, entry.at
    draft.signed_entry = None
    draft.save()


def withdrawn(act: acts.WithdrawDraft, entry: Entry) -> None:
    """Set the draft aside, and the text with it that was presented."""
    draft = _draft(entry.partnership, act.draft)
    _take_back(draft, entry)
    draft.state, draft.ended_entry, draft.ended_at = "withdrawn", entry.position, entry.at
    draft.ended_reason_id = _text(act.reason)
    draft.save()


def reopened(act: acts.ReopenDraft, entry: Entry) -> None:
    """Take the text back, so that the draft can be changed again."""
    draft = _draft(entry.partnership, act.draft)
    _take_back(draft, entry)
    draft.state, draft.presented_entry, draft.presented_at = "open", None, None
    draft.purpose, draft.digest = "", ""
    draft.save()


def _take_back(draft: Draft, entry: Entry) -> None:
    for text in CharterText.objects.filter(partnership=entry.partnership, entry=draft.presented_entry or -1):
        text.withdrawn_entry = entry.position
        text.save()


def _write(draft: Draft, entry: Entry, wanted: dict[str, Any], *, how: str) -> None:
    """Let clauses stand as wanted from this entry on; what does not change keeps its row."""
    now = _now(entry.partnership, draft.draft, wanted)
    for number, document in wanted.items():
        row = now.get(number)
        if row is not None:
            row.until = entry.position
            row.save()
        if document is not None:
            ClauseVersion.objects.create(
                key=f"{entry.partnership}.{draft.draft}.{number}.{entry.position}",
                partnership=entry.partnership,
                draft=draft.draft,
                number=number,
                place=placed(number),
                document=document,
                entry=entry.position,
            )
        draft.clauses += (document is not None) - (row is not None)
    Version.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        draft=draft.draft,
        entry=entry.position,
        at=entry.at,
        how=how,
        numbers=sorted(wanted, key=in_order),
    )
    draft.changed_entry, draft.changed_at = entry.position, entry.at
    draft.save()


def placed(number: str) -> str:
    """Return the number of a clause so that the database sorts it as people do."""
    return ".".join(f"{part:03}" for part in in_order(number))


def _now(partnership: str, draft: int, numbers: Iterable[str] | None = None) -> dict[str, ClauseVersion]:
    rows = ClauseVersion.objects.filter(partnership=partnership, draft=draft, until__isnull=True)
    if numbers is not None:
        rows = rows.filter(number__in=list(numbers))
    return {row.number: row for row in rows}


def _draft(partnership: str, draft: int) -> Draft:
    return Draft.objects.get(pk=f"{partnership}.{draft}")


def _count(entry: Entry, draft: int, what: str, by: int) -> None:
    row = _draft(entry.partnership, draft)
    setattr(row, what, getattr(row, what) + by)
    row.save()


def _said(draft: int, number: str | None, words: FreeText, entry: Entry) -> dict[str, Any]:
    return {
        "key": f"{entry.partnership}.{entry.position}",
        "partnership": entry.partnership,
        "draft": draft,
        "number": number or "",
        "words_id": _text(words),
        "person": entry.by or "",
        "organisation": entry.org or "",
        "entry": entry.position,
        "at": entry.at,
    }


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None


SIGNING = frozenset({"agreement.sign", "agreement.sign_by_code", "agreement.sign_on_paper"})
PROPOSING, BALLOT, REOPENING = "decisions.propose", "decisions.open_ballot", "decisions.reopen"
ENDING = frozenset({"decisions.close", "decisions.withdraw"})
"""Acts of other capabilities that bind a presented text; here they are only looked at."""


def signed(entry: Entry) -> None:
    """Observe the first signature under a presented text: from then on it cannot be taken back."""
    text = entry.body.get("text") if entry.kind in SIGNING else None
    if isinstance(text, int):
        for draft in Draft.objects.filter(partnership=entry.partnership, presented_entry=text, signed_entry=None):
            draft.signed_entry = entry.position
            draft.save()


def decided_on(entry: Entry) -> None:
    """Observe decisions: which are open, on which matter and about which text."""
    if entry.kind == PROPOSING:
        ProposedDecision.objects.create(
            key=f"{entry.partnership}.{entry.position}",
            partnership=entry.partnership,
            decision=entry.position,
            matter=entry.body.get("on") or "",
            about=sorted({cite.entry for cite in entry.cites}),
        )
    elif entry.kind == BALLOT or entry.kind == REOPENING or entry.kind in ENDING:
        for row in ProposedDecision.objects.filter(pk=f"{entry.partnership}.{entry.body.get('decision')}"):
            row.is_open = entry.kind not in ENDING
            row.charter = (entry.charter or "") if entry.kind == BALLOT else row.charter
            row.save()
