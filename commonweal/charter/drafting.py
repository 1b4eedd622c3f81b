"""What a draft of a charter is at any entry: a fold over what was done to it, and nothing else.

The read model follows it step by step; the verifier computes it again from raw bodies. Clauses are plain data here, as
the record keeps them (`Clause.model_dump(mode="json")`), so that a charter from a newer house can still be followed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from commonweal.charter.clauses import Charter
from commonweal.kit.canonical import canonical_encode

OPEN: Final = "chartering.open_draft"
PUT: Final = "chartering.put_clauses"
PROPOSE: Final = "chartering.propose_change"
SETTLE: Final = "chartering.settle_change"
PRESENT: Final = "chartering.freeze"
KINDS: Final = frozenset({OPEN, PUT, PROPOSE, SETTLE, PRESENT})
"""The kinds of act that a draft follows from."""

Plain = dict[str, Any]
LOCALISED: Final = ("title", "text", "summary")
"""The parts of a clause that stand in several languages, each of which changes by itself."""


def in_order(number: str) -> tuple[int, ...]:
    """Return what the clauses of a draft are sorted by: ``10.2`` comes after ``9``."""
    return tuple(int(part) for part in number.split("."))


def edition_of(draft: int) -> str:
    """Return what a charter is called whose draft was opened by this entry."""
    return f"own/{draft}"


def plain_text(*, draft: int, title: Mapping[str, str], base: Plain | None, clauses: Mapping[str, Plain]) -> Plain:
    """Return the whole text as data: what is presented, and what its digest is made from."""
    text: Plain = {"edition": edition_of(draft), "title": dict(title)}
    text["clauses"] = [clauses[number] for number in sorted(clauses, key=in_order)]
    return text | ({"base": dict(base)} if base else {})


def digest_of(text: Plain) -> str:
    """Return the digest of a text, as `Charter.digest` gives it."""
    return hashlib.sha256(canonical_encode(text)).hexdigest()


def mark_of(clause: Plain) -> str:
    """Return the short digest by which a presented text names each of its clauses, so that an altered one is found."""
    return hashlib.sha256(canonical_encode(clause)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Merged:
    """A clause with a change taken in.

    :param clause: nothing where the change takes the clause out
    :param clashes: the parts that were changed both ways, such as ``text.en``; then nothing can be taken in
    """

    clause: Plain | None
    clashes: tuple[str, ...] = ()


def merged(before: Plain | None, proposed: Plain | None, now: Plain | None) -> Merged:
    """Take in a change that was proposed to a clause, although the clause may have changed since, part by part.

    :param before: the clause as it was when the change was proposed; nothing where there was none
    """
    if now in (before, proposed):
        return Merged(proposed)
    if before == proposed:
        return Merged(now)
    if before is None or proposed is None or now is None:
        return Merged(now, ("clause",))
    was, wanted, stands = _parts(before), _parts(proposed), _parts(now)
    found: dict[str, Any] = {}
    clashes = []
    for name in sorted({*was, *wanted, *stands}):
        b, p, n = (side.get(name) for side in (was, wanted, stands))
        found[name] = n if p == b else p
        if p not in (b, n) and n != b:
            clashes.append(name)
    return Merged(now, tuple(clashes)) if clashes else Merged(_joined(now["number"], found))


def _parts(clause: Plain) -> dict[str, Any]:
    """Return a clause as parts that change by themselves: each language of each text, the rules, the kind of part."""
    found = {f"{name}.{lang}": said for name in LOCALISED for lang, said in (clause.get(name) or {}).items()}
    return found | {"rules": clause.get("rules") or [], "part": clause.get("part")}


def _joined(number: str, parts: Mapping[str, Any]) -> Plain:
    clause: Plain = {"number": number, "rules": parts["rules"]}
    for name in LOCALISED:
        said = {key.partition(".")[2]: text for key, text in parts.items() if key.startswith(f"{name}.") and text}
        if said or name != "summary":
            clause[name] = said
    return clause | ({"part": parts["part"]} if parts["part"] else {})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change that was proposed: the clause as it would be (nothing: taken out), and as it was then."""

    draft: int
    number: str
    clause: Plain | None
    before: Plain | None


@dataclass
class Draft:
    """A draft as it stands.

    :param touched: by number, the entry that last put the clause, or took it out
    :param versions: the entries at which the text changed
    """

    entry: int
    title: dict[str, str]
    languages: tuple[str, ...]
    base: Plain | None
    clauses: dict[str, Plain] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    versions: list[int] = field(default_factory=list)

    def text(self) -> Plain:
        """Return the whole text as data."""
        return plain_text(draft=self.entry, title=self.title, base=self.base, clauses=self.clauses)

    def charter(self) -> Charter:
        """Return the whole text as a charter."""
        return Charter.model_validate(self.text())

    def put(self, position: int, number: str, clause: Plain | None) -> None:
        """Put a clause, or take it out."""
        if clause is None:
            self.clauses.pop(number, None)
        else:
            self.clauses[number] = clause
        self.touched[number] = position
        if self.versions[-1:] != [position]:
            self.versions.append(position)


@dataclass
class Drafts:
    """Every draft of one partnership, as its record tells them."""

    drafts: dict[int, Draft] = field(default_factory=dict)
    changes: dict[int, Proposed] = field(default_factory=dict)

    def follow(self, position: int, kind: str, body: Plain) -> None:
        """Take one act in; those of other kinds change nothing."""
        if kind == OPEN:
            title = body.get("titles") or {body["languages"][0]: body["title"]}
            self.drafts[position] = Draft(position, dict(title), tuple(body["languages"]), body.get("base"))
        elif kind == PUT:
            draft = self.drafts[body["draft"]]
            for number in body["removes"]:
                draft.put(position, number, None)
            for clause in body["clauses"]:
                draft.put(position, clause["number"], clause)
        elif kind == PROPOSE:
            number, before = body["number"], self.drafts[body["draft"]].clauses.get(body["number"])
            self.changes[position] = Proposed(body["draft"], number, body["clause"], before)
        elif kind == SETTLE and body["accepted"]:
            change = self.changes[body["change"]]
            draft = self.drafts[change.draft]
            after = merged(change.before, change.clause, draft.clauses.get(change.number))
            if not after.clashes:
                draft.put(position, change.number, after.clause)

    def faults_of(self, body: Plain) -> Iterator[str]:
        """Yield a sentence for each way in which a presented text is not the one that its draft gives."""
        draft = self.drafts[body["draft"]]
        if body["digest"] == digest_of(draft.text()):
            return
        named = {each["number"]: each["mark"] for each in body.get("marks") or ()}
        altered = [n for n in sorted(draft.clauses, key=in_order) if named.get(n) != mark_of(draft.clauses[n])]
        for number in altered if named else ():
            yield f"Clause {number} of the text presented is not the one that entry {draft.touched[number]} gives."
        for number in sorted(set(named) - set(draft.clauses), key=in_order):
            yield f"Clause {number} of the text presented stands in no entry of its draft."
        if not named or (not altered and set(named) <= set(draft.clauses)):
            yield f"The text presented has another digest than draft {draft.entry} gives."
