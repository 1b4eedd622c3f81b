"""Whether an alliance fits better than its alternatives, from the scores of several assessors.

The definitions, with an example to work through by hand, stand in ``docs/methods/fit.md``. Every number is an exact
fraction; rounding is left to whoever shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

LOWEST: Final = 1
HIGHEST: Final = 5
"""The ends of the scale on which every item is scored."""

Scores = Mapping[str, Mapping[str, int | None]]
"""One assessor's answers: alternative to criterion to score, nothing where she cannot say."""

Item = tuple[str, str]
"""What is scored: one alternative on one criterion."""


class NothingToMeasure(ValueError):
    """A median was asked of no values at all."""


class OffTheScale(ValueError):
    """A score lies outside the scale from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a handful of values lies: its ends, its middle and its quartiles."""

    count: int
    low: Fraction
    q1: Fraction
    median: Fraction
    q3: Fraction
    high: Fraction

    @property
    def interquartile(self) -> Fraction:
        """Return the width of the middle half: third quartile less first."""
        return self.q3 - self.q1


@dataclass(frozen=True, slots=True)
class Comparison:
    """One alternative set against another by the same people on the same criteria.

    :param better: how many assessors score the first higher; `same` and `worse` likewise
    :param difference: the median of the assessors' own differences, in points; nothing where nobody compared
    """

    better: int
    same: int
    worse: int
    difference: Fraction | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What one assessor expects collaborating to cost her side in a month; nothing where she cannot say."""

    hours: Fraction | None = None
    money: Fraction | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class CostResult:
    """What collaborating is expected to cost each partner in a month.

    :param hours: the spread of hours; nothing where nobody could say
    :param money: currency to spread; amounts in different currencies are never mixed
    """

    hours: Spread | None
    money: Mapping[str, Spread]


@dataclass(frozen=True, slots=True)
class FitResult:
    """Everything that an assessment says.

    :param asked: answers that could have been given: assessors × alternatives × criteria
    :param answered: answers that were given
    :param scores: alternative to the spread of the assessors' own means; none for an alternative that nobody scored
    :param items: (alternative, criterion) to the spread of its scores; none for an item that nobody scored
    :param comparisons: each other alternative to how the alliance compares with it
    """

    assessors: int
    asked: int
    answered: int
    scores: Mapping[str, Spread]
    items: Mapping[Item, Spread]
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)

    @property
    def answered_share(self) -> Fraction:
        """Return the share of answers given, from 0 to 1; 0 where none was asked for."""
        return Fraction(self.answered, self.asked) if self.asked else Fraction(0)

    def wide(self, limit: Fraction = Fraction(1)) -> tuple[Item, ...]:
        """Return the items on which views lie further apart than `limit` points, widest first."""
        found = [(spread.interquartile, item) for item, spread in self.items.items() if spread.interquartile > limit]
        return tuple(item for width, item in sorted(found, key=lambda f: (-f[0], f[1])))


def quantile(ordered: Sequence[Fraction | int], share: Fraction) -> Fraction:
    """Return the value below which `share` of `ordered` lies, interpolated between neighbours.

    The position is ``1 + (n - 1) × share``: definition 7 of Hyndman and Fan (1996), the one that spreadsheets call
    QUARTILE or QUARTILE.INC, so that anybody can check a result in one.

    :param ordered: the values, smallest first
    :raises NothingToMeasure: for no values
    """
    if not ordered:
        raise NothingToMeasure("There is no median of no values.")
    position = (len(ordered) - 1) * share
    below = position.numerator // position.denominator
    above = min(below + 1, len(ordered) - 1)
    return Fraction(ordered[below]) + (position - below) * (Fraction(ordered[above]) - Fraction(ordered[below]))


def spread_of(values: Sequence[Fraction | int]) -> Spread:
    """Return how `values` lie, in any order.

    :raises NothingToMeasure: for no values
    """
    ordered = sorted(values)
    q1, median, q3 = (quantile(ordered, Fraction(quarters, 4)) for quarters in (1, 2, 3))
    return Spread(len(ordered), Fraction(ordered[0]), q1, median, q3, Fraction(ordered[-1]))


def mean_of(scores: Scores, alternative: str, criteria: Sequence[str]) -> Fraction | None:
    """Return the mean of one assessor's answers for an alternative; nothing where she answered none of them."""
    given = _given(scores, alternative, criteria)
    return Fraction(sum(given.values()), len(given)) if given else None


def compare(assessors: Sequence[Scores], first: str, second: str, criteria: Sequence[str]) -> Comparison:
    """Set two alternatives against each other, each assessor on those criteria that she answered for both."""
    differences = []
    for scores in assessors:
        one, other = _given(scores, first, criteria), _given(scores, second, criteria)
        if shared := one.keys() & other.keys():
            differences.append(Fraction(sum(one[c] - other[c] for c in shared), len(shared)))
    signs = Counter((d > 0) - (d < 0) for d in differences)
    middle = spread_of(differences).median if differences else None
    return Comparison(better=signs[1], same=signs[0], worse=signs[-1], difference=middle)


def fit_result(
    assessors: Sequence[Scores], *, alternatives: Sequence[str], criteria: Sequence[str], alliance: str = "alliance"
) -> FitResult:
    """Return everything that the scores of these assessors say.

    An assessor's score for an alternative is the mean of her answers for it; the alternative's score is the median of
    those means. So everybody counts the same, however many items she left open.

    :raises OffTheScale: where a score is not a whole number from 1 to 5
    """
    items: dict[Item, Spread] = {}
    means: dict[str, Spread] = {}
    answered = 0
    for alternative in alternatives:
        for criterion in criteria:
            given = [s for scores in assessors if (s := _answer(scores, alternative, criterion)) is not None]
            answered += len(given)
            if given:
                items[alternative, criterion] = spread_of(given)
        own = [m for scores in assessors if (m := mean_of(scores, alternative, criteria)) is not None]
        if own:
            means[alternative] = spread_of(own)
    others = [a for a in alternatives if a != alliance]
    return FitResult(
        assessors=len(assessors),
        asked=len(assessors) * len(alternatives) * len(criteria),
        answered=answered,
        scores=means,
        items=items,
        comparisons={other: compare(assessors, alliance, other, criteria) for other in others},
    )


def cost_result(costs: Sequence[Cost]) -> CostResult:
    """Return the spread of what collaborating is expected to cost, of those who could say."""
    hours = [c.hours for c in costs if c.hours is not None]
    money: dict[str, list[Fraction]] = {}
    for cost in costs:
        if cost.money is not None and cost.currency:
            money.setdefault(cost.currency, []).append(cost.money)
    return CostResult(
        hours=spread_of(hours) if hours else None,
        money={currency: spread_of(amounts) for currency, amounts in sorted(money.items())},
    )


def exact(number: Fraction) -> str:
    """Return a number as text without loss: ``4`` or ``29/8``."""
    return str(number)


def medians_as_text(result: FitResult) -> dict[str, str]:
    """Return the median of each scored alternative, exactly, as a decision carries it."""
    return {alternative: exact(spread.median) for alternative, spread in sorted(result.scores.items())}


def _answer(scores: Scores, alternative: str, criterion: str) -> int | None:
    score = scores.get(alternative, {}).get(criterion)
    if score is not None and not LOWEST <= score <= HIGHEST:
        raise OffTheScale(f"{score} for {alternative}, {criterion} is not on the scale from {LOWEST} to {HIGHEST}.")
    return score


def _given(scores: Scores, alternative: str, criteria: Sequence[str]) -> dict[str, int]:
    answers = ((criterion, _answer(scores, alternative, criterion)) for criterion in criteria)
    return {criterion: score for criterion, score in answers if score is not None}
