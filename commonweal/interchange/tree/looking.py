"""Look at children on other hosts."""

from __future__ import annotations

from datetime import datetime


def tick(at: datetime) -> None:
    """Look at every child on another host."""
