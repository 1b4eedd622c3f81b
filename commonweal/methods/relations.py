"""Working relations between partners: who works with whom, who stands alone, how much trust and value there is.

Ties are directed: each organisation says how closely it works with each other one. Trust is the mean of three ratings
(reliability, shared purpose, openness), value that of three others (influence, involvement, resources), after the six
indicators that Varda, Chandra, Stern and Lurie published (2008). Density is Freeman's: ties that there are over those
that there could be. Whoever did not answer leaves outgoing ties unknown: the density is given with the bounds that any
answers of theirs could have led to (Stork and Richards 1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

TRUST = ("reliable", "same_purpose", "open")
VALUE = ("influence", "involved", "resources")
RATINGS = (*TRUST, *VALUE)
"""What is asked of each partner about each other one, from 1 to 5."""

CLOSEST = 4
WORKING = 2
"""From this closeness on, of 0 to `CLOSEST`, two organisations work together: they coordinate what they do."""

LEAST_RESPONDENTS = 5
"""With fewer, trust and value are not computed: an average of three answers is three people."""

Tie = tuple[str, str, int]
"""Who says it, of whom, and how close."""


@dataclass(frozen=True, slots=True)
class Relations:
    """How partners work together.

    :param answered: organisations that answered, of `all`
    :param density: working ties over possible ones among those who answered (0 to 1), with `least` and `most` it
        could be were the answers of the others known
    :param isolated: organisations that work with nobody and with which nobody works, as far as anybody said
    :param reciprocity: the share of working ties that both sides see; nothing where there is none
    :param trust: mean of the ratings from 1 to 5; nothing with fewer than `LEAST_RESPONDENTS`; `value` likewise
    """

    all: int
    answered: int
    density: Fraction
    least: Fraction
    most: Fraction
    isolated: tuple[str, ...]
    reciprocity: Fraction | None
    trust: float | None
    value: float | None

    @property
    def response(self) -> Fraction:
        """The share of organisations that answered."""
        return Fraction(self.answered, self.all) if self.all else Fraction(0)


def relations(
    organisations: Sequence[str],
    answered: Iterable[str],
    ties: Iterable[Tie],
    ratings: Sequence[Mapping[str, int]],
    *,
    respondents: int,
) -> Relations:
    """Compute how partners work together.

    :param organisations: all that take part
    :param answered: those for which somebody answered
    :param ties: every answer on closeness; where several people answer for one organisation the closest counts
    :param ratings: one mapping of `RATINGS` to 1 to 5 for each pair rated, without who gave it
    :param respondents: how many people answered
    """
    known = set(organisations)
    heard = known & set(answered)
    working = {(a, b) for a, b, close in ties if close >= WORKING and a != b and {a, b} <= known}
    others = max(len(known) - 1, 0)
    possible, unknown = len(known) * others, (len(known) - len(heard)) * others
    met = {end for tie in working for end in tie}
    both = sum((b, a) in working for a, b in working if {a, b} <= heard)
    mutual = sum({a, b} <= heard for a, b in working)
    enough = respondents >= LEAST_RESPONDENTS and bool(ratings)
    return Relations(
        all=len(known),
        answered=len(heard),
        density=_share(len(working), len(heard) * others),
        least=_share(len(working), possible),
        most=_share(len(working) + unknown, possible),
        isolated=tuple(one for one in organisations if one not in met),
        reciprocity=Fraction(both, mutual) if mutual else None,
        trust=_mean(ratings, TRUST) if enough else None,
        value=_mean(ratings, VALUE) if enough else None,
    )


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _mean(ratings: Sequence[Mapping[str, int]], names: Sequence[str]) -> float:
    return round(mean(mean(rating[name] for name in names) for rating in ratings), 2)
