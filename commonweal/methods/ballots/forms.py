"""The forms that a ballot can take, and how equal ballots become one with the weight of all.

Nothing is known of who voted or in which order ballots came: equal ballots in any order give an equal list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar

Weight = int | Fraction
"""How much a ballot counts: 1, the number of equal ballots, or the weight of a seat."""


class BadBallots(ValueError):
    """Ballots that cannot be counted; the message is a sentence that says where and why."""


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """Options in tiers, the most wanted first. Those of one tier are equal; one that stands nowhere comes last."""

    tiers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, order=True)
class Approved:
    """The options that somebody approves of."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Scored:
    """Options with a score each; an option that was left open is not in it."""

    scores: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Spent:
    """Options with the credits spent on each, below zero for credits spent against it."""

    credits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Answered:
    """One answer to one question: yes, no or abstain."""

    answer: str


Ballot = Ranked | Approved | Scored | Spent | Answered
B = TypeVar("B", bound=Ballot)
ANSWERS: Final = ("yes", "no", "abstain")


def ranked(*tiers: str | Iterable[str]) -> Ranked:
    """Return a ranked ballot: ``ranked("a", ["b", "c"], "d")``. Empty tiers are left out."""
    made = (_tier(tier) for tier in tiers)
    return Ranked(tuple(tier for tier in made if tier))


def approved(*options: str) -> Approved:
    """Return a ballot that approves of these options."""
    return Approved(tuple(sorted(set(options))))


def scored(scores: Mapping[str, int]) -> Scored:
    """Return a ballot that gives these scores."""
    return Scored(tuple(sorted(scores.items())))


def spent(credits_: Mapping[str, int]) -> Spent:
    """Return a ballot that spends these credits; options without any are left out."""
    return Spent(tuple(sorted((option, number) for option, number in credits_.items() if number)))


def answered(answer: str) -> Answered:
    """Return a ballot that answers yes, no or abstain.

    :raises BadBallots: for another word
    """
    if answer not in ANSWERS:
        raise BadBallots(f"An answer is yes, no or abstain, not {answer!r}.")
    return Answered(answer)


def _tier(tier: str | Iterable[str]) -> tuple[str, ...]:
    return (tier,) if isinstance(tier, str) else tuple(sorted(set(tier)))


def options_of(ballot: Ballot) -> Iterable[str]:
    """Yield each option that a ballot names, as often as it names it."""
    if isinstance(ballot, Ranked):
        return (option for tier in ballot.tiers for option in tier)
    if isinstance(ballot, Approved):
        return ballot.options
    if isinstance(ballot, Scored):
        return (option for option, _score in ballot.scores)
    if isinstance(ballot, Spent):
        return (option for option, _credits in ballot.credits)
    return ()


def merged(ballots: Iterable[tuple[B, Weight]]) -> list[tuple[B, Weight]]:
    """Return each different ballot once, in an order of its own, with the weight of all that equal it.

    :raises BadBallots: for a weight below zero
    """
    weights: dict[B, Weight] = {}
    for ballot, weight in ballots:
        if weight < 0:
            raise BadBallots(f"No ballot can weigh less than nothing, and one weighs {weight}.")
        weights[ballot] = weights.get(ballot, 0) + weight
    return sorted((ballot, plain(weight)) for ballot, weight in weights.items() if weight)


def checked(ballots: Iterable[tuple[Ballot, Weight]], options: Sequence[str], form: type[B]) -> list[tuple[B, Weight]]:
    """Return ballots of one form, merged, after comparing each with the list of options.

    :raises BadBallots: for another form, an option that is not on the list or one that is named twice
    """
    known = set(options)
    if len(known) != len(options):
        raise BadBallots("An option stands twice on the list of options.")
    found: list[tuple[B, Weight]] = []
    for ballot, weight in ballots:
        if not isinstance(ballot, form):
            raise BadBallots(f"This rule counts ballots that are {FORMS[form]}, and one is {FORMS[type(ballot)]}.")
        found.append((ballot, weight))
    together: list[tuple[B, Weight]] = merged(found)
    for ballot, _weight in together:
        named = list(options_of(ballot))
        for option in named:
            if option not in known:
                raise BadBallots(f"A ballot names {option!r}, which is not on the list of options.")
        if len(set(named)) != len(named):
            twice = next(option for option in named if named.count(option) > 1)
            raise BadBallots(f"A ballot names {twice!r} twice.")
    return together


def plain(number: Weight) -> Weight:
    """Return a whole number as an int, which is faster, and any other as it is."""
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


FORMS: Final[Mapping[type, str]] = {
    Ranked: "ranked",
    Approved: "approved",
    Scored: "scored",
    Spent: "spent",
    Answered: "answered",
}
"""The name of each form of ballot."""
