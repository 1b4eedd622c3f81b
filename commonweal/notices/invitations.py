"""Mail the link of an invitation to the address that somebody typed in; forget addresses that are over."""

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
from commonweal.notices.saying import one_line
from commonweal.partnerships.models import OpenInvitation, Partnership
from commonweal.people.invitations import forget_addresses, mailed
from commonweal.people.models import Invitation

IN_ONE_ROUND = 200


def write_due(*, at: datetime) -> int:
    """Write the invitations that have an address and were not mailed; return how many mails that made.

    The address stands there before the invitation is performed, and waits for it.
    """
    made = OpenInvitation.objects.filter(withdrawn_at=None, expires_at__gt=at).values("key")
    due = Invitation.objects.filter(mailed_at=None, id__in=made).exclude(mail="").order_by("pk")
    return sum(_write(id, at=at) for id in list(due.values_list("pk", flat=True)[:IN_ONE_ROUND]))


def forget_what_is_over(*, at: datetime) -> int:
    """Forget the addresses of invitations that were withdrawn or have expired; return how many those were."""
    over = OpenInvitation.objects.filter(expires_at__lte=at) | OpenInvitation.objects.filter(withdrawn_at__isnull=False)
    found = list(Invitation.objects.exclude(mail="").filter(id__in=over.values("key")).values_list("pk", flat=True))
    forget_addresses(found)
    return len(found)


def _write(id: str, *, at: datetime) -> bool:
    """Write one invitation and note that it was, both or neither: so it is mailed once to each address."""
    with transaction.atomic():
        secret = Invitation.objects.select_for_update().get(pk=id)
        offer = OpenInvitation.objects.filter(pk=id, withdrawn_at=None, expires_at__gt=at).first()
        partnership = Partnership.objects.filter(pk=secret.partnership).first()
        if not secret.mail or secret.mailed_at is not None or offer is None or partnership is None:
            return False
        mailed(id, at=at)
        lang, name = language_of(partnership), one_line(partnership.name)
        with translation.override(lang):
            subject = _("Invitation to take part in %(name)s") % {"name": name}
        return writing.write(
            "invitation",
            {
                "name": name,
                "link": absolute(reverse("membership:join", args=[secret.token])),
                "expires_at": offer.expires_at,
            },
            key=f"invitation:{id}:{new_id()}",
            to=secret.mail,
            lang=lang,
            subject=subject,
            again=True,  # to get it twice does no harm, and not to get it would: nothing else tells of it
            at=at,
        )


def language_of(partnership: Partnership) -> str:
    """Return the language of a partnership as far as this house speaks it."""
    lang = partnership.lang.partition("-")[0]
    return lang if lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
