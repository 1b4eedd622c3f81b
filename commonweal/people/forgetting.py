"""An account goes: everything that this host keeps of a person beside the records, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from commonweal.people import identity, personal, sessions, tombstones, words
from commonweal.people.models import Account, HostLook, Invitation


def forget(account: Account, *, at: datetime) -> None:
    """Delete an account with all its addresses, keys, codes, sessions and what rooms keep of it, for good.

    Its pseudonyms lose their person. What it did and wrote in partnerships is erased there, by acts, before this.
    """
    with transaction.atomic():
        addresses = set(EmailAddress.objects.filter(user=account).values_list("email", flat=True))
        addresses |= {account.email} if account.email else set()
        held = frozenset(address.lower() for address in addresses if address)
        personal.forget(account, addresses=held)
        for partnership, pseudonym in identity.pseudonyms_of(account).items():
            identity.unlink([pseudonym], partnership=partnership, at=at)
        Invitation.objects.filter(mail__in=held).update(mail="")
        HostLook.objects.filter(account=account.pk).update(reason="")
        sessions.forget_traces(account, addresses=held)
        tombstones.remember([account.pk], partnership="", at=at)
        account.delete()


def bury_again(*, at: datetime) -> int:
    """Erase again what the file of tombstones says and an older database brought back; return how much it was."""
    returned = tombstones.not_known_here()
    by_partnership: dict[str, list[str]] = defaultdict(list)
    for one in returned:
        by_partnership[one.partnership].append(one.id)
    with transaction.atomic():
        tombstones.know(returned)
        for account in Account.objects.filter(pk__in=by_partnership.pop("", [])):
            forget(account, at=at)
        for partnership, ids in by_partnership.items():
            _erase(ids, partnership=partnership, at=at)
    return len(returned)


def _erase(ids: Iterable[str], *, partnership: str, at: datetime) -> None:
    ids = list(ids)
    for start in range(0, len(ids), 500):
        batch = ids[start : start + 500]
        words.erase(batch, partnership=partnership, at=at)
        identity.unlink(batch, partnership=partnership, at=at)
