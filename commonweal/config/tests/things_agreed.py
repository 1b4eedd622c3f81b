"""What the first partnership has agreed: one thing of each kind, so that every address of it leads somewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from commonweal.acts.testing import Founded


def agreed(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand in what partners agreed, and return the ids by the place in which their pages lie."""
    return {
        "commitments": {"entry": _commitment(cool, words)},
        "pulse": {"box": _survey(cool)},
    }


def _commitment(cool: Founded, words: str) -> int:
    return cool.given(
        "commitments.pledge", by=cool.bruno, debtor=cool.org("company"), what=f"Roofs {words}"[:200], form="work",
        due_on=date(2026, 6, 30), says={"text": f"By hand, {words}", "lang": "en"},
    ).position  # fmt: skip


def _survey(cool: Founded) -> str:
    box = cool.org("survey")
    cool.given("pulse.open", box=box, until_on=date(2026, 3, 31))
    return box
