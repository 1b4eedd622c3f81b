"""Seats put together as people speak of them: by organisation, and the others by the group in which they sit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from commonweal.charter.foresight.answers import Foresight, Holding

GROUP: Final = "group:"
"""Stands before the code of a group of seats, so that it is no organisation's id."""


def parties(seen: Foresight) -> list[Holding]:
    """Return what each organisation has, and each group of seats that belong to none, in the order of the roll."""
    found = {each.code: each for each in seen.organisations}
    groups: dict[str, list[int]] = {}
    order: dict[str, None] = {}
    for i, seat in enumerate(seen.roll):
        code = seat.organisation or f"{GROUP}{seat.group}"
        order.setdefault(code)
        if not seat.organisation:
            groups.setdefault(code, []).append(i)
    return [found[code] if code in found else _together(seen, code, groups[code]) for code in order if seen.seats]


def _together(seen: Foresight, code: str, own: Sequence[int]) -> Holding:
    """Return what seats of no organisation have: their shares added up, and what each of them alone can do."""
    seats = [seen.seats[i] for i in own]
    sectors = {seat.sector for seat in seats}
    return replace(
        seats[0],
        code=code,
        seats=len(own),
        sector=sectors.pop() if len(sectors) == 1 else "",
        seat_share=sum((seat.seat_share for seat in seats), Fraction(0)),
        weight_share=sum((seat.weight_share for seat in seats), Fraction(0)),
        banzhaf=_sum(seat.banzhaf for seat in seats),
        shapley=_sum(seat.shapley for seat in seats),
        unvetoed=_sum(seat.unvetoed for seat in seats),
        blocks=all(seat.blocks for seat in seats),
        dummy=all(seat.dummy for seat in seats),
        chooses=0,
    )


def _sum(parts: Iterator[Fraction | None]) -> Fraction | None:
    found = list(parts)
    return None if None in found else sum((part for part in found if part is not None), Fraction(0))
