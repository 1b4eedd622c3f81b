"""Ranked pairs (Tideman): lock victories in, the strongest first, but none that would close a circle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Final

from commonweal.methods.ballots.forms import Weight
from commonweal.methods.ballots.pairwise import Matrix, compare, victories
from commonweal.methods.ballots.rules import Rule
from commonweal.methods.ballots.sheet import Sheet, Tie, number

Pair = tuple[str, str]
Closure = frozenset[Pair]
"""Every (above, below) that follows from the pairs locked in so far."""

MOST_STATES: Final = 5_000


def count_ranked_pairs(rule: Rule, matrix: Matrix, sheet: Sheet, order: Sequence[str] | None) -> list[str]:
    """Return the option above which none is locked in.

    Victories of equal strength are taken by an order of the options: first those whose winner stands earlier in it,
    and of one winner's those whose loser stands earlier. Where `order` is left open, every way of taking them is
    worked out.

    :raises Undecided: where no order is given and different ways lead to different winners
    """
    compared = compare(matrix)
    sheet.lines.append(compared.line())
    names = sorted(matrix)
    place = {option: number for number, option in enumerate(order or names)}
    strength = victories(matrix, rule["strength"])
    closure: Closure = frozenset()

    def take(pair: Pair) -> None:
        nonlocal closure
        locked = pair[::-1] not in closure
        sheet.write("pair", winner=pair[0], loser=pair[1], strength=number(strength.get(pair, 0)), locked=locked)
        closure = lock(closure, pair) if locked else closure

    for pair in sorted(strength, key=lambda pair: (-strength[pair], place[pair[0]], place[pair[1]])):
        take(pair)
    if order is None:
        possible = possible_winners(matrix, rule["strength"])
        return [sheet.best("winner", compared.smith if possible is None else possible)]
    _note_equals(strength, sheet)
    if len(top := unbeaten(closure, names)) > 1:
        for pair in permutations(order, 2):
            if pair not in strength and pair[::-1] not in strength and pair not in closure:
                take(pair)
        sheet.note(Tie("winner", tuple(top), sheet.picks.how, unbeaten(closure, names)[0]))
    return unbeaten(closure, names)


def possible_winners(matrix: Matrix, strength: str, limit: int = MOST_STATES) -> tuple[str, ...] | None:
    """Return whoever wins under some order of equally strong victories; nothing where there are too many orders."""
    names = sorted(matrix)
    groups = [sorted(pairs) for _strength, pairs in _groups(victories(matrix, strength))]
    states: set[Closure] = {frozenset()}
    for group in groups:
        finished: set[Closure] = set()
        seen, waiting = set(states), list(states)
        while waiting:
            closure = waiting.pop()
            left = [pair for pair in group if pair not in closure and pair[::-1] not in closure]
            if not left:
                finished.add(closure)
            for pair in left:
                after = lock(closure, pair)
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
            if len(seen) > limit:
                return None
        states = finished
    return tuple(sorted({option for closure in states for option in unbeaten(closure, names)}))


def lock(closure: Closure, pair: Pair) -> Closure:
    """Return what follows when a pair is locked in too."""
    if pair in closure:
        return closure
    above = {pair[0], *(one for one, other in closure if other == pair[0])}
    below = {pair[1], *(other for one, other in closure if one == pair[1])}
    return closure | {(one, other) for one in above for other in below}


def unbeaten(closure: Closure, names: Sequence[str]) -> list[str]:
    """Return the options above which none is locked in."""
    beaten = {other for _one, other in closure}
    return [name for name in names if name not in beaten]


def _note_equals(strength: dict[Pair, Weight], sheet: Sheet) -> None:
    """Note each group of equally strong victories: their order was a matter of the tie order."""
    for _strength, pairs in _groups(strength):
        if len(pairs) > 1:
            winners = tuple(sorted({winner for winner, _loser in pairs}))
            sheet.note(Tie("pair", winners, sheet.picks.how, sheet.picks.best(winners)))


def _groups(strength: dict[Pair, Weight]) -> list[tuple[Weight, list[Pair]]]:
    found: dict[Weight, list[Pair]] = {}
    for pair, value in strength.items():
        found.setdefault(value, []).append(pair)
    return sorted(found.items(), key=lambda each: -each[0])
