"""Bundles that were built, kept until anything changes: many may ask for one, and nothing that was erased stays.

A file is named by everything that it was made of. Whatever is recorded or erased gives another name, so an old file is
never served again; it is removed as soon as an entry is recorded, and before the next answer where nobody heard of it.
Those who may not read everything get a file of another name, which holds back what they may not.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from commonweal.interchange.bundles import NotExported, export_bundle, log_key_of
from commonweal.interchange.one_at_a_time import StillBuilding, alone
from commonweal.kit.canonical import canonical_encode
from commonweal.kit.ids import is_id, new_id
from commonweal.people.models import Erased, Text
from commonweal.record import checkpointing, reading
from commonweal.record.entry import Entry

TRIES: Final = 3


def state_of(partnership: str, *, withheld: Collection[str]) -> str:
    """Return the name of what a bundle would hold now. Four queries, however long the record.

    :param withheld: as in `export_bundle`
    :raises NotThereError: if the record has no entry
    """
    head = reading.head(partnership)
    if not head.size:
        raise reading.NotThereError("There is no record here.")
    note = checkpointing.checkpoint_at(partnership, head.size)
    made_of = {
        "size": head.size,
        "root": head.root.hex(),
        "checkpoint": str(note) if note else "",
        "erased": Erased.objects.filter(partnership=partnership).count(),
        "gone": Text.objects.filter(partnership=partnership, salt__isnull=True).count(),
    }
    state = hashlib.sha256(canonical_encode(made_of)).hexdigest()
    return f"{state}-{hashlib.sha256(' '.join(sorted(withheld)).encode()).hexdigest()}" if withheld else state


def bundle_of(partnership: str, *, withheld: Collection[str]) -> tuple[BinaryIO, str]:
    """Return the open bundle of a partnership as it is now, and the name of that state.

    :param withheld: as in `export_bundle`
    :raises NotThereError: if the record has no entry
    :raises NotExported: if what is kept here does not hold
    :raises StillBuilding: where another one is being built and takes long
    """
    found = _kept(partnership, state_of(partnership, withheld=withheld))
    if found is not None:
        return found
    with alone("building"):
        for _try in range(TRIES):
            found = _kept(partnership, state_of(partnership, withheld=withheld)) or _built(partnership, withheld)
            if found is not None:
                return found
    raise StillBuilding("The record changed each time while its bundle was built.")


def forget(entry: Entry) -> None:
    """Remove what was built before an entry: told of every entry, after the commit."""
    _remove_others(entry.partnership, "")


def _kept(partnership: str, state: str) -> tuple[BinaryIO, str] | None:
    """Open the file of this state; remove those of every other, but not what others get of the same."""
    _remove_others(partnership, state)
    try:
        return _place(partnership, state).open("rb"), state
    except FileNotFoundError:
        return None


def _built(partnership: str, withheld: Collection[str]) -> tuple[BinaryIO, str] | None:
    """Build the bundle; nothing where something was recorded or erased meanwhile."""
    try:
        checkpointing.current(
            partnership, log_key=log_key_of(partnership)
        )  # signed first: its note is part of the state
    except checkpointing.SignedElsewhereError as elsewhere:
        raise NotExported(str(elsewhere)) from elsewhere
    state = state_of(partnership, withheld=withheld)
    place = _place(partnership, state)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = place.with_name(f"{new_id()}.part")
    try:
        with unfinished.open("xb") as out:
            export_bundle(partnership, out, withheld=withheld)
            out.flush()
            os.fsync(out.fileno())
        if state_of(partnership, withheld=withheld) != state:
            return None
        unfinished.replace(place)
        # Whoever erased in between removed what was there then: look once more.
        return _kept(partnership, state) if state_of(partnership, withheld=withheld) == state else None
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_others(partnership: str, state: str) -> None:
    folder = _folder(partnership)
    if folder.is_dir():
        for old in folder.glob("*.commonweal"):
            if not state or old.stem.partition("-")[0] != state.partition("-")[0]:
                old.unlink(missing_ok=True)


def _place(partnership: str, state: str) -> Path:
    return _folder(partnership) / f"{state}.commonweal"


def _folder(partnership: str) -> Path:
    """Return where the bundles of a partnership lie; only ids become names of folders."""
    if not is_id(partnership):
        raise reading.NotThereError("This is no partnership.")
    return Path(settings.MEDIA_ROOT) / "bundles" / partnership
