"""Meek's single transferable vote: everybody elected keeps just the part of each paper that the quota asks for.

Parts ("keep values") are found step by step, so they are numbers of a fixed number of decimals, rounded as the
reference rule of the Proportional Representation Foundation rounds them: whole numbers of the smallest unit, the same
on every machine. One thing differs: that rule gives up when the surplus did not shrink from one step to the next,
which happens also where it only moved from one elected option to another. Here a round ends when the surplus is below
omega (one part in 10 to that number) or when no keep value moves any more. Votes that lie no further apart than what is
still to be handed on and what rounding may have taken count as a tie, so that rounding never decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from commonweal.methods.ballots.forms import Ranked, Weight, plain
from commonweal.methods.ballots.irv import without_votes
from commonweal.methods.ballots.piles import until_equal
from commonweal.methods.ballots.rules import Rule
from commonweal.methods.ballots.sheet import Sheet, number, numbers

Tiers = tuple[tuple[str, ...], ...]


def count_meek(
    rule: Rule, ballots: Sequence[tuple[Ranked, Weight]], options: Sequence[str], seats: int, sheet: Sheet
) -> list[str]:
    """Return the winners in the order of their election."""
    used = until_equal(ballots) if rule["equal"] == "stop" else list(ballots)
    count = _Count(rule, [(ballot.tiers, weight) for ballot, weight in used if ballot.tiers], options, seats, sheet)
    while len(count.elected) < seats and count.racing:
        if len(count.racing) + len(count.elected) <= seats:
            count.elect_the_rest()
        else:
            count.round()
    return count.elected


class _Count:
    """One count under way."""

    def __init__(
        self, rule: Rule, papers: Sequence[tuple[Tiers, Weight]], options: Sequence[str], seats: int, sheet: Sheet
    ) -> None:
        self.papers, self.seats, self.sheet = papers, seats, sheet
        self.unit = 10 ** int(rule["precision"])
        self.omega = self.unit // 10 ** int(rule["omega"])
        self.more = 1 if rule["quota"] == "droop" else 0
        self.racing = set(options)
        self.elected: list[str] = []
        self.keep: dict[str, int] = {}
        self.turn = 0

    def elect_the_rest(self) -> None:
        """Elect everybody left, because there are no more of them than seats."""
        votes = self._votes(self._paths())
        for option in sorted(self.racing, key=lambda each: (-votes[each], each)):
            self._elect(option, votes[option], "remaining")

    def round(self) -> None:
        """Adjust the keep values until somebody reaches the quota or nothing moves any more; then somebody leaves."""
        self.turn += 1
        paths, steps = self._paths(), 0
        while True:
            steps += 1
            votes = self._votes(paths)
            quota = sum(votes.values()) // (self.seats + 1) + self.more
            there = {option: votes[option] for option in self.racing if votes[option] >= quota}
            surplus = sum(max(votes[option] - quota, 0) for option in self.elected)
            if there or surplus < self.omega or not self._keep_less(votes, quota):
                break
        self._write(votes, quota, steps)
        slack = self._slack(surplus)
        if there:
            self._elect_who_reaches(there, slack)
            return
        left = {option: votes[option] for option in self.racing}
        leaving = without_votes(left, keep=self.seats - len(self.elected))
        level = min(left.values()) + slack
        leaving = leaving or [self.sheet.worst("elimination", [each for each, value in left.items() if value <= level])]
        self.sheet.write("eliminated", options=leaving, votes=self._number(left[leaving[0]]))
        self.racing.difference_update(leaving)

    def _keep_less(self, votes: Mapping[str, Weight], quota: Weight) -> bool:
        """Lower the keep values of the elected; return whether any moved. They never rise, so this comes to an end."""
        before = dict(self.keep)
        for option in self.elected:
            if votes[option] > quota:
                self.keep[option] = -(-self.keep[option] * quota // votes[option])
        return self.keep != before

    def _slack(self, surplus: Weight) -> Weight:
        """Return how far apart votes may lie and still count as equal: what is not handed on yet, and all rounding.

        Before anybody is elected every number is exact. Later each paper may have lost a unit at each elected option.
        """
        counted = sum(weight for _tiers, weight in self.papers)
        return max(surplus, self.omega) + counted * len(self.elected) if self.elected else 0

    def _elect_who_reaches(self, there: dict[str, Weight], slack: Weight) -> None:
        while there and len(self.elected) < self.seats:
            level = max(there.values()) - slack
            equal = sorted(option for option, value in there.items() if value >= level)
            chosen = equal if len(equal) <= self.seats - len(self.elected) else [self.sheet.best("seat", equal)]
            for option in chosen:
                self._elect(option, there.pop(option), "quota")

    def _elect(self, option: str, votes: Weight, by: str) -> None:
        self.racing.discard(option)
        self.elected.append(option)
        self.keep[option] = self.unit
        self.sheet.write("elected", option=option, votes=self._number(votes), by=by)

    def _write(self, votes: Mapping[str, Weight], quota: Weight, steps: int) -> None:
        counted = sum(weight for _tiers, weight in self.papers)
        self.sheet.write(
            "round", number=self.turn, steps=steps, quota=self._number(quota),
            votes=numbers({option: Fraction(value) / self.unit for option, value in votes.items()}),
            keep=numbers({option: Fraction(value, self.unit) for option, value in self.keep.items()}),
            exhausted=self._number(counted * self.unit - sum(votes.values())),
        )  # fmt: skip

    def _number(self, value: Weight) -> int | str:
        return number(Fraction(value) / self.unit)

    def _paths(self) -> list[tuple[Tiers, Weight]]:
        """Return papers without those who left, and without what stands behind somebody who keeps everything."""
        found: dict[Tiers, Weight] = {}
        here = self.racing | set(self.elected)
        for tiers, weight in self.papers:
            path: list[tuple[str, ...]] = []
            for tier in tiers:
                if left := tuple(option for option in tier if option in here):
                    path.append(left)
                    if not self.racing.isdisjoint(left):
                        break
            found[tuple(path)] = found.get(tuple(path), 0) + weight
        return sorted(found.items())

    def _votes(self, paths: Sequence[tuple[Tiers, Weight]]) -> dict[str, Weight]:
        votes: dict[str, Weight] = dict.fromkeys(sorted(self.racing | set(self.elected)), 0)
        for tiers, weight in paths:
            passing: Weight = self.unit
            for tier in tiers:
                passing = self._pass(tier, passing, weight, votes)
        return votes

    def _pass(self, tier: tuple[str, ...], arriving: Weight, weight: Weight, votes: dict[str, Weight]) -> Weight:
        """Let each option of a tier keep its part and return what goes on to the next tier.

        Several options of one tier stand for all orders of them in equal parts: what one of them passes on goes to the
        others of the tier first.
        """
        waiting: dict[tuple[str, ...], Weight] = {tier: arriving}
        onward: Weight = 0
        while waiting:
            group = max(waiting, key=len)
            share = plain(Fraction(waiting.pop(group)) / len(group))
            for option in group:
                keep = self.keep.get(option, self.unit)
                kept = share if keep == self.unit else -(-share * keep // self.unit)
                votes[option] += weight * kept
                if not (rest := share - kept):
                    continue
                others = tuple(other for other in group if other != option)
                if others:
                    waiting[others] = waiting.get(others, 0) + rest
                else:
                    onward += rest
        return onward
