"""Papers in piles: where each ballot lies during a count round by round, and with what value.

A paper goes to the first tier of its ballot that still has an option in the race, in equal parts where it has several.
Papers of one value lie together, so that a pile is added up with one multiplication for each value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from commonweal.methods.ballots.forms import Ranked, Weight, plain

Paper = tuple[int, Weight]
"""The number of a ballot, and how many papers say so."""


def until_equal(ballots: Iterable[tuple[Ranked, Weight]]) -> list[tuple[Ranked, Weight]]:
    """Return ballots that end before their first tier with several options: the rule ``equal=stop``."""
    cut = []
    for ballot, weight in ballots:
        end = next((place for place, tier in enumerate(ballot.tiers) if len(tier) > 1), len(ballot.tiers))
        cut.append((Ranked(ballot.tiers[:end]), weight))
    return cut


class Piles:
    """Every paper of a count, and every option in the race."""

    def __init__(self, ballots: Sequence[tuple[Ranked, Weight]], options: Iterable[str]) -> None:
        self.racing = set(options)
        self.exhausted: Weight = 0
        self._tiers = [ballot.tiers for ballot, _weight in ballots]
        self._piles: dict[str, dict[Weight, list[Paper]]] = {option: {} for option in self.racing}
        self._hand_out(1, [(number, weight) for number, (_ballot, weight) in enumerate(ballots)])
        self.unused, self.exhausted = self.exhausted, 0

    def votes(self, option: str) -> Weight:
        """Return the value of an option's pile."""
        return plain(
            sum(value * sum(count for _ballot, count in papers) for value, papers in self._piles[option].items())
        )

    def all_votes(self) -> dict[str, Weight]:
        """Return the value of each pile whose option is in the race."""
        return {option: self.votes(option) for option in self.racing}

    def drop(self, options: Iterable[str]) -> None:
        """Take options out of the race and hand on what lies on their piles, at its value."""
        leaving = sorted(options)
        self.racing.difference_update(leaving)
        for option in leaving:
            for value, papers in self._piles.pop(option).items():
                self._hand_out(value, papers)

    def elect(self, option: str) -> None:
        """Take an option out of the race; its pile stays where it is."""
        self.racing.discard(option)

    def hand_on(self, option: str, surplus: Weight, digits: int | None) -> Weight:
        """Hand on an elected option's surplus, each paper at the same part of its value; return what rounding lost.

        :param digits: how many decimals of the part and of each value are kept; nothing for all
        """
        held = self.votes(option)
        part = _cut(Fraction(surplus) / held, digits)
        moved: Weight = 0
        for value, papers in self._piles.pop(option).items():
            new = _cut(value * part, digits)
            moved += new * sum(count for _ballot, count in papers)
            if new:
                self._hand_out(plain(new), papers)
        return plain(surplus - moved)

    def _hand_out(self, value: Weight, papers: Iterable[Paper]) -> None:
        for ballot, count in papers:
            there = self._next(ballot)
            if not there:
                self.exhausted += value * count
            elif len(there) == 1:
                self._piles[there[0]].setdefault(value, []).append((ballot, count))
            else:
                share = plain(Fraction(value) / len(there))
                for option in there:
                    self._piles[option].setdefault(share, []).append((ballot, count))

    def _next(self, ballot: int) -> Sequence[str]:
        racing = self.racing
        for tier in self._tiers[ballot]:
            if len(tier) == 1:
                if tier[0] in racing:
                    return tier
            elif there := [option for option in tier if option in racing]:
                return there
        return ()


def _cut(value: Weight, digits: int | None) -> Fraction:
    value = Fraction(value)
    if digits is None:
        return value
    scale = 10**digits
    return Fraction(value.numerator * scale // value.denominator, scale)
