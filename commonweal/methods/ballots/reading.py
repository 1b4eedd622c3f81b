"""What a file of ballots gives: its options, its ballots, and what was done with cells that say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from commonweal.methods.ballots.forms import BadBallots, Ballot, Weight

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read.

    :param options: everything that the file names as an option, by name
    :param ballots: each different ballot with its weight
    :param remarks: how many cells or ballots were passed over, by the reason
    """

    options: tuple[str, ...]
    ballots: Sequence[tuple[Ballot, Weight]]
    remarks: Mapping[str, int] = field(default_factory=dict)


def bad(line: int, says: str, column: str | None = None) -> BadBallots:
    """Return an error that names its line, and its column where there is one."""
    where = f"Line {line}, column {column!r}" if column is not None else f"Line {line}"
    return BadBallots(f"{where}: {says}")


def plain_text(text: str) -> str:
    """Return a text without the mark of its encoding, after looking for what no text holds.

    :raises BadBallots: for characters that cannot be shown
    """
    if found := _NO_TEXT.search(text):
        raise bad(text.count("\n", 0, found.start()) + 1, "a character stands there that cannot be shown.")
    return text.removeprefix("\ufeff")
