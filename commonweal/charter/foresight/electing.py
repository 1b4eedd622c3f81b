"""How far a group of seats that votes alike can choose among options by itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from commonweal.charter.electing import places_of
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DecisionRule


def ballots_of(seats: Sequence[Seat]) -> list[Fraction]:
    """Return what each seat's ballot weighs: 1 where all weigh the same."""
    weights = [Fraction(seat.weight) for seat in seats]
    return [Fraction(1)] * len(seats) if len(set(weights)) == 1 else weights


def quota(rule: DecisionRule, total: Fraction) -> Fraction:
    """Return what ballots it takes to choose one option for sure."""
    places = places_of(rule) if rule.method == "stv" else 1
    return Fraction(total // (places + 1) + 1)


def chosen_alone(rule: DecisionRule, own: Fraction, total: Fraction) -> int:
    """Return how many options a group with so many of all ballots chooses whatever the others do.

    By transferable vote as many as it has quotas. By the other methods, a group with more than half of the ballots that
    votes alike chooses all places; with credits it is sure of one.
    """
    places = places_of(rule)
    if rule.method == "stv":
        return min(places, int(own // quota(rule, total)))
    if 2 * own <= total:
        return 0
    return 1 if rule.method == "quadratic" else places
