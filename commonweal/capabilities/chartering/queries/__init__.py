"""Questions asked of drafts: their text at any entry, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from commonweal.capabilities.chartering.models import (
    Change,
    ClauseVersion,
    Comment,
    Draft,
    Objection,
    ProposedDecision,
    Version,
)
from commonweal.charter.clauses import Charter
from commonweal.charter.drafting import in_order, plain_text
from commonweal.partnerships.models import CharterInForce, CharterText, Decided

__all__ = ["Change", "ClauseVersion", "Comment", "Draft", "Objection", "Version"]
# The rows that are handed out, so that pages and sheets can name their types; the functions below are found by name.


class NotThere(LookupError):
    """No such draft, change or objection in this partnership."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a draft at one entry.

    :param at: the entry; nothing for the draft as it stands
    :param put: by number, the entry that put the clause as it is
    """

    draft: Draft
    clauses: dict[str, dict[str, Any]]
    at: int | None = None
    put: dict[str, int] = field(default_factory=dict)

    @property
    def numbers(self) -> list[str]:
        """The numbers of its clauses, in order."""
        return sorted(self.clauses, key=in_order)

    def clause(self, number: str) -> ClauseVersion | None:
        """Return one of its clauses with the entry that put it; nothing where there is none of this number."""
        if number not in self.clauses:
            return None
        return ClauseVersion(number=number, entry=self.put[number], document=self.clauses[number])

    def plain(self) -> dict[str, Any]:
        """Return it as data."""
        row = self.draft
        return plain_text(draft=row.draft, title=row.titles, base=row.base, clauses=self.clauses)

    def charter(self) -> Charter:
        """Return it as a charter."""
        return Charter.model_validate(self.plain())


@dataclass(slots=True)
class Counts:
    """How much was said about a clause: changes and objections that are open, and comments."""

    changes: int = 0
    objections: int = 0
    comments: int = 0

    @property
    def any(self) -> bool:
        """Whether anything was said."""
        return bool(self.changes or self.objections or self.comments)


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said about one clause, or about the whole."""

    changes: list[Change] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)

    @property
    def open_changes(self) -> list[Change]:
        """Changes that nobody has settled."""
        return [row for row in self.changes if row.settled_entry is None]

    @property
    def open_objections(self) -> list[Objection]:
        """Objections that nobody has answered."""
        return [row for row in self.objections if not row.how]


def drafts(partnership: str) -> list[Draft]:
    """Return every draft, the one that changed last first."""
    return list(Draft.objects.filter(partnership=partnership).select_related("ended_reason").order_by("-changed_entry"))


def draft_with(partnership: str, draft: int) -> Draft:
    """Return the draft that this entry opened.

    :raises NotThere: where it opened none
    """
    row = Draft.objects.select_related("ended_reason").filter(pk=f"{partnership}.{draft}").first()
    if row is None:
        raise NotThere(draft)
    return row


def text_of(draft: Draft, *, at: int | None = None) -> Text:
    """Return the text of a draft as it stands, or as it stood at an entry."""
    rows = ClauseVersion.objects.filter(partnership=draft.partnership, draft=draft.draft)
    if at is None:
        rows = rows.filter(until__isnull=True)
    else:
        rows = rows.filter(entry__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))
    found = {row.number: row for row in rows.order_by("place")}
    clauses = {number: row.document for number, row in found.items()}
    return Text(draft, clauses, at=at, put={number: row.entry for number, row in found.items()})


def clause_now(draft: Draft, number: str) -> ClauseVersion | None:
    """Return a clause as it stands, or nothing where there is none of this number."""
    rows = ClauseVersion.objects.filter(partnership=draft.partnership, draft=draft.draft, number=number)
    return rows.filter(until__isnull=True).first()


def clause_last(draft: Draft, number: str) -> ClauseVersion | None:
    """Return the last form that a clause had, whether it stands or was taken out."""
    rows = ClauseVersion.objects.filter(partnership=draft.partnership, draft=draft.draft, number=number)
    return rows.order_by("-entry").first()


def clause_at(draft: Draft, number: str, entry: int) -> dict[str, Any] | None:
    """Return a clause as an entry put it, or nothing where that put none of this number."""
    row = ClauseVersion.objects.filter(pk=f"{draft.partnership}.{draft.draft}.{number}.{entry}").first()
    return dict(row.document) if row else None


def clauses_now(draft: Draft, numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return clauses as they stand, by number. One question."""
    rows = ClauseVersion.objects.filter(partnership=draft.partnership, draft=draft.draft, number__in=list(numbers))
    return {row.number: row.document for row in rows.filter(until__isnull=True)}


def history_of(draft: Draft, number: str) -> list[ClauseVersion]:
    """Return every form that a clause had, the newest first."""
    rows = ClauseVersion.objects.filter(partnership=draft.partnership, draft=draft.draft, number=number)
    return list(rows.order_by("-entry"))


def versions_of(draft: Draft, *, most: int = 60) -> list[Version]:
    """Return the entries at which the text changed, the newest first, and no more than `most`."""
    rows = Version.objects.filter(partnership=draft.partnership, draft=draft.draft)
    return list(rows.order_by("-entry")[:most])


def is_version(draft: Draft, entry: int, *, after: int = -1) -> bool:
    """Return whether the text changed at this entry, which is later than `after`."""
    return entry > after and Version.objects.filter(pk=f"{draft.partnership}.{entry}", draft=draft.draft).exists()


def talk_of(draft: Draft, *, number: str | None = None) -> dict[str, Talk]:
    """Return what was said, by the number of the clause (empty: on the whole). Three questions.

    :param number: of one clause alone
    """
    found: dict[str, Talk] = {}
    where = {"partnership": draft.partnership, "draft": draft.draft} | ({} if number is None else {"number": number})
    for change in Change.objects.filter(**where).select_related("words", "reason").order_by("entry"):
        found.setdefault(change.number, Talk()).changes.append(change)
    for comment in Comment.objects.filter(**where).select_related("words").order_by("entry"):
        found.setdefault(comment.number, Talk()).comments.append(comment)
    for objection in Objection.objects.filter(**where).select_related("words", "answer").order_by("entry"):
        found.setdefault(objection.number, Talk()).objections.append(objection)
    return found


def counts_of(draft: Draft) -> dict[str, Counts]:
    """Return how much was said, by the number of the clause (empty: on the whole). Three questions."""
    found: dict[str, Counts] = {}
    here = {"partnership": draft.partnership, "draft": draft.draft}
    asked: tuple[tuple[str, Any], ...] = (
        ("changes", Change.objects.filter(**here, settled_entry__isnull=True)),
        ("objections", Objection.objects.filter(**here, how="")),
        ("comments", Comment.objects.filter(**here)),
    )
    for what, rows in asked:
        for number, n in rows.order_by("number").values_list("number").annotate(n=Count("key")):
            setattr(found.setdefault(number, Counts()), what, n)
    return found


def change_with(partnership: str, change: int) -> Change:
    """Return the change that this entry proposed.

    :raises NotThere: where it proposed none
    """
    row = Change.objects.select_related("words", "reason").filter(pk=f"{partnership}.{change}").first()
    if row is None:
        raise NotThere(change)
    return row


def objection_with(partnership: str, objection: int) -> Objection:
    """Return the objection that this entry made.

    :raises NotThere: where it made none
    """
    row = Objection.objects.select_related("words", "answer").filter(pk=f"{partnership}.{objection}").first()
    if row is None:
        raise NotThere(objection)
    return row


def open_changes(partnership: str) -> list[Change]:
    """Return the changes that nobody has settled, in drafts that are open."""
    rows = Change.objects.filter(partnership=partnership, settled_entry__isnull=True, draft__in=_open(partnership))
    return list(rows.order_by("entry"))


def open_objections(partnership: str) -> list[Objection]:
    """Return the objections that nobody has answered, in drafts that are open."""
    rows = Objection.objects.filter(partnership=partnership, how="", draft__in=_open(partnership))
    return list(rows.order_by("entry"))


def _open(partnership: str) -> Any:
    return Draft.objects.filter(partnership=partnership, state="open").values("draft")


def texts_of(partnership: str) -> dict[int, CharterText]:
    """Return every text that was presented, by its entry, without the documents."""
    return {row.entry: row for row in CharterText.objects.filter(partnership=partnership).defer("document")}


def carried_on(partnership: str, text: int) -> bool:
    """Return whether a decision on a presented text was carried and stands."""
    rows = Decided.objects.filter(partnership=partnership, outcome="carried", reopened_at__isnull=True)
    return any(text in row.about for row in rows.only("about"))


def open_decisions(partnership: str) -> list[ProposedDecision]:
    """Return the decisions that are not taken yet."""
    return list(ProposedDecision.objects.filter(partnership=partnership, is_open=True).order_by("decision"))


def charter_at(partnership: str, *, at: datetime) -> CharterInForce | None:
    """Return the charter that ruled at an instant, with the entry from which it did."""
    rows = CharterInForce.objects.filter(partnership=partnership, since_at__lte=at)
    return rows.order_by("-since").first()


def rows_of(
    model: type[Any], partnership: str, start: int, stop: int | None, *order: str, words: Sequence[str] = ()
) -> Sequence[Any]:
    """Return rows for a sheet, in a fixed order, with their words."""
    rows = model.objects.filter(partnership=partnership).order_by(*order)
    return list((rows.select_related(*words) if words else rows)[start:stop])
