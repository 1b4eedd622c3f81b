"""Send what is written, after the commit, with patience; and when in doubt not twice.

A mail is claimed before it is handed over, and marked when it has gone. Where the process dies between the two, nobody
knows whether it went. Then it does not go again (at most once): what it told stands in the list of notices anyway, and
a mail that comes twice teaches people to look away. An invitation is the exception (at least once), because nothing
else tells of it; it carries the same Message-ID, by which most mailboxes show it once.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from commonweal.notices.models import Outgoing
from commonweal.notices.saying import one_line

log = logging.getLogger(__name__)

BACKOFF = (1, 5, 15, 60, 180, 360, 720, 1440)
"""Minutes until the next try, after the first, the second, … fault. After the last one, a mail is given up."""
UNKNOWN_AFTER = timedelta(minutes=15)
"""How long a mail may be claimed before nobody knows whether it went: the process that tried is gone."""
IN_ONE_ROUND = 500
KEPT = timedelta(days=90)
"""How long the key of a mail is kept after it went, so that the same mail is never made again."""


def send_due(*, at: datetime) -> int:
    """Send the mails whose time has come; return how many went."""
    _give_back_or_up(at=at)
    due = Outgoing.objects.filter(sent_at=None, gave_up_at=None, claimed_at=None, next_at__lte=at)
    waiting = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:IN_ONE_ROUND])
    if not waiting:
        return 0
    connection = get_connection()
    try:
        return sum(_send(pk, connection, at=at) for pk in waiting)
    finally:
        connection.close()


def _send(pk: int, connection: BaseEmailBackend, *, at: datetime) -> bool:
    """Send one mail, if no other tick has claimed it."""
    free = Outgoing.objects.filter(pk=pk, sent_at=None, gave_up_at=None, claimed_at=None)
    if not free.update(claimed_at=at, attempts=F("attempts") + 1):
        return False
    mail = Outgoing.objects.get(pk=pk)
    try:
        connection.send_messages([_message(mail)])
    except Exception as fault:  # whatever a mail server does, the other mails go on
        _try_later(mail, fault, at=at)
        return False
    Outgoing.objects.filter(pk=pk).update(claimed_at=None, sent_at=at, **_BLANK)
    return True


def _message(mail: Outgoing) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=one_line(mail.subject),
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers=mail.headers,
    )
    message.attach_alternative(mail.html, "text/html")
    # For the letterbox, which files it there.
    message.partnership = mail.partnership if mail.account_id else ""  # type: ignore[attr-defined]
    return message


def _try_later(mail: Outgoing, fault: Exception, *, at: datetime) -> None:
    """Wait longer after each fault; give up where the server says that it never will, or after the last try."""
    never = isinstance(fault, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _says in fault.recipients.values()
    )
    name = type(fault).__name__[:80]  # never its text: servers repeat addresses in it
    if never or mail.attempts > len(BACKOFF):
        log.error("A mail was given up after %s tries: %s", mail.attempts, name)
        Outgoing.objects.filter(pk=mail.pk).update(claimed_at=None, gave_up_at=at, fault=name, **_BLANK)
        return
    wait = timedelta(minutes=BACKOFF[mail.attempts - 1])
    log.warning("A mail could not be sent (%s) and is tried again in %s.", name, wait)
    Outgoing.objects.filter(pk=mail.pk).update(claimed_at=None, next_at=at + wait, fault=name)


def _give_back_or_up(*, at: datetime) -> None:
    """Settle the mails of which nobody knows whether they went."""
    lost = Outgoing.objects.filter(sent_at=None, gave_up_at=None, claimed_at__lte=at - UNKNOWN_AFTER)
    lost.filter(again=True).update(claimed_at=None, next_at=at)
    lost.filter(again=False).update(claimed_at=None, gave_up_at=at, fault="unknown", **_BLANK)


_BLANK = {"to": "", "subject": "", "body": "", "html": "", "headers": {}}
"""What is kept of a mail that is done with: nothing that anybody could read."""
