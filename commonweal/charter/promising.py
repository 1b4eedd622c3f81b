"""How much those who are affected take part in a decision, from least to most: what is promised, and what was done."""

from __future__ import annotations

from typing import Final, get_args

from commonweal.charter.rules import Promise

LEVELS: Final[tuple[str, ...]] = get_args(Promise)
"""From being told to deciding."""


def keeps(promised: str, actual: str) -> bool:
    """Whether what was done is at least what was promised."""
    return LEVELS.index(actual) >= LEVELS.index(promised)
