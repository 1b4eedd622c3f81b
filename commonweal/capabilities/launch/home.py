"""What the launch puts on a partnership's home page: where a stranger reads what it is, and whom to ask."""

from __future__ import annotations

from commonweal.acts.capability import Block, Facts
from commonweal.capabilities.launch.queries import launched


def about_in_short(facts: Facts) -> Block | None:
    """Return the way to the public page, or nothing before the launch."""
    launch = facts.once(launched)
    return Block("launch/home_about.html", {"launch": launch}) if launch else None
