"""Documents that came back from outside and wait for their owner: hers alone, for a week, and nothing accountable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from commonweal.capabilities.chartering.models import Draft, Returned
from commonweal.capabilities.chartering.queries import NotThere
from commonweal.charter.drafting import in_order
from commonweal.kit.ids import is_id
from commonweal.people.models import Account

__all__ = ["Returned"]

KEPT = timedelta(days=7)
"""How long a document that came back waits for its owner."""
MOST_RETURNED = 5


def keep_returned(draft: Draft, *, of: Account, name: str, found: dict[str, Any], at: datetime) -> Returned:
    """Keep what was read of a document for its owner; with the sixth of a draft, her oldest goes."""
    forget_returned(at=at)
    hers = returned_by(of, draft, at=at)
    Returned.objects.filter(id__in=[row.id for row in hers[MOST_RETURNED - 1 :]]).delete()
    return Returned.objects.create(
        account=of,
        partnership=draft.partnership,
        draft=draft.draft,
        version=found["version"],
        file_name=" ".join(name.replace("\\", "/").rpartition("/")[2].split())[:200],
        found=found,
        kept_at=at,
    )


def returned_by(account: Account, draft: Draft, *, at: datetime) -> list[Returned]:
    """Return the documents that wait for somebody in a draft, the newest first."""
    rows = Returned.objects.filter(account=account, partnership=draft.partnership, draft=draft.draft)
    return list(rows.filter(kept_at__gt=at - KEPT).defer("found").order_by("-kept_at", "id"))


def returned_with(id: str, *, of: Account, draft: Draft, at: datetime) -> Returned:
    """Return a document that came back.

    :raises NotThere: where this person has none of this id in this draft
    """
    rows = Returned.objects.filter(account=of, partnership=draft.partnership, draft=draft.draft, kept_at__gt=at - KEPT)
    found = rows.filter(id=id).first() if is_id(id) else None
    if found is None:
        raise NotThere(id)
    return found


def mark_taken(returned: Returned, numbers: Iterable[str]) -> None:
    """Write which of its clauses were taken over."""
    returned.taken = sorted({*returned.taken, *numbers}, key=in_order)
    returned.save(update_fields=["taken"])


def forget_returned(*, at: datetime) -> None:
    """Erase documents that waited for more than a week."""
    Returned.objects.filter(kept_at__lte=at - KEPT).delete()


def forget_old_ones(at: datetime) -> None:
    """Erase what waited too long: called by `commonweal tick`."""
    forget_returned(at=at)
