"""How many seats a body has, and of which sectors, with the members that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from commonweal.charter.rules import SECTORS, Body, SeatGroup


@dataclass(frozen=True, slots=True)
class Membership:
    """Who takes part, as far as the rules of a charter depend on it.

    :param sectors: how many member organisations there are in each sector
    :param organisations: each member's id and its sector, where they are known one by one
    :param people: how many people take part; nothing means as many as there are members
    """

    sectors: Mapping[str, int]
    organisations: Mapping[str, str] | None = None
    people: int | None = None

    @property
    def size(self) -> int:
        """How many member organisations there are."""
        return sum(self.sectors.values())


@dataclass(slots=True)
class Seating:
    """The seats of one body, counted."""

    total: int = 0
    sectors: Counter[str] = field(default_factory=Counter)
    weights: set[Fraction] = field(default_factory=set)
    weight: Fraction = Fraction(0)
    population: Fraction = Fraction(0)
    of_organisations: int = 0

    def add(self, group: SeatGroup, count: int, sectors: Mapping[str, int], *, organisations: bool) -> None:
        """Count the seats of one group."""
        self.total += count
        self.sectors.update({sector: n for sector, n in sectors.items() if n})
        if count:
            self.weights.add(Fraction(group.weight))
        self.weight += Fraction(group.weight) * count
        self.population += Fraction(group.population) * count
        self.of_organisations += count if organisations else 0


def seating(body: Body, among: Membership) -> Seating:
    """Return the seats that a body has with these members."""
    found = Seating()
    for group in body.seats:
        if group.held_by == "each_member":
            found.add(group, among.size, among.sectors, organisations=True)
        elif group.held_by == "each_person":
            people = among.size if among.people is None else among.people
            found.add(group, people, among.sectors, organisations=True)
        else:
            sector = sector_of(group, among)
            by_sector = {sector: group.count} if sector else {}
            found.add(group, group.count, by_sector, organisations=group.held_by in ("organisation", "sector"))
    return found


def sector_of(group: SeatGroup, among: Membership) -> str:
    """Return the sector for which the seats of a group count; nothing where they count for none."""
    if group.held_by == "sector":
        return group.of if group.of in SECTORS else ""
    if group.held_by == "organisation":
        return (among.organisations or {}).get(group.of, "")
    return "community" if group.held_by in ("community", "lot") else ""
