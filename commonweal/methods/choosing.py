"""How applications to an open call are put in order: the weighted mean of the scores, criterion by criterion.

The definition, with an example to work through by hand, stands in ``docs/methods/choosing-from-applications.md``. Every
number is an exact fraction; rounding is left to whoever shows it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeVar

LOWEST: Final = 0
HIGHEST: Final = 5
"""The ends of the scale on which every criterion is scored."""

WHOLE: Final = 100
"""What the weights of a call's criteria add up to."""

K = TypeVar("K", bound=Hashable)


class NotScored(ValueError):
    """There is not one score for each criterion, or one of them lies outside the scale from 0 to 5."""


def shares(weights: Sequence[int | None]) -> list[Fraction]:
    """Return what each criterion counts, together 1: by the weights, or equally where no weights were given.

    :raises NotScored: where there are no criteria
    """
    if not weights:
        raise NotScored("A call has at least one criterion.")
    given = [weight for weight in weights if weight is not None]
    if len(given) < len(weights):
        return [Fraction(1, len(weights))] * len(weights)
    return [Fraction(weight, sum(given)) for weight in given]


def weighted_mean(scores: Sequence[int], *, weights: Sequence[int | None]) -> Fraction:
    """Return the mean of one application's scores, each criterion counting by its weight.

    :raises NotScored: where a score is missing, or lies outside the scale
    """
    if len(scores) != len(weights):
        raise NotScored(f"{len(weights)} criteria need {len(weights)} scores, not {len(scores)}.")
    if any(not LOWEST <= score <= HIGHEST for score in scores):
        raise NotScored(f"A score lies between {LOWEST} and {HIGHEST}.")
    return sum((share * score for share, score in zip(shares(weights), scores, strict=True)), Fraction(0))


def ranks(means: Mapping[K, Fraction]) -> dict[K, int]:
    """Return the place of each application, best first; equal means share a place, and the next place is left out."""
    place: dict[Fraction, int] = {}
    for number, mean in enumerate(sorted(means.values(), reverse=True), start=1):
        place.setdefault(mean, number)
    return {key: place[mean] for key, mean in means.items()}
