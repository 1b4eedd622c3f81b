"""Drafts of charters: the digest of every text that was presented follows from the acts of its draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commonweal.charter.drafting import KINDS, PRESENT, Drafts


class PresentedTexts:
    """Follows every draft, and computes each text again that was presented for signature or decision."""

    kinds = KINDS

    def __init__(self) -> None:
        """Begin with no draft."""
        self._drafts = Drafts()

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Yield a sentence if a text was presented that its draft does not give, naming the clause and its entry."""
        if act["kv"] != 1:
            return  # a newer house than this one wrote it
        body = act["body"]
        try:
            if act["kind"] == PRESENT:
                yield from self._drafts.faults_of(body)
            else:
                self._drafts.follow(position, act["kind"], body)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            if act["kind"] == PRESENT:  # what was put and proposed has its form from the act, not from here
                yield f"The text presented cannot be computed again: {error!r}"
