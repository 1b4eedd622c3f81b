"""The charter under which a partnership began: its digest follows from the edition that the founding names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commonweal.charter.interim import UnknownEdition, interim_charter
from commonweal.record.entry import FOUNDING_KIND


class CharterOfFounding:
    """Computes the digest of the built-in charter again and holds it against the founding."""

    kinds = frozenset({FOUNDING_KIND})

    def observe(self, _position: int, act: dict[str, Any]) -> Iterator[str]:
        """Yield a sentence if the founding was recorded under another charter than it names."""
        edition = act["body"].get("edition")
        if act["charter"] is None or not isinstance(edition, str):
            return
        try:
            digest = interim_charter(edition).digest()
        except UnknownEdition:
            return  # a newer house than this one wrote it
        if act["charter"] != digest:
            yield f"The founding stands under a charter that is not the edition {edition} which it names."
