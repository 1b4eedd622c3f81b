"""Every fault of a charter, in the order of its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from commonweal.charter.checking import amounts, completeness, contradictions, counting, references
from commonweal.charter.checking.fault import WHOLE, Fault
from commonweal.charter.checking.seating import Membership
from commonweal.charter.clauses import Charter


def faults(
    charter: Charter,
    members: Mapping[str, int],
    *,
    at: date,
    organisations: Mapping[str, str] | None = None,
    people: int | None = None,
) -> list[Fault]:
    """Return what does not fit together, each with its clause: that of the whole first, then in the charter's order.

    :param members: how many member organisations there are in each sector
    :param at: the day on which it is asked, because bodies and reviews have an end
    :param organisations: each member's id and its sector, so that seats of one organisation can be told
    :param people: how many people take part, for bodies in which everybody sits
    """
    among = Membership({sector: n for sector, n in members.items() if n}, organisations, people)
    order = {clause.number: n for n, clause in enumerate(charter.clauses)} | {WHOLE: -1}
    return sorted(_found(charter, among, at), key=lambda fault: (order[fault.clause], fault.severity))


def clean(found: Iterable[Fault]) -> bool:
    """Return whether nothing keeps a charter with these faults from being presented for signature."""
    return all(fault.severity != "error" for fault in found)


def _found(charter: Charter, among: Membership, at: date) -> Iterator[Fault]:
    yield from completeness.parts(charter)
    yield from completeness.base(charter)
    yield from completeness.languages(charter)
    yield from completeness.order(charter)
    yield from completeness.reviews(charter, at)
    yield from references.twice(charter)
    yield from references.unmapped(charter)
    yield from references.tree(charter)
    yield from references.used(charter, at)
    yield from amounts.families(charter)
    yield from counting.rules_alone(charter)
    yield from counting.bodies_alone(charter, among)
    yield from counting.together(charter, among)
    yield from contradictions.said_twice(charter)
    yield from contradictions.times(charter)
    yield from contradictions.grants(charter)
    yield from contradictions.lives(charter)
