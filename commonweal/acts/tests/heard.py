"""Listeners for tests: one that remembers, one that fails."""

from __future__ import annotations

from commonweal.record.entry import Entry

heard: list[int] = []


def remember(entry: Entry) -> None:
    """Remember the entry."""
    heard.append(entry.position)


def fail(entry: Entry) -> None:
    """Fail, as a mail server might."""
    raise ConnectionError("Nobody answers.")
