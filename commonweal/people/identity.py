"""Who is asking: from an account to the pseudonym under which it acts in one partnership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commonweal.people.models import AccessNeeds, Account, Erased, Passkey, Pseudonym


def pseudonym_of(account: Account, *, partnership: str) -> str:
    """Return the person's random id in this partnership, made at the first need."""
    found, _made = Pseudonym.objects.get_or_create(account=account, partnership=partnership)
    return found.id


def known_pseudonym_of(account: Account, *, partnership: str) -> str | None:
    """Return the person's random id in this partnership, or nothing where she never acted there."""
    return Pseudonym.objects.filter(account=account, partnership=partnership).values_list("id", flat=True).first()


def names_of(pseudonyms: Iterable[str], *, partnership: str) -> dict[str, str]:
    """Return the names behind these pseudonyms of one partnership, for the eyes of its members only.

    The erased have none; nor has a pseudonym of elsewhere, whatever a record here says of it.
    """
    rows = Pseudonym.objects.filter(partnership=partnership, id__in=list(pseudonyms), account__isnull=False)
    return dict(rows.values_list("id", "account__name"))


def unlink(pseudonyms: Iterable[str], *, partnership: str, at: datetime) -> None:
    """Forget for good whose these pseudonyms are, and which of her passkeys answered for keys of this record."""
    ids = list(pseudonyms)
    hers = Pseudonym.objects.filter(partnership=partnership, id__in=ids)
    accounts = list(hers.filter(account__isnull=False).values_list("account", flat=True))
    Passkey.objects.filter(partnership=partnership, account__in=accounts).delete()
    AccessNeeds.objects.filter(pseudonym__in=hers).delete()
    hers.update(account=None)
    Erased.objects.bulk_create([Erased(id=i, partnership=partnership, at=at) for i in ids], ignore_conflicts=True)
