"""Mail the link of an invitation to the address that somebody typed in, then forget the address."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonweal.kit.ids import new_id
from commonweal.notices import writing
from commonweal.notices.links import absolute
from commonweal.notices.models import Outgoing
from commonweal.notices.saying import one_line
from commonweal.partnerships.models import OpenInvitation, Partnership
from commonweal.people.invitations import mailed
from commonweal.people.models import Invitation

_KEY = "invitation:"
IN_ONE_ROUND = 200


def write_due(*, at: datetime) -> int:
    """Write the invitations that have an address and were not mailed; return how many mails that made.

    An address that stands there before its invitation was performed waits for it.
    """
    made = OpenInvitation.objects.values("key")
    due = Invitation.objects.filter(mailed_at=None, id__in=made).exclude(mail="").order_by("pk")
    return sum(_write(id, at=at) for id in list(due.values_list("pk", flat=True)[:IN_ONE_ROUND]))


def sent(mail: Outgoing, *, at: datetime) -> None:
    """Remember, of a mail that invites, that it went."""
    if mail.key.startswith(_KEY):
        mailed(mail.key.split(":")[1], at=at)


def _write(id: str, *, at: datetime) -> bool:
    with transaction.atomic():
        secret = Invitation.objects.select_for_update().get(pk=id)
        offer = OpenInvitation.objects.filter(pk=id, withdrawn_at=None, expires_at__gt=at).first()
        address, secret.mail = secret.mail, ""
        secret.save(update_fields=["mail"])
        partnership = Partnership.objects.filter(pk=secret.partnership).first()
        if not address or offer is None or partnership is None:
            return False
        lang = language_of(partnership)
        name = one_line(partnership.name)
        with translation.override(lang):
            subject = _("Invitation to take part in %(name)s") % {"name": name}
        link = absolute(reverse("membership:join", args=[secret.token]))
        told = {"name": name, "link": link, "expires_at": offer.expires_at}
        # To get it twice does no harm, and not to get it would: nothing else tells of it. The address is gone from the
        # row with this transaction, so nothing makes a second mail of it; another address may be typed in later.
        key = f"{_KEY}{id}:{new_id()}"
        return writing.write("invitation", told, key=key, to=address, lang=lang, subject=subject, again=True, at=at)


def language_of(partnership: Partnership) -> str:
    """Return the language of a partnership as far as this house speaks it."""
    lang = partnership.lang.partition("-")[0]
    return lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
