"""Whether matters that are split by amount leave nothing undecided and nothing decided twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from commonweal.charter.checking.fault import Fault, error
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.rules import Matter
from commonweal.charter.saying import Ref

Part = tuple[Clause, Matter]


def families(charter: Charter) -> Iterator[Fault]:
    """Yield each overlap and each gap between the parts of a matter that is split by amount."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for clause, matter in charter.rules(Matter):
        if matter.family or matter.amount_from is not None or matter.amount_below is not None:
            parts[matter.family or matter.code].append((clause, matter))
    for family, members in parts.items():
        yield from _empty(members)
        yield from _currencies(family, members)
        yield from _laid_end_to_end(family, sorted(members, key=lambda part: _start(part[1])))


def _empty(members: list[Part]) -> Iterator[Fault]:
    for clause, matter in members:
        if matter.amount_below is not None and _start(matter) >= Decimal(matter.amount_below):
            yield error(clause.number, "amount_empty", matter=Ref("matter", matter.code))


def _currencies(family: str, members: list[Part]) -> Iterator[Fault]:
    named = {matter.currency for _clause, matter in members if matter.currency}
    if len(named) > 1:
        yield error(members[0][0].number, "amount_currencies", family=family, currencies=tuple(sorted(named)))


def _laid_end_to_end(family: str, members: list[Part]) -> Iterator[Fault]:
    clause, matter = members[0]
    if _start(matter) > 0:
        yield error(clause.number, "amount_gap", family=family, start="0", end=str(matter.amount_from))
    for (_before, lower), (clause, upper) in pairwise(members):
        end = None if lower.amount_below is None else Decimal(lower.amount_below)
        if end is None or end > _start(upper):
            yield error(
                clause.number,
                "amount_overlap",
                matter=Ref("matter", upper.code),
                other=Ref("matter", lower.code),
                amount=upper.amount_from or "0",
            )
        elif end < _start(upper):
            yield error(
                clause.number,
                "amount_gap",
                family=family,
                start=str(lower.amount_below),
                end=str(upper.amount_from),
            )
    if all(matter.amount_below is not None for _clause, matter in members):
        clause, matter = members[-1]
        yield error(clause.number, "amount_open_end", family=family, amount=str(matter.amount_below))


def _start(matter: Matter) -> Decimal:
    return Decimal(matter.amount_from or "0")
