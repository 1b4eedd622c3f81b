"""Uploaded files between preview and confirmation: each person's own, for a day, then gone."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from commonweal.kit.ids import is_id, new_id
from commonweal.people.models import Account

KEPT: Final = timedelta(days=1)
MOST: Final = 3
"""How many files wait for one person: with the next one, her oldest goes."""


class NoDraftError(LookupError):
    """The draft is not this person's, or no longer there."""


def keep(data: bytes, *, of: Account, at: datetime) -> str:
    """Keep a file for its owner and return the id under which it is found; files older than a day are removed."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.glob("*.xml"):
        if at.timestamp() - old.stat().st_mtime > KEPT.total_seconds():
            old.unlink(missing_ok=True)
    hers = sorted(folder.glob(f"{of.pk}-*.xml"), key=lambda file: file.stat().st_mtime_ns)
    for old in hers[: max(0, len(hers) - MOST + 1)]:
        old.unlink(missing_ok=True)
    draft = new_id()
    _place(draft, of=of).write_bytes(data)
    return draft


def kept(draft: str, *, of: Account) -> bytes:
    """Return the bytes of a draft.

    :raises NoDraftError: if this person has no such draft
    """
    try:
        return _place(draft, of=of).read_bytes()
    except FileNotFoundError as error:
        raise NoDraftError(draft) from error


def forget(draft: str, *, of: Account) -> None:
    """Remove a draft; nothing happens where there is none."""
    _place(draft, of=of).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "taking-in"


def _place(draft: str, *, of: Account) -> Path:
    """Return where a draft lies; only ids become file names, so no path can be smuggled in."""
    if not (is_id(draft) and is_id(of.pk)):
        raise NoDraftError(draft)
    return _folder() / f"{of.pk}-{draft}.xml"
