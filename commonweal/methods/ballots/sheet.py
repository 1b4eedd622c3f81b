"""The sheet on which a count is written down line by line, and how ties are broken on it.

A line is a code and its numbers, ready for JSON: whole numbers as they are, all others as exact fractions ("7/2"). The
words are made where the line is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from commonweal.methods.ballots.forms import Weight, plain

Line = dict[str, object]

MOST_OUTCOMES: Final = 300
"""How many ways of breaking ties are worked out before giving up on knowing them all."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Options between which the votes do not decide.

    :param place: what hung on it: seat, elimination, surplus, pair or winner
    :param options: those that were equal, in the order of their names
    :param how: seed or order where it was broken so; `any` where every way of breaking it leads to the same winners;
        `fail` where it stands open
    :param chosen: the option that was preferred (or, in an elimination, given up); nothing where nobody was
    """

    place: str
    options: tuple[str, ...]
    how: str
    chosen: str | None = None

    def line(self) -> Line:
        """Return it as a line."""
        return {
            "code": "tie", "place": self.place, "options": list(self.options), "how": self.how, "chosen": self.chosen,
        }  # fmt: skip


class Undecided(Exception):
    """A tie that the rule leaves open."""

    def __init__(self, tie: Tie) -> None:
        super().__init__(f"{tie.place}: {', '.join(tie.options)}")
        self.tie = tie


class Picks(Protocol):
    """Who breaks a tie: given the options, the one that is preferred, or the one that is least preferred."""

    how: str

    def best(self, options: Sequence[str]) -> str | None:
        """Return the most preferred of `options`, or nothing."""

    def worst(self, options: Sequence[str]) -> str | None:
        """Return the least preferred of `options`, or nothing."""


class Nobody:
    """Breaks no tie."""

    how = "fail"

    def best(self, options: Sequence[str]) -> None:
        """Return nothing."""

    def worst(self, options: Sequence[str]) -> None:
        """Return nothing."""


class InOrder:
    """Breaks ties by one order of all options, the preferred first."""

    def __init__(self, how: str, order: Sequence[str]) -> None:
        self.how = how
        self.place = {option: number for number, option in enumerate(order)}

    def best(self, options: Sequence[str]) -> str:
        """Return the option that stands first in the order."""
        return min(options, key=self.place.__getitem__)

    def worst(self, options: Sequence[str]) -> str:
        """Return the option that stands last in the order."""
        return max(options, key=self.place.__getitem__)


class Scripted:
    """Breaks each tie as a script says, and beyond its end always by the first option; it notes what it was asked."""

    how = "any"

    def __init__(self, script: tuple[int, ...]) -> None:
        self.script = script
        self.taken: list[int] = []
        self.sizes: list[int] = []

    def best(self, options: Sequence[str]) -> str:
        """Return the next option of the script."""
        number = self.script[len(self.taken)] if len(self.taken) < len(self.script) else 0
        self.taken.append(number)
        self.sizes.append(len(options))
        return options[number]

    worst = best


class Sheet:
    """What is written down during one count."""

    def __init__(self, picks: Picks) -> None:
        self.picks = picks
        self.lines: list[Line] = []
        self.ties: list[Tie] = []

    def write(self, code: str, **numbers: object) -> None:
        """Add a line."""
        self.lines.append({"code": code, **numbers})

    def best(self, place: str, options: Iterable[str]) -> str:
        """Return the preferred one of `options`, breaking a tie where there is more than one.

        :raises Undecided: where ties are left open
        """
        return self._pick(place, sorted(options), self.picks.best)

    def worst(self, place: str, options: Iterable[str]) -> str:
        """Return the least preferred one of `options`.

        :raises Undecided: where ties are left open
        """
        return self._pick(place, sorted(options), self.picks.worst)

    def note(self, tie: Tie) -> None:
        """Note a tie, in the list of ties and as a line."""
        self.ties.append(tie)
        self.lines.append(tie.line())

    def _pick(self, place: str, options: list[str], pick: Callable[[Sequence[str]], str | None]) -> str:
        if len(options) == 1:
            return options[0]
        chosen = pick(options)
        tie = Tie(place, tuple(options), self.picks.how, chosen)
        self.note(tie)
        if chosen is None:
            raise Undecided(tie)
        return chosen


def seeded_order(options: Iterable[str], seed: str) -> list[str]:
    """Return options in the order that a public seed gives them, the preferred first.

    Each option's place is the SHA-256 of the UTF-8 bytes of ``commonweal/ties/v1``, the seed and the option, with a
    zero byte between them; the smallest digest comes first. Nobody who cannot choose the seed can choose the order.
    """

    def digest(option: str) -> bytes:
        return hashlib.sha256(f"commonweal/ties/v1\0{seed}\0{option}".encode()).digest()

    return sorted(options, key=digest)


def all_outcomes(
    work: Callable[[Sheet], Sequence[str]], limit: int = MOST_OUTCOMES
) -> frozenset[frozenset[str]] | None:
    """Return every set of winners that some way of breaking ties leads to; nothing where there are too many ways."""
    found: set[frozenset[str]] = set()
    waiting: list[tuple[int, ...]] = [()]
    for _ in range(limit):
        if not waiting:
            break
        script = waiting.pop()
        picks = Scripted(script)
        found.add(frozenset(work(Sheet(picks))))
        for depth in range(len(script), len(picks.sizes)):
            waiting += [(*picks.taken[:depth], other) for other in range(1, picks.sizes[depth])]
    return None if waiting else frozenset(found)


def number(value: Weight) -> int | str:
    """Return a number for a line: an int where it is whole, else a fraction in writing."""
    value = plain(value)
    return value if isinstance(value, int) else f"{value.numerator}/{value.denominator}"


def numbers(values: Mapping[str, Weight]) -> dict[str, int | str]:
    """Return numbers for a line, by option, the greatest first and equal ones by name."""
    return {option: number(value) for option, value in sorted(values.items(), key=lambda each: (-each[1], each[0]))}
