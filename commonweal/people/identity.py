"""Who is asking: from an account to the pseudonym under which it acts in one partnership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commonweal.people import tombstones
from commonweal.people.models import AccessNeeds, Account, Erased, Passkey, Pseudonym, Seen


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
    Seen.objects.filter(partnership=partnership, account__in=accounts).delete()
    AccessNeeds.objects.filter(pseudonym__in=hers).delete()
    hers.update(account=None)
    tombstones.remember(ids, partnership=partnership, at=at)


def is_known(pseudonym: str, *, partnership: str) -> bool:
    """Tell whether this host ever knew the pseudonym in this partnership."""
    return Pseudonym.objects.filter(pk=pseudonym, partnership=partnership).exists()


def is_linked(pseudonym: str, *, partnership: str) -> bool:
    """Tell whether an account stands behind the pseudonym."""
    return Pseudonym.objects.filter(pk=pseudonym, partnership=partnership, account__isnull=False).exists()


def is_erased(pseudonym: str, *, partnership: str) -> bool:
    """Tell whether the person behind the pseudonym had her name erased."""
    return Erased.objects.filter(pk=pseudonym, partnership=partnership).exists()


def unlinked(pseudonyms: Iterable[str], *, partnership: str) -> set[str]:
    """Return those of these pseudonyms behind which no account stands and which were not erased. Two queries."""
    ids = set(pseudonyms)
    linked = Pseudonym.objects.filter(partnership=partnership, id__in=ids, account__isnull=False)
    gone = Erased.objects.filter(partnership=partnership, id__in=ids)
    return ids - set(linked.values_list("id", flat=True)) - set(gone.values_list("id", flat=True))


def link(account: Account, pseudonym: str, *, partnership: str) -> bool:
    """Let an account act under a pseudonym of a record that came without its accounts; tell whether that fits.

    It does not where the person was erased, another account stands there, or this one has another pseudonym here.
    """
    if is_erased(pseudonym, partnership=partnership):
        return False
    with transaction.atomic():
        hers = known_pseudonym_of(account, partnership=partnership)
        found, _made = Pseudonym.objects.get_or_create(id=pseudonym, defaults={"partnership": partnership})
        if (
            found.partnership != partnership
            or found.account_id not in (None, account.pk)
            or hers not in (None, found.id)
        ):
            return False
        Pseudonym.objects.filter(pk=pseudonym, account__isnull=True).update(account=account)
    return True


def pseudonyms_of(account: Account) -> dict[str, str]:
    """Return the pseudonyms of an account, by partnership."""
    return dict(Pseudonym.objects.filter(account=account).order_by("partnership").values_list("partnership", "id"))


def is_stopped(pseudonym: str, *, partnership: str) -> bool:
    """Tell whether the account behind the pseudonym was stopped by whoever runs the host."""
    return Pseudonym.objects.filter(pk=pseudonym, partnership=partnership, account__is_active=False).exists()
