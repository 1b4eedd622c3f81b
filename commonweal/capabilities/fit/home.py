"""What fit puts on a partnership's home page: its goals, in short."""

from __future__ import annotations

from commonweal.acts.capability import Block, Facts
from commonweal.capabilities.fit.queries import goals

SHOWN = 3


def goals_in_short(facts: Facts) -> Block | None:
    """Return the first goals, or nothing while none is named."""
    named = facts.once(goals)
    if not named:
        return None
    return Block("fit/home_goals.html", {"goals": named[:SHOWN], "more": len(named) - SHOWN})
