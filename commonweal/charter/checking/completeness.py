"""Whether a charter has every part that an agreement needs, in every language that it promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from commonweal.charter.checking.fault import WHOLE, Fault, error, warning
from commonweal.charter.clauses import REQUIRED_PARTS, Charter
from commonweal.charter.data import Data, Localised
from commonweal.charter.interim import CURRENT, UnknownEdition
from commonweal.charter.rules import Grant, Review
from commonweal.charter.ruling import AnotherBase, base_of
from commonweal.charter.saying import Ref, refs

MUST = ("signing", "amendment", "accession", "exit", "dissolution", "dispute_path", "review")
"""Rules without which nobody knows how the charter begins, changes or ends."""

SHOULD = ("succession", "suspension", "interests")
"""Rules that a charter does well to have of its own."""


def parts(charter: Charter) -> Iterator[Fault]:
    """Yield each part of an agreement, and each rule by which it lives on, that is not there."""
    there = {clause.part for clause in charter.clauses}
    for part in REQUIRED_PARTS:
        if part not in there:
            yield error(WHOLE, "part_missing", part=Ref("part", part))
    said = {rule.type for clause in charter.clauses for rule in clause.rules}
    yield from (error(WHOLE, "rule_missing", what=Ref("term", kind)) for kind in MUST if kind not in said)
    yield from (warning(WHOLE, "rule_missing", what=Ref("term", kind)) for kind in SHOULD if kind not in said)


def languages(charter: Charter) -> Iterator[Fault]:
    """Yield each clause that says something in fewer languages than the charter's title promises."""
    promised = {lang for lang, text in charter.title.items() if text.strip()}
    if not promised:
        yield error(WHOLE, "no_title")
    for clause in charter.clauses:
        missing: set[str] = set()
        for text in texts_of(clause):
            missing |= promised - {lang for lang, said in text.items() if said.strip()}
        if missing:
            yield error(clause.number, "language_missing", languages=refs("language", tuple(sorted(missing))))
        if clause.summary is None:
            yield warning(clause.number, "summary_missing")


def texts_of(data: Data) -> Iterator[Localised]:
    """Yield every text in a part of a charter, those of the rules of a clause as well."""
    for name in type(data).model_fields:
        value = getattr(data, name)
        if isinstance(value, dict):
            yield value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Data):
                yield from texts_of(part)


def base(charter: Charter) -> Iterator[Fault]:
    """Yield what is wrong with the edition on which the charter says that it stands."""
    if charter.base is None:
        if not any("*" in grant.matters for _clause, grant in charter.rules(Grant)):
            yield error(WHOLE, "base_missing")
        return
    try:
        base_of(charter)
    except UnknownEdition:
        yield error(WHOLE, "base_unknown", edition=charter.base.edition)
    except AnotherBase:
        yield error(WHOLE, "base_another", edition=charter.base.edition)
    else:
        if charter.base.edition != CURRENT:
            yield warning(WHOLE, "base_old", edition=charter.base.edition, current=CURRENT)


def order(charter: Charter) -> Iterator[Fault]:
    """Yield each clause that stands after one with a higher number."""
    for before, clause in pairwise(charter.clauses):
        if _parts(clause.number) < _parts(before.number):
            yield warning(clause.number, "out_of_order", number=clause.number, before=before.number)


def reviews(charter: Charter, at: date) -> Iterator[Fault]:
    """Yield reviews that are over, or of which nobody knows when."""
    for clause, review in charter.rules(Review):
        if review.on is None and review.every_months is None:
            yield error(clause.number, "review_never")
        elif review.on is not None and review.on < at and review.every_months is None:
            yield error(clause.number, "review_past", day=str(review.on))


def _parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))
