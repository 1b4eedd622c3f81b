"""Throw away what is no longer needed: old notices, the keys of old mails, letters that were shown long enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from commonweal.notices import invitations, outbox
from commonweal.notices.models import Letter, Notice, Outgoing

READ_FOR, UNREAD_FOR = timedelta(days=90), timedelta(days=400)
"""How long a notice is kept after it was read, and after it was written."""
SHOWN_FOR = timedelta(days=30)
"""How long a letter is shown on a host without a mail server."""


def sweep(*, at: datetime) -> int:
    """Throw away everything whose time is over; return how many things that were."""
    notices = Notice.objects.filter(read_at__lt=at - READ_FOR) | Notice.objects.filter(at__lt=at - UNREAD_FOR)
    mails = Outgoing.objects.filter(made_at__lt=at - outbox.KEPT).exclude(sent_at=None, gave_up_at=None)
    letters = Letter.objects.filter(at__lt=at - SHOWN_FOR)
    swept = sum(rows.delete()[0] for rows in (notices, mails, letters))
    return swept + invitations.forget_what_is_over(at=at)
