"""How far a record can be trusted without trusting its host: the latest checkpoint and who cosigned it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from commonweal.partnerships.queries import witnesses_named
from commonweal.record import checkpointing
from commonweal.record.checkpoints import parse_checkpoint
from commonweal.record.notes import Cosigned, NoteError, parse_note, parse_verifier, verify_cosignatures


@dataclass(frozen=True, slots=True)
class Seal:
    """A checkpoint as it stands.

    :param size: how many acts it covers
    :param note: its text with all signatures, as it is served
    :param cosigned: the named witnesses that cosigned it; `named` how many are named, `threshold` how many seal it
    :param sealed_at: when the last witness needed signed; nothing while it is not sealed
    """

    size: int
    root: str
    note: str
    cosigned: tuple[Cosigned, ...]
    named: tuple[str, ...]
    threshold: int
    sealed_at: datetime | None

    @property
    def sealed(self) -> bool:
        """Whether as many distinct named witnesses cosigned as the record asks for."""
        return self.sealed_at is not None


def seal_of(partnership: str) -> Seal | None:
    """Return the latest checkpoint with its witnesses, or nothing before the first. One query once it was judged."""
    note = checkpointing.latest_checkpoint(partnership)
    return seal_in(partnership, str(note)) if note else None


def seal_in(partnership: str, note: str | None) -> Seal | None:
    """Return a checkpoint with its witnesses from its note, where a page has that at hand."""
    return _judged(partnership, note) if note else None


# A checkpoint's text and the entries before it never change, so what was judged once stays so.
@lru_cache(maxsize=512)
def _judged(partnership: str, text: str) -> Seal:
    note = parse_note(text)
    checkpoint = parse_checkpoint(note.text)
    row = witnesses_named(partnership, within=checkpoint.size)
    named = tuple(row.witnesses) if row else ()
    threshold = row.threshold if row else 0
    try:
        cosigned = tuple(verify_cosignatures(note, [parse_verifier(each) for each in named]))
    except NoteError:
        cosigned = ()  # one false signature of a known witness refuses the whole note
    times = sorted(each.time for each in cosigned)
    sealed = 0 < threshold <= len(times)
    return Seal(
        size=checkpoint.size,
        root=checkpoint.root.hex(),
        note=text,
        cosigned=cosigned,
        named=tuple(each.partition("+")[0] for each in named),
        threshold=threshold,
        sealed_at=datetime.fromtimestamp(times[threshold - 1], UTC) if sealed else None,
    )
