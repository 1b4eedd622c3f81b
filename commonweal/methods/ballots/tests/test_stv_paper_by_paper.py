"""The single transferable vote against a second way of counting: every paper by itself, as in a hall."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.methods.ballots import count, ranked, standard

OPTIONS = "abcde"
ORDER = "cabed"


class Paper:
    """One paper, with what is left of its value at the place where it lies."""

    def __init__(self, choices):
        self.choices = choices
        self.value = Fraction(1)
        self.at = None

    def move(self, racing):
        self.at = next((option for option in self.choices if option in racing), None)


def by_hand(ballots, seats, quota, digits):
    """Count each paper by itself, one surplus at a time."""
    papers, racing, elected, owed = [Paper(ballot) for ballot in ballots], set(OPTIONS), [], {}
    for paper in papers:
        paper.move(racing)
    need = len(papers) // (seats + 1) + 1 if quota == "droop" else Fraction(len(papers), seats + 1)

    def held(option):
        return sum(paper.value for paper in papers if paper.at == option)

    while len(elected) < seats:
        for option in sorted(racing, key=lambda each: (-held(each), ORDER.index(each))):
            if held(option) >= need and len(elected) < seats:
                elected.append(option)
                racing.remove(option)
                owed |= {option: held(option) - need} if held(option) > need else {}
        if len(elected) + len(racing) <= seats:
            return {*elected, *racing}
        if len(elected) == seats:
            break
        if owed:
            giver = max(owed, key=lambda each: (owed[each], -ORDER.index(each)))
            hand_on(papers, giver, racing, cut(owed.pop(giver) / held(giver), digits), digits)
            continue
        loser = min(racing, key=lambda each: (held(each), -ORDER.index(each)))
        racing.remove(loser)
        hand_on(papers, loser, racing, Fraction(1), None)
    return set(elected)


def hand_on(papers, option, racing, part, digits):
    for paper in papers:
        if paper.at == option:
            paper.value = cut(paper.value * part, digits)
            paper.move(racing)


def cut(value, digits):
    return value if digits is None else Fraction(int(value * 10**digits), 10**digits)


BALLOT = st.permutations(OPTIONS).flatmap(lambda all_: st.integers(1, 5).map(lambda number: tuple(all_[:number])))


@pytest.mark.parametrize("quota", ["droop", "exact"])
@pytest.mark.parametrize("digits", [None, 2, 5])
@given(ballots=st.lists(BALLOT, min_size=3, max_size=24), seats=st.integers(1, 4))
def test_piles_come_to_the_same_as_papers(ballots, seats, quota, digits):
    rule = standard("stv", quota=quota, precision=str(digits or "exact"), ties="order")

    result = count(rule, [(ranked(*ballot), 1) for ballot in ballots], OPTIONS, seats, order=list(ORDER))

    assert set(result.winners) == by_hand(ballots, seats, quota, digits)
