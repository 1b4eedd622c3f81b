"""What a document that came back would change, checked, and taken over as proposals one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from commonweal.acts.act import Words
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.finding_faults import faults_in
from commonweal.capabilities.chartering.queries import Draft
from commonweal.capabilities.chartering.queries.returned import Returned, mark_taken
from commonweal.capabilities.chartering.showing import ChangeShown, Reading
from commonweal.capabilities.chartering.word.returning import CameBack, from_data
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.drafting import Merged, in_order, merged, plain_text
from commonweal.charter.redline import clause_redline
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor
from commonweal.web.actforms import in_my_language, in_words

Plain = dict[str, Any]
REMARKS: Mapping[str, str | Promise] = {
    "rules": gettext_lazy(
        "The rules of clause %(what)s were typed over in the document. Rules are changed on the page."
    ),
    "moved": gettext_lazy(
        "Clause %(what)s stands elsewhere in the document. Clauses stand by their numbers, so it stays."
    ),
    "twice": gettext_lazy("Clause %(what)s stands in the file twice. The last one is read."),
    "comments": gettext_lazy("Comments in the margin are not read: %(what)s. Write them on the page, under a name."),
    "notes": gettext_lazy("Footnotes are not read: %(what)s. Put what they say into the text."),
    "boxes": gettext_lazy("Text boxes and pictures are not read: %(what)s."),
    "more_unknown": gettext_lazy("And %(what)s more paragraphs that belong to no clause."),
    "tracked": gettext_lazy("Tracked changes were read as if all of them were accepted. Who made them is not kept."),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One clause of a document as the page shows it.

    :param open: whether it can be taken over: it was not yet, it changes something, nothing clashes
    """

    number: str
    shown: ChangeShown | None
    clashes: bool
    taken: bool
    open: bool


@dataclass(frozen=True)
class AllSeen:
    """Everything that there is to say of a document."""

    changes: list[Seen]
    lost: list[str]
    unknown: list[tuple[str, str]]
    remarks: list[str]
    faults: list[str] = field(default_factory=list)


@dataclass
class Done:
    """What was proposed, and what was not, with the reason."""

    proposed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def seen(kept: Returned, row: Draft, reading: Reading, *, at: datetime) -> AllSeen:
    """Return what a document would change of the draft as it stands now."""
    back = from_data(kept.found)
    text = queries.text_of(row)
    changes, clauses = [], dict(text.clauses)
    for number, after in _wanted(back, row, text.clauses).items():
        now, taken = text.clauses.get(number), number in kept.taken
        changes.append(_seen(number, after, now, reading, taken=taken, wanted=back.clauses.get(number)))
        if not after.clashes:
            clauses = {n: c for n, c in clauses.items() if n != number} | (
                {number: after.clause} if after.clause else {}
            )
    return AllSeen(
        changes=changes,
        lost=back.lost,
        unknown=back.unknown,
        remarks=[str(REMARKS[code]) % {"what": what} for code, what in back.remarks],
        faults=_new_faults(row, reading, clauses, without=back.lost, at=at),
    )


def _wanted(back: CameBack, row: Draft, now: Mapping[str, Plain]) -> dict[str, Merged]:
    """Return, by number, each clause of the document taken into the draft as it stands."""
    before = queries.text_of(row, at=back.version).clauses if back.version < row.changed_entry else dict(now)
    asked: dict[str, Plain | None] = {**back.clauses, **dict.fromkeys(back.lost)}
    return {
        number: merged(before.get(number), asked[number], now.get(number)) for number in sorted(asked, key=in_order)
    }


def _seen(
    number: str, after: Merged, now: Plain | None, reading: Reading, *, taken: bool, wanted: Plain | None
) -> Seen:
    result = wanted if after.clashes else after.clause
    changes = result != now
    shown = reading.change(clause_redline(_clause(now), _clause(result)), reading.charter) if changes else None
    opened = changes and not after.clashes and not taken
    return Seen(number, shown, bool(after.clashes), taken, opened)


def _new_faults(
    row: Draft, reading: Reading, clauses: Mapping[str, Plain], *, without: Iterable[str], at: datetime
) -> list[str]:
    """Return what would no longer fit together if everything but what was lost were taken over."""
    then = Charter.model_validate(
        plain_text(
            draft=row.draft,
            title=row.titles,
            base=row.base,
            clauses={**clauses, **queries.clauses_now(row, list(without))},
        )
    )
    there = {(fault.clause, fault.code) for fault in faults_in(reading.charter, row.partnership, at=at)}
    found = [f for f in faults_in(then, row.partnership, at=at) if (f.clause, f.code) not in there]
    new = Reading(then, reading.tongue, reading.lang, reading.members)
    return [fault.says for fault in new.faults(found, "error")]


def taken(kept: Returned, row: Draft, numbers: Iterable[str], *, why: str, idem: str, by: Actor, at: datetime) -> Done:
    """Propose the changes of these clauses, each for itself, and return what became of them."""
    back, done, words = from_data(kept.found), Done(), in_my_language(why)
    now = queries.text_of(row).clauses
    wanted = _wanted(back, row, now)
    for number in numbers:
        after = wanted.get(number)
        if after is None or after.clashes or number in kept.taken:
            continue
        try:
            perform(_change(row, number, after.clause, words, idem), by=by, at=at)
        except (Objected, Refused) as refused:
            done.refused.append(_("Clause %(number)s: %(why)s") % {"number": number, "why": in_words(refused)})
        except ValidationError:
            done.refused.append(_("Clause %(number)s cannot be kept as it is.") % {"number": number})
        else:
            done.proposed.append(number)
    mark_taken(kept, done.proposed)
    return done


def _change(row: Draft, number: str, clause: Plain | None, words: Words, idem: str) -> acts.ProposeChange:
    return acts.ProposeChange(
        partnership=row.partnership,
        idem=id_from_seed("chartering.returned", idem, number),
        draft=row.draft,
        number=number,
        clause=_clause(clause),
        removal=clause is None,
        why=words,
    )


def _clause(document: Plain | None) -> Clause | None:
    return Clause.model_validate(document) if document else None
