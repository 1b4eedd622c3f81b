"""Imports from Polis: plain rows that show how far one has come. Written from here alone."""

from __future__ import annotations

from typing import Any

from commonweal.capabilities.conversations.models import PolisImport

__all__ = ["PolisImport"]


def begin(**said: Any) -> PolisImport:
    """Keep what the files of a conversation hold, before anything of it is taken in."""
    return PolisImport.objects.create(**said)


def import_of(partnership: str, id: str) -> PolisImport | None:
    """Return one import, if it is one of this partnership."""
    return PolisImport.objects.filter(partnership=partnership, id=id).first()


def imports_of(partnership: str, by: str) -> list[PolisImport]:
    """Return what somebody began to import, the newest first, without what it holds."""
    rows = PolisImport.objects.filter(partnership=partnership, by=by)
    return list(rows.defer("comments", "votes").order_by("-at")[:20])


def come_to(row: PolisImport, **said: Any) -> None:
    """Write how far an import has come."""
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))


def votes_done(row: PolisImport) -> int:
    """Return how many votes are in, and keep everybody else from going on until the transaction ends."""
    return PolisImport.objects.select_for_update().values_list("votes_done", flat=True).get(pk=row.pk)


def throw_away(row: PolisImport) -> None:
    """Forget an import of which nothing was taken in."""
    row.delete()
