"""What a verification found: the differences, the facts, and the proof where the host showed two histories."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

SHOWN: Final = 10
# A hostile file can be wrong in a million places; remembering all of them would fill memory.
_KEPT: Final = 1000


class Difference(NamedTuple):
    """One thing that does not hold, at an entry, in a member of the bundle, or both."""

    entry: int | None
    member: str | None
    says: str

    def __str__(self) -> str:
        """Write the difference in one line that begins with its place."""
        places = [f"entry {self.entry}"] if self.entry is not None else []
        if self.member is not None:
            places.append(self.member)
        return f"{', '.join(places) or 'bundle'}: {self.says}"


@dataclass
class Report:
    """The outcome of one verification."""

    count: int = 0
    proof: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    _kept: list[Difference] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Tell whether nothing differs."""
        return not self.count

    def say(self, says: str, *, entry: int | None = None, member: str | None = None) -> None:
        """Take down one difference."""
        self.count += 1
        if len(self._kept) < _KEPT:
            self._kept.append(Difference(entry, member, says))

    def differences(self) -> list[Difference]:
        """Return what differs: entries first, in their order, then members."""
        return sorted(self._kept, key=lambda one: (one.entry is None, one.entry or 0))
