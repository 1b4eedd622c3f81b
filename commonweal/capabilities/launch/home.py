"""What the launch puts on a partnership's home page: where a stranger reads what it is, and whom to ask."""

from __future__ import annotations

from commonweal.acts.capability import Block, Facts


def about_in_short(facts: Facts) -> Block | None:
    """Return the way to the public page, or nothing before the launch. No question: the criterion rests on it."""
    return Block("launch/home_about.html", {}) if facts.rests.get("4.6") else None
