"""What a group holds most distinctively, and what everybody agrees on: Polis' statistics, on whole counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.methods.opinion.counting import SIGNIFICANT, Numbers, proportion_test, smoothed, two_proportion_test
from commonweal.methods.opinion.votes import Ints

MOST = 5
Way = Literal["agree", "disagree"]


@dataclass(frozen=True, slots=True)
class Distinct:
    """A statement that a group holds: by column, with the numbers that say so."""

    column: int
    way: Way
    count: int
    n: int
    share: float
    """Smoothed share of the group that agrees (or disagrees)."""
    test: float
    ratio: float
    """How many times as large that share is as outside the group."""
    ratio_test: float
    best_agree: bool = False


@dataclass(frozen=True, slots=True)
class Common:
    """A statement that everybody holds."""

    column: int
    way: Way
    count: int
    n: int
    share: float
    test: float


@dataclass(frozen=True, eq=False, slots=True)
class Measures:
    """Of each statement (columns) in each group (rows): smoothed shares, ratios to outside and their tests."""

    agree: Ints
    disagree: Ints
    seen: Ints
    pa: Numbers
    pd: Numbers
    pat: Numbers
    pdt: Numbers
    ra: Numbers
    rd: Numbers
    rat: Numbers
    rdt: Numbers


def measures(tallies: Ints) -> Measures:
    """Measure the tallies of groups (group x statement x disagree, pass, agree)."""
    seen = tallies.sum(axis=2)
    disagree, agree = tallies[:, :, 0], tallies[:, :, 2]
    out_seen, out_agree, out_disagree = (one.sum(axis=0) - one for one in (seen, agree, disagree))
    return Measures(
        agree, disagree, seen,
        pa=smoothed(agree, seen), pd=smoothed(disagree, seen),
        pat=proportion_test(agree, seen), pdt=proportion_test(disagree, seen),
        ra=smoothed(agree, seen) / smoothed(out_agree, out_seen),
        rd=smoothed(disagree, seen) / smoothed(out_disagree, out_seen),
        rat=two_proportion_test(agree, seen, out_agree, out_seen),
        rdt=two_proportion_test(disagree, seen, out_disagree, out_seen),
    )  # fmt: skip


def distinctive(found: Measures, out: NDArray[np.bool_]) -> list[list[Distinct]]:
    """Return what each group holds most distinctively, agreements first; never a statement that is moderated out."""
    return [_of_group(found, group, np.flatnonzero(~out)) for group in range(len(found.seen))]


def _of_group(found: Measures, group: int, columns: Ints) -> list[Distinct]:
    rat, rdt, pat, pdt = (one[group, columns] for one in (found.rat, found.rdt, found.pat, found.pdt))
    for_agree = (rat > SIGNIFICANT) & (pat > SIGNIFICANT)
    for_disagree = (rdt > SIGNIFICANT) & (pdt > SIGNIFICANT)
    sufficient = columns[for_agree | for_disagree]
    best = _best_agree(found, group, columns)
    if not len(sufficient):
        if best is not None:
            return [_told(found, group, best, "agree", best=True)]
        if not len(columns):
            return []
        strongest = int(columns[int(np.argmax(np.maximum(rat, rdt)))])
        return [_told(found, group, strongest, _way(found, group, strongest))]
    told = [_told(found, group, at, _way(found, group, at)) for at in _strongest(found, group, sufficient, best)]
    if best is not None:
        told.insert(0, _told(found, group, best, "agree", best=True))
    return sorted(told[:MOST], key=lambda one: one.way != "agree")


def _strongest(found: Measures, group: int, columns: Ints, best: int | None) -> list[int]:
    """Return the statements that a group holds most strongly and most unlike others, the strongest first."""
    if best is not None:
        columns = columns[columns != best]
    agree = found.rat[group, columns] > found.rdt[group, columns]
    ratio, ratio_test, share, test = (
        np.where(agree, one[group, columns], other[group, columns])
        for one, other in ((found.ra, found.rd), (found.rat, found.rdt), (found.pa, found.pd), (found.pat, found.pdt))
    )
    strongest: list[int] = columns[np.argsort(-(ratio * ratio_test * share * test), kind="stable")[:MOST]].tolist()
    return strongest


def _way(found: Measures, group: int, column: int) -> Way:
    return "agree" if found.rat[group, column] > found.rdt[group, column] else "disagree"


def _best_agree(found: Measures, group: int, columns: Ints) -> int | None:
    """Return the statement that the group agrees with best, in one scan in order of the statements."""
    cast = (found.agree[group] + found.disagree[group])[columns]
    held = columns[cast > 0]
    ra, rat, pa, pat = (one[group, held] for one in (found.ra, found.rat, found.pa, found.pat))
    begins = np.flatnonzero((pat > SIGNIFICANT) | ((ra > 1) & (pa > 0.5)))
    if not len(begins):
        return None
    best, plain, against_others = int(begins[0]), pa * pat, ra * rat * pa * pat
    while True:
        worth = against_others if ra[best] > 1 else plain
        better = worth[best + 1 :] > worth[best]
        if not better.any():
            return int(held[best])
        best += 1 + int(np.argmax(better))


def _told(found: Measures, group: int, column: int, way: Way, *, best: bool = False) -> Distinct:
    count, share, test, ratio, ratio_test = (
        (found.agree, found.pa, found.pat, found.ra, found.rat)
        if way == "agree"
        else (found.disagree, found.pd, found.pdt, found.rd, found.rdt)
    )
    at = (group, column)
    return Distinct(
        column, way, int(count[at]), int(found.seen[at]), float(share[at]), float(test[at]), float(ratio[at]),
        float(ratio_test[at]), best,
    )  # fmt: skip


def common(tally: Ints, out: NDArray[np.bool_], most: int = MOST) -> dict[Way, list[Common]]:
    """Return what all participants agree with, and what they disagree with: more than half, and not by chance."""
    seen = tally.sum(axis=1)
    found: dict[Way, list[Common]] = {}
    ways: tuple[tuple[Way, int], ...] = (("agree", 2), ("disagree", 0))
    for way, side in ways:
        share, test = smoothed(tally[:, side], seen), proportion_test(tally[:, side], seen)
        fits = np.flatnonzero((share > 0.5) & (test > SIGNIFICANT) & ~out)
        order = fits[np.argsort(-(share * test)[fits], kind="stable")][:most]
        found[way] = [
            Common(int(at), way, int(tally[at, side]), int(seen[at]), float(share[at]), float(test[at])) for at in order
        ]
    return found


def group_informed(found: Measures) -> Numbers:
    """Return for each statement the product over the groups of their smoothed agreement."""
    product: Numbers = np.prod(found.pa, axis=0)
    return product
