"""Text that no spreadsheet runs: what would begin a formula begins with an apostrophe instead, and can be read back."""

from __future__ import annotations

from typing import Final

RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet program take a text for a formula; the wide signs are typed in East Asia."""


def inert(text: str) -> str:
    """Return a text with an apostrophe before it where it would run, or where it begins with one that would be lost."""
    return f"'{text}" if text.startswith((*RUNS, "'")) else text


def as_written(text: str) -> str:
    """Return what was written before `inert` was applied."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*RUNS, "'")) else text
