"""Whole numbers by their remainders after division by several primes (Chinese remainder theorem), in numpy.

Polynomials over such remainders are multiplied by Fourier transforms in floating point, which is exact as long as the
primes are small enough for what rounding errors can add up to: Brent, Percival and Zimmermann (2007) bound them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isqrt, log2, prod, sqrt

import numpy as np
from numpy.typing import NDArray

Remainders = NDArray[np.float64]
"""Whole numbers between about -p/2 and p/2."""
LEAST_PRIME = 1 << 11
"""Smaller primes are too few."""


def highest_prime(one: int, other: int, sums: int) -> int:
    """Return below what primes have to lie, so that rounding finds every coefficient of a product.

    :param one: how many coefficients one factor has at most; `other`: the other factor and the transform
    :param sums: how many products are added up before they are rounded
    """
    # The transforms of 2**k coefficients of norms a and b are off by at most about a b 2**-53 (12 k + 3), which has to
    # be less than 1/2; and a <= sqrt(one) p/2.
    errors = (12 * (log2(4 * other + 4) + 1) + 3) * sums * sqrt(one) * sqrt(other)
    return isqrt(int(2**54 / errors))


@cache
def primes_for(bits: int, below: int) -> tuple[int, ...]:
    """Return the largest primes below `below` whose product exceeds ``2 ** bits``; none where there are too few."""
    found, number = list[int](), below - 1 - below % 2
    while prod(found) >> bits == 0:
        if number < LEAST_PRIME:
            return ()
        if all(number % divisor for divisor in range(3, isqrt(number) + 1, 2)):
            found.append(number)
        number -= 2
    return tuple(found)


def balanced(values: Remainders, prime: int) -> Remainders:
    """Return the remainders nearest to 0 of whole numbers below ``2 ** 52``."""
    quotients: Remainders = values * (1 / prime)
    np.rint(quotients, out=quotients)
    quotients *= -prime
    quotients += values
    return quotients


def lifted(remainders: NDArray[np.int64], primes: Sequence[int]) -> list[int]:
    """Return the smallest numbers, not negative, that leave these remainders.

    :param remainders: shape ``primes × numbers``
    """
    whole = prod(primes)
    parts = [whole // prime * pow(whole // prime, -1, prime) for prime in primes]
    columns = remainders.T.tolist()
    return [sum(part * own for part, own in zip(parts, column, strict=True)) % whole for column in columns]


@cache
def quick_length(least: int) -> int:
    """Return the smallest length from `least` on that has no prime factor above 7, for which transforms are quick."""
    length = least
    while True:
        rest = length
        for factor in (2, 3, 5, 7):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return length
        length += 1
