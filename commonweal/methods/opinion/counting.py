"""Small statistics that every published number needs: proportions with their tests and intervals."""

from __future__ import annotations

from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

SIGNIFICANT = 1.2815515655446004
"""The standard normal value that one in ten exceeds."""
CONFIDENCE = 1.959963984540054
"""The standard normal value of an interval that holds 95 in 100."""
Numbers = NDArray[np.float64]
Counted = NDArray[Any]


class Share(NamedTuple):
    """A share of people: how many of how many, and between what bounds it lies (Wilson, 95 %)."""

    count: int  # type: ignore[assignment]  # hides how a tuple counts its items, which nobody asks of a share
    n: int

    @property
    def value(self) -> float:
        """The share itself, or 0 where nobody was asked."""
        return self.count / self.n if self.n else 0.0

    @property
    def low(self) -> float:
        """The lower bound of the interval."""
        return wilson(self.count, self.n)[0]

    @property
    def high(self) -> float:
        """The upper bound of the interval."""
        return wilson(self.count, self.n)[1]

    def as_data(self) -> dict[str, Any]:
        """Return plain numbers."""
        low, high = wilson(self.count, self.n)
        return {"count": self.count, "n": self.n, "share": self.value, "low": low, "high": high}


def wilson(count: int, n: int) -> tuple[float, float]:
    """Return the bounds between which a share lies with a confidence of 95 %."""
    if not n:
        return 0.0, 1.0
    z2 = CONFIDENCE * CONFIDENCE
    middle = (count + z2 / 2) / (n + z2)
    reach = CONFIDENCE / (n + z2) * sqrt(count * (n - count) / n + z2 / 4)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def wilsons(count: Counted, n: Counted) -> tuple[Numbers, Numbers]:
    """Return the same bounds for many shares at once."""
    z2 = CONFIDENCE * CONFIDENCE
    asked = np.maximum(n, 1)
    middle = (count + z2 / 2) / (asked + z2)
    reach = CONFIDENCE / (asked + z2) * np.sqrt(count * (asked - count) / asked + z2 / 4)
    low = np.where(n > 0, np.maximum(middle - reach, 0.0), 0.0)
    return low, np.where(n > 0, np.minimum(middle + reach, 1.0), 1.0)


def smoothed(count: Counted, n: Counted) -> Numbers:
    """Return shares drawn towards a half by one agreeing and one other (Beta(1,1)): (count + 1) / (n + 2)."""
    made: Numbers = (count + 1) / (n + 2)
    return made


def proportion_test(count: Counted, n: Counted) -> Numbers:
    """Return by how many standard errors a share differs from a half, with one more success and one more trial."""
    made: Numbers = 2 * np.sqrt(n + 1) * ((count + 1) / (n + 1) - 0.5)
    return made


def two_proportion_test(count: Counted, n: Counted, others: Counted, others_n: Counted) -> Numbers:
    """Return by how many standard errors two shares differ, each with one more success and one more trial."""
    mine, theirs = (count + 1) / (n + 1), (others + 1) / (others_n + 1)
    pooled = (count + others + 2) / (n + others_n + 2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / (n + 1) + 1 / (others_n + 1)))
    made: Numbers = np.divide(mine - theirs, error, out=np.zeros_like(error), where=error > 0)
    return made
