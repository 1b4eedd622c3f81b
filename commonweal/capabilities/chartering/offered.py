"""What drafts offer to the rest of the house: tasks, addresses, sheets, and who must be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Facts, Reader, Sheet, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.acts import AnswerObjection, SettleChange
from commonweal.capabilities.chartering.queries import NotThere
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for whoever keeps the pen: objections to answer, one by one, and changes to settle."""
    if actor.person is None:
        return
    here, setting = facts.partnership, setting_of(facts.partnership)
    if verdict_on(AnswerObjection, by=actor, at=facts.at, setting=setting).allowed:
        for row in queries.open_objections(here):
            says = (
                gettext("Answer the objection to clause %(number)s") % {"number": row.number}
                if row.number
                else gettext("Answer the objection to the draft")
            )
            yield Task(f"chartering.objection.{row.entry}", says, _objection(slug, row.draft, row.entry))
    if verdict_on(SettleChange, by=actor, at=facts.at, setting=setting).allowed:
        changes = queries.open_changes(here)
        for draft in dict.fromkeys(row.draft for row in changes):
            hers = [row for row in changes if row.draft == draft]
            says = ngettext(
                "Take in or decline %(n)s change of a draft", "Take in or decline %(n)s changes of a draft", len(hers)
            ) % {"n": len(hers)}
            url = _change(slug, draft, hers[0].entry) if len(hers) == 1 else _draft(slug, draft)
            yield Task(f"chartering.changes.{draft}", says, url)


# ── Addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _draft(slug: str, draft: int) -> str:
    return reverse("chartering:draft", args=[slug, draft])


def _change(slug: str, draft: int, change: int) -> str:
    return reverse("chartering:change", args=[slug, draft, change])


def _objection(slug: str, draft: int, objection: int) -> str:
    return reverse("chartering:objection", args=[slug, draft, objection])


def _page_of_draft(entry: Entry, slug: str) -> str:
    return _draft(slug, entry.body.get("draft", entry.position))


def _page_of_clause(entry: Entry, slug: str) -> str:
    number = entry.body.get("number")
    if not number:
        return reverse("chartering:whole", args=[slug, entry.body["draft"]])
    return reverse("chartering:clause", args=[slug, entry.body["draft"], number])


def _page_of_change(entry: Entry, slug: str) -> str:
    position = entry.body.get("change", entry.position)
    try:
        return _change(slug, queries.change_with(entry.partnership, position).draft, position)
    except NotThere:
        return reverse("entry", args=[slug, entry.position])


def _page_of_objection(entry: Entry, slug: str) -> str:
    position = entry.body.get("objection", entry.position)
    try:
        return _objection(slug, queries.objection_with(entry.partnership, position).draft, position)
    except NotThere:
        return reverse("entry", args=[slug, entry.position])


ADDRESSES: Mapping[str, Callable[[Entry, str], str]] = {
    "chartering.open_draft": _page_of_draft,
    "chartering.put_clauses": _page_of_draft,
    "chartering.propose_change": lambda entry, slug: _change(slug, entry.body["draft"], entry.position),
    "chartering.comment": _page_of_clause,
    "chartering.object": lambda entry, slug: _objection(slug, entry.body["draft"], entry.position),
    "chartering.settle_change": _page_of_change,
    "chartering.answer_objection": _page_of_objection,
    "chartering.withdraw_objection": _page_of_objection,
    "chartering.freeze": _page_of_draft,
    "chartering.withdraw_draft": _page_of_draft,
    "chartering.reopen_draft": _page_of_draft,
}

# ── Who must be told ──────────────────────────────────────────────────────────────────────────────────────────────────


def _proposer(entry: Entry) -> Iterable[str]:
    try:
        return [queries.change_with(entry.partnership, entry.body["change"]).person]
    except NotThere:
        return []


def _objector(entry: Entry) -> Iterable[str]:
    try:
        return [queries.objection_with(entry.partnership, entry.body["objection"]).person]
    except NotThere:
        return []


CONCERNS: Mapping[str, Callable[[Entry], Iterable[str]]] = {
    "chartering.settle_change": _proposer,
    "chartering.answer_objection": _objector,
}

# ── Sheets ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _when(reader: Reader, at: Any) -> Any:
    return at if at is None or reader.exact else to_the_hour(at)


def _draft_rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.rows_of(queries.Draft, reader.partnership, start, stop, "draft")
    return [
        (r.draft, r.title, r.state, list(r.languages), r.clauses, r.changes, r.objections, r.comments,
         _when(reader, r.opened_at), r.changed_entry, r.presented_entry, r.purpose or None, r.digest or None)
        for r in rows
    ]  # fmt: skip


def _clause_rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.rows_of(queries.ClauseVersion, reader.partnership, start, stop, "draft", "entry", "place")
    return [
        (r.draft, r.number, r.entry, r.until, r.document.get("part"), _first(r.document.get("title")),
         _first(r.document.get("text")), [rule["type"] for rule in r.document.get("rules", [])])
        for r in rows
    ]  # fmt: skip


def _change_rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.rows_of(queries.Change, reader.partnership, start, stop, "entry", words=("words", "reason"))
    return [
        (r.entry, r.draft, r.number, "remove" if r.document is None else "add" if r.before is None else "change",
         r.organisation or None, _when(reader, r.at), _read(r.words), r.accepted, r.settled_entry, _read(r.reason))
        for r in rows
    ]  # fmt: skip


def _objection_rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    rows = queries.rows_of(queries.Objection, reader.partnership, start, stop, "entry", words=("words", "answer"))
    return [
        (r.entry, r.draft, r.number or None, r.organisation or None, _when(reader, r.at), _read(r.words),
         r.how or "open", r.change, r.answered_entry, _read(r.answer))
        for r in rows
    ]  # fmt: skip


def _first(text: Mapping[str, str] | None) -> str | None:
    return next(iter((text or {}).values()), None)


def _read(text: Any) -> str | None:
    return text.text if text is not None and not text.erased_at else None


SHEETS = (
    Sheet(
        "charter_drafts",
        _("Drafts of the charter"),
        (
            Column("draft", _("Draft"), "integer"),
            Column("title", _("Title")),
            Column("state", _("State")),
            Column("languages", _("Languages"), "list"),
            Column("clauses", _("Clauses"), "integer"),
            Column("changes", _("Changes waiting"), "integer"),
            Column("objections", _("Objections open"), "integer"),
            Column("comments", _("Comments"), "integer"),
            Column("opened_at", _("Opened"), "datetime"),
            Column("changed_entry", _("Last changed by entry"), "integer"),
            Column("presented_entry", _("Presented by entry"), "integer"),
            Column("purpose", _("Presented for")),
            Column("digest", _("Digest")),
        ),
        _draft_rows,
    ),
    Sheet(
        "draft_clauses",
        _("Clauses of drafts, every version"),
        (
            Column("draft", _("Draft"), "integer"),
            Column("number", _("Clause")),
            Column("entry", _("From entry"), "integer"),
            Column("until", _("Until entry"), "integer"),
            Column("part", _("Part")),
            Column("title", _("Title")),
            Column("text", _("Text")),
            Column("rules", _("Rules"), "list"),
        ),
        _clause_rows,
    ),
    Sheet(
        "draft_changes",
        _("Changes proposed to drafts"),
        (
            Column("entry", _("Entry"), "integer"),
            Column("draft", _("Draft"), "integer"),
            Column("number", _("Clause")),
            Column("what", _("What it does")),
            Column("organisation", _("Organisation"), "id"),
            Column("at", _("Proposed"), "datetime"),
            Column("why", _("Why")),
            Column("accepted", _("Taken in"), "boolean"),
            Column("settled_entry", _("Settled by entry"), "integer"),
            Column("reason", _("Reason")),
        ),
        _change_rows,
    ),
    Sheet(
        "draft_objections",
        _("Objections to drafts"),
        (
            Column("entry", _("Entry"), "integer"),
            Column("draft", _("Draft"), "integer"),
            Column("number", _("Clause")),
            Column("organisation", _("Organisation"), "id"),
            Column("at", _("Made"), "datetime"),
            Column("reason", _("Reason")),
            Column("how", _("What came of it")),
            Column("change", _("Changed by entry"), "integer"),
            Column("answered_entry", _("Answered by entry"), "integer"),
            Column("answer", _("Answer")),
        ),
        _objection_rows,
    ),
)
