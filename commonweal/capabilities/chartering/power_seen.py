"""What the rules of a text do with those who take part, and what they bring: everything that is asked for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from commonweal.acts.capability import Brought
from commonweal.acts.installed import installed
from commonweal.acts.seats import seats_of
from commonweal.capabilities.chartering.queries.taking_part import Around
from commonweal.charter.clauses import Charter
from commonweal.charter.foresight import Foresight, Pair, foresee, pairs_of
from commonweal.charter.foresight.costing import cost
from commonweal.charter.roll import Seat

MOST_AT_ONCE = 800.0
"""Milliseconds that counting all rules of a text may take the first time; what is beyond says only who blocks."""


def seats_for(pair: Pair, around: Around, *, in_force: bool) -> list[Seat]:
    """Return the seats of a body, empty ones too: as they are, or as a text that is not in force makes them."""
    return seats_of(pair.body, around.holders) if in_force else around.expected(pair.body)


def seen_all(charter: Charter, around: Around, *, in_force: bool) -> list[Foresight]:
    """Return what every rule does in every body that decides by it."""
    found, spent = [], 0.0
    for pair in pairs_of(charter):
        seats = seats_for(pair, around, in_force=in_force)
        away, conflicts = around.away_from(pair.body), around.conflicts(pair, seats)
        quick = foresee(pair, seats, away, conflicts, in_full=False)
        takes = cost(quick.game) if quick.game is not None and quick.kind != "election" else 0.0
        spent += takes
        found.append(foresee(pair, seats, away, conflicts, in_full=spent <= MOST_AT_ONCE or takes < 1))
    return found


@dataclass(frozen=True, slots=True)
class Bringing:
    """What organisations have taken on to bring.

    :param shares: each one's part, of the money where any was taken on, else of what was taken on by number
    :param money: whether the parts are of money, in `currency`
    :param counted: how many things the parts rest on; `others` how many were left out, being in another currency or
        no money
    """

    shares: Mapping[str, Fraction]
    money: bool
    currency: str
    counted: int
    others: int


def bringing(partnership: str, currency: str) -> Bringing | None:
    """Return what organisations bring, or nothing where none has taken anything on."""
    brought = [each for room in installed() for ask in room.brings for each in ask(partnership)]
    money = [each for each in brought if each.amount and each.currency == currency]
    counted = money or brought
    if not counted:
        return None
    sums: dict[str, Fraction] = {}
    for each in counted:
        sums[each.organisation] = sums.get(each.organisation, Fraction(0)) + _size(each, money=bool(money))
    total = sum(sums.values(), Fraction(0))
    shares = {org: part / total for org, part in sums.items()}
    return Bringing(shares, bool(money), currency, len(counted), len(brought) - len(counted))


def _size(each: Brought, *, money: bool) -> Fraction:
    return Fraction(each.amount or Decimal(0)) if money else Fraction(1)
