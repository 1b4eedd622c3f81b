"""Throw away what is no longer needed: old notices, keys of old mails, accounts that nobody ever verified."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, OuterRef

from commonweal.notices import outbox
from commonweal.notices.forgetting import forget
from commonweal.notices.models import Notice, Outgoing
from commonweal.people.models import Account

UNVERIFIED_FOR = timedelta(days=7)
"""How long an account may wait for its first code to be typed in."""
READ_FOR, UNREAD_FOR = timedelta(days=90), timedelta(days=400)
"""How long a notice is kept after it was read, and after it was written."""
IN_ONE_ROUND = 500


def sweep(*, at: datetime) -> int:
    """Throw away everything whose time is over; return how many things that were."""
    notices = Notice.objects.filter(read_at__lt=at - READ_FOR) | Notice.objects.filter(at__lt=at - UNREAD_FOR)
    mails = Outgoing.objects.filter(made_at__lt=at - outbox.KEPT).exclude(sent_at=None, gave_up_at=None)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return notices.delete()[0] + mails.delete()[0] + sum(_close(account) for account in never_verified(at=at))


def never_verified(*, at: datetime) -> list[Account]:
    """Return accounts that somebody opened by typing an address, and that nobody ever came to use.

    One that holds anything is never among them: a place, a name, a passkey, a code on paper, a password, the host.
    """
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    found = Account.objects.filter(
        joined_at__lt=at - UNVERIFIED_FOR,
        last_login=None,
        is_administrator=False,
        name="",
        pseudonyms=None,
        passkeys=None,
        paper_code=None,
    ).exclude(Exists(verified))
    return [account for account in found.order_by("pk")[:IN_ONE_ROUND] if not account.has_usable_password()]


def _close(account: Account) -> int:
    forget(account.pk)
    account.delete()
    return 1
