"""Which codes of the Sustainable Development Goals exist: 17 goals and 169 targets. Pure."""

from __future__ import annotations

import re
from typing import Final

# Goal to (number of numbered targets, number of lettered ones), counted in General Assembly resolution 70/1.
_TARGETS: Final = {
    1: (5, 2), 2: (5, 3), 3: (9, 4), 4: (7, 3), 5: (6, 3), 6: (6, 2), 7: (3, 2), 8: (10, 2), 9: (5, 3),
    10: (7, 3), 11: (7, 3), 12: (8, 3), 13: (3, 2), 14: (7, 3), 15: (9, 3), 16: (10, 2), 17: (19, 0),
}  # fmt: skip
_CODE = re.compile(r"([1-9]|1[0-7])(?:\.([1-9]\d?|[a-z]))?", re.ASCII)

GOALS: Final = tuple(str(goal) for goal in _TARGETS)
"""The codes of the 17 goals, in order."""


def is_sdg_code(code: str) -> bool:
    """Tell whether `code` names a goal, such as ``13``, or a target, such as ``13.1`` or ``13.b``."""
    match = _CODE.fullmatch(code)
    if match is None:
        return False
    goal, target = match.groups()
    if target is None:
        return True
    numbered, lettered = _TARGETS[int(goal)]
    return int(target) <= numbered if target.isdigit() else ord(target) - ord("a") < lettered


def sdg_order(code: str) -> tuple[int, int, str]:
    """Return the key by which codes stand in their usual order: 2, 2.1, 2.10, 2.a, 11."""
    goal, _, target = code.partition(".")
    return int(goal), int(target) if target.isdigit() else (0 if not target else 100), target
