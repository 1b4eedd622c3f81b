"""A document that came back, held against the draft: what changed clause by clause, what was lost, what is strange."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from commonweal.acts.charter_words import said
from commonweal.capabilities.chartering.word.archive import MOST_BYTES, FileRefused, parts_of
from commonweal.capabilities.chartering.word.marks import FIELDS
from commonweal.capabilities.chartering.word.reading import read
from commonweal.capabilities.chartering.word.regions import Found, sorted_out
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.drafting import in_order

Plain = dict[str, Any]
MOST_UNKNOWN = 100


@dataclass
class CameBack:
    """What a document says of a draft, as it is kept until its owner has looked at it.

    :param version: the entry of the draft from which the document was made
    :param clauses: by number, the clause as the document has it, where that differs
    :param lost: clauses that the document no longer has
    :param unknown: words that belong to no clause, with the clause after which they stand
    :param remarks: codes of what else there is to say, each with its number or count
    """

    version: int
    clauses: dict[str, Plain] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def as_data(self) -> Plain:
        """Return it as it is kept."""
        return {name: getattr(self, name) for name in ("version", "clauses", "lost", "unknown", "remarks")}


def from_data(data: Mapping[str, Any]) -> CameBack:
    """Return what was kept."""
    return CameBack(
        version=data["version"],
        clauses=dict(data["clauses"]),
        lost=list(data["lost"]),
        unknown=[(after, text) for after, text in data["unknown"]],
        remarks=[(code, what) for code, what in data["remarks"]],
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """The draft to which a document belongs: as it stands, and as it stood at any entry.

    :param at: from an entry to the text as it stood, as a charter
    """

    draft: int
    now: int
    languages: Sequence[str]
    at: Any
    names: Mapping[str, str] = field(default_factory=dict)


def from_word(data: bytes, sent: Sent) -> CameBack:
    """Read a Word document and hold it against the version from which it was made.

    :raises FileRefused: where it cannot be read, or belongs to another draft
    """
    document = read(parts_of(data))
    present = sent.at(sent.now)
    numbers = [clause.number for clause in present.clauses]
    found = sorted_out(document, numbers=numbers, languages=sent.languages)
    origin = found.origin
    if origin is not None and origin.draft != sent.draft:
        raise FileRefused(_("This document was made from another draft. Open that draft and bring it there."))
    if origin is None and not found.lines:
        raise FileRefused(
            _("Nothing in this document belongs to this draft. Download the draft, and work in that file.")
        )
    version = origin.version if origin is not None and origin.version <= sent.now else sent.now
    before = sent.at(version)
    back = CameBack(version)
    for clause in before.clauses:
        _compare(clause, found, sent, back)
    _strange(before, found, sent, back, lang=origin.lang if origin else "")
    counts = (("comments", document.comments), ("notes", document.notes), ("boxes", document.boxes))
    back.remarks += [(code, str(n)) for code, n in counts if n]
    if document.tracked:
        back.remarks.append(("tracked", ""))
    return back


def _compare(clause: Clause, found: Found, sent: Sent, back: CameBack) -> None:
    keys = [key for key in found.lines if key[0] == clause.number]
    if not keys:
        back.lost.append(clause.number)
        return
    was = clause.model_dump(mode="json")
    wanted = dict(was)
    for name in FIELDS:
        texts = dict(was.get(name) or {})
        for lang in sent.languages:
            said_there = found.text(clause.number, name, lang)
            if (said_there or "") != texts.get(lang, "").strip():
                texts[lang] = said_there or ""
        texts = {lang: text for lang, text in texts.items() if text}
        if texts or name != "summary":
            wanted[name] = texts
        else:
            wanted.pop(name, None)
    if wanted != was:
        back.clauses[clause.number] = wanted


def _strange(before: Charter, found: Found, sent: Sent, back: CameBack, *, lang: str) -> None:
    """Name what belongs nowhere, rules that were typed over, and clauses that were moved."""
    there = {clause.number for clause in before.clauses}
    for number, name, language in found.lines:
        text = found.text(number, name, language)
        if number not in there and text:
            back.unknown.append((number, text))
    back.unknown += found.unknown
    if len(back.unknown) > MOST_UNKNOWN:
        back.remarks.append(("more_unknown", str(len(back.unknown) - MOST_UNKNOWN)))
        back.unknown = back.unknown[:MOST_UNKNOWN]
    for clause in before.clauses if lang else ():
        if clause.number in found.rules:
            read_there = "".join("".join(found.rules[clause.number]).split())
            stands = "".join(
                "".join(" ".join(said(rule, before, lang, names=sent.names)).split()) for rule in clause.rules
            )
            if read_there != stands:
                back.remarks.append(("rules", clause.number))
    order = [number for number in found.order if number in there]
    ascending = sorted(order, key=in_order)
    back.remarks += [("moved", a) for a, b in zip(order, ascending, strict=True) if a != b][:20]


def from_json(data: bytes, sent: Sent) -> CameBack:
    """Read a charter as JSON and hold it against the draft as it stands.

    :raises FileRefused: where it is none, with the place of the first fault
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(_("This file is larger than 5 MB. It is no charter."))
    try:
        charter = Charter.model_validate(json.loads(data.decode("utf-8-sig")))
    except ValidationError as invalid:
        first = invalid.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        says = _("This JSON is no charter. At %(where)s: %(why)s") % {"where": where, "why": first["msg"]}
        raise FileRefused(says) from invalid
    except (ValueError, RecursionError) as error:
        raise FileRefused(_("This is no JSON in UTF-8. Choose a file that was exported here.")) from error
    back = CameBack(sent.now)
    stands = {clause.number: clause.model_dump(mode="json") for clause in sent.at(sent.now).clauses}
    came: dict[str, Plain] = {}
    for clause in charter.clauses:
        if clause.number in came:
            back.remarks.append(("twice", clause.number))
        came[clause.number] = clause.model_dump(mode="json")
    back.clauses = {number: clause for number, clause in came.items() if clause != stands.get(number)}
    back.lost = [number for number in stands if number not in came]
    return back
