"""What differs between two texts in who has how much power."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonweal.charter.foresight.answers import Foresight, Holding


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of the power of a seat, an organisation or a sector; nothing where it has no place in one of both.

    :param was: its part before, `now` after: of the power, or of the ballots where options are chosen
    """

    code: str
    sector: str
    was: Fraction | None
    now: Fraction | None
    blocked: bool = False
    blocks: bool = False

    @property
    def change(self) -> Fraction:
        """How much it gains; negative where it loses."""
        return (self.now or Fraction(0)) - (self.was or Fraction(0))

    @property
    def moves(self) -> bool:
        """Whether anything becomes different."""
        return self.was != self.now or self.blocked != self.blocks


def shifts(before: Sequence[Holding], after: Sequence[Holding]) -> list[Shift]:
    """Return what becomes of each holding of two texts, in the order of the later one; those that vanish come last."""
    old, new = ({each.code: each for each in side} for side in (before, after))
    return [_shift(old.get(code), new.get(code)) for code in {**new, **old}]


def part_of(holding: Holding) -> Fraction:
    """Return the part that is compared: of the power where that was counted, else of the ballots."""
    return holding.weight_share if holding.banzhaf is None else holding.banzhaf


def same(before: Foresight, after: Foresight) -> bool:
    """Return whether two texts give everybody the same."""
    return before.kind == after.kind and not any(
        shift.moves for name in ("seats", "organisations", "sectors")
        for shift in shifts(getattr(before, name), getattr(after, name))
    )  # fmt: skip


def _shift(before: Holding | None, after: Holding | None) -> Shift:
    one = after or before
    return Shift(
        code=one.code if one else "",
        sector=one.sector if one else "",
        was=part_of(before) if before else None,
        now=part_of(after) if after else None,
        blocked=bool(before and before.blocks),
        blocks=bool(after and after.blocks),
    )
