"""Single transferable vote with weighted inclusive Gregory transfers: surplus goes on from every paper of a pile."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from commonweal.methods.ballots.forms import Ranked, Weight
from commonweal.methods.ballots.irv import lowest, without_votes
from commonweal.methods.ballots.piles import Piles, until_equal
from commonweal.methods.ballots.rules import Rule
from commonweal.methods.ballots.sheet import Sheet, number, numbers


def count_wigm(
    rule: Rule, ballots: Sequence[tuple[Ranked, Weight]], options: Sequence[str], seats: int, sheet: Sheet
) -> list[str]:
    """Return the winners in the order of their election."""
    piles = Piles(until_equal(ballots) if rule["equal"] == "stop" else ballots, options)
    count = _Count(rule, piles, seats, sheet)
    sheet.write(
        "threshold", seats=seats, valid=number(sum(piles.all_votes().values())), threshold=number(count.threshold),
        unused=number(piles.unused),
    )  # fmt: skip
    while not count.finished():
        count.step()
    return count.elected


def threshold(valid: Weight, seats: int, quota: str) -> Weight:
    """Return the votes that elect: a whole number above one part in seats + 1, or exactly that part."""
    part = Fraction(valid) / (seats + 1)
    return part.numerator // part.denominator + 1 if quota == "droop" else part


class _Count:
    """One count under way."""

    def __init__(self, rule: Rule, piles: Piles, seats: int, sheet: Sheet) -> None:
        self.piles, self.seats, self.sheet = piles, seats, sheet
        self.threshold = threshold(sum(piles.all_votes().values()), seats, rule["quota"])
        self.digits = None if rule["precision"] == "exact" else int(rule["precision"])
        self.together = rule["surplus"] == "together"
        self.elected: list[str] = []
        self.surpluses: dict[str, Weight] = {}
        self.turn = 0
        self.lost: Weight = 0

    def finished(self) -> bool:
        return len(self.elected) == self.seats or not self.piles.racing

    def step(self) -> None:
        """Count one round: elect, and then hand on a surplus or let somebody go."""
        self.turn += 1
        votes = self.piles.all_votes()
        self.sheet.write(
            "round", number=self.turn, votes=numbers(votes),
            exhausted=number(self.piles.exhausted), lost=number(self.lost),
        )  # fmt: skip
        self._elect_who_reaches(votes)
        left = self.seats - len(self.elected)
        if not left:
            return
        if len(self.piles.racing) <= left:
            for option in sorted(self.piles.racing, key=lambda each: (-votes[each], each)):
                self._elect(option, votes[option], "remaining")
        elif self.surpluses:
            self._hand_on()
        else:
            racing = {option: votes[option] for option in self.piles.racing}
            leaving = without_votes(racing, keep=left) or [self.sheet.worst("elimination", lowest(racing))]
            self.sheet.write("eliminated", options=leaving, votes=number(racing[leaving[0]]))
            self.piles.drop(leaving)

    def _elect_who_reaches(self, votes: dict[str, Weight]) -> None:
        there = {option: value for option, value in votes.items() if value >= self.threshold}
        while there and len(self.elected) < self.seats:
            level = max(there.values())
            equal = sorted(option for option, value in there.items() if value == level)
            left = self.seats - len(self.elected)
            chosen = equal if len(equal) <= left else [self.sheet.best("seat", equal)]
            for option in chosen:
                self._elect(option, there.pop(option), "threshold")
                if level > self.threshold:
                    self.surpluses[option] = level - self.threshold

    def _elect(self, option: str, votes: Weight, by: str) -> None:
        self.elected.append(option)
        self.piles.elect(option)
        self.sheet.write("elected", option=option, votes=number(votes), by=by)

    def _hand_on(self) -> None:
        """Hand on the largest surplus, or with ``surplus=together`` all of them before anybody looks again."""
        largest = max(self.surpluses.values())
        equal = [option for option, value in self.surpluses.items() if value == largest]
        going = sorted(self.surpluses) if self.together else [self.sheet.best("surplus", equal)]
        for option in going:
            surplus = self.surpluses.pop(option)
            before = self.piles.exhausted
            lost = self.piles.hand_on(option, surplus, self.digits)
            self.lost += lost
            self.sheet.write(
                "surplus", option=option, surplus=number(surplus), held=number(surplus + self.threshold),
                exhausted=number(self.piles.exhausted - before), lost=number(lost),
            )  # fmt: skip
