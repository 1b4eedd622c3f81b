"""Write down the proof that a host showed two histories, so that anybody can check it without us."""

from __future__ import annotations

from commonweal.kit.canonical import b64_encode
from commonweal.record.notes import Note
from commonweal.verifier.walk import Anchor


def proof_by_anchor(anchor: Anchor, *, ours: bytes, note: Note) -> str:
    """Return the proof from an act that saw another history than the host signed with it."""
    said = "\n\n" + anchor.message.decode() if anchor.message is not None else ", a change of host"
    return (
        f"The host signed a record that contains this act, entry {anchor.entry}:{said}\n\n"
        f"The act says that the first {anchor.size} entries had the root\n  {b64_encode(anchor.root)}\n"
        f"but in the signed record they have the root\n  {b64_encode(ours)}\n\n"
        f"The signed record:\n\n{note}"
    )


def proof_by_notes(kept: Note, shown: Note, *, size: int, kept_root: bytes, shown_root: bytes) -> str:
    """Return the proof from two signed checkpoints that cannot belong to one history."""
    origin = shown.text.partition("\n")[0]
    return (
        f"The host signed two histories of {origin}.\n\n"
        f"The one that was kept:\n\n{kept}\nThe one shown now:\n\n{shown}\n"
        f"The first {size} entries have, in the kept history, the root\n  {b64_encode(kept_root)}\n"
        f"and in the one shown now the root\n  {b64_encode(shown_root)}\n"
    )
