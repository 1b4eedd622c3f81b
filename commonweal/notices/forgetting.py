"""What this room forgets when a person is forgotten: everything that it keeps of her."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from commonweal.notices.models import Choice, Feed, Hours, Letter, Marker, Notice, Outgoing
from commonweal.people.models import Account, Pseudonym

OF_A_PARTNERSHIP = (Notice, Choice, Marker, Feed, Outgoing)
"""Tables whose rows belong to one person in one partnership."""


class Mails:
    """What this room keeps of a person by her address, for the setting COMMONWEAL_PERSONAL.

    Everything else here points to her account, is found by that and goes with it.
    """

    def export(self, account: Account) -> list[dict[str, Any]]:
        """Return the letters to her that are still shown here."""
        letters = Letter.objects.filter(to__iexact=account.email) if account.email else Letter.objects.none()
        return [dict(row) for row in letters.order_by("id").values("to", "subject", "body", "at")]

    def forget(self, account: Account, *, addresses: frozenset[str]) -> None:
        """Forget everything that is kept of her here; called before her account itself goes."""
        with transaction.atomic():
            for address in sorted(addresses):
                Letter.objects.filter(to__iexact=address).delete()
                Outgoing.objects.filter(to__iexact=address).delete()
            for table in (*OF_A_PARTNERSHIP, Hours):
                table.objects.filter(account=account).delete()


MAILS = Mails()


def forget_here(partnership: str) -> None:
    """Forget what is kept of those whom this partnership does not know any more: their names here were erased."""
    known = Pseudonym.objects.filter(partnership=partnership, account=OuterRef("account"))
    letters = Letter.objects.filter(partnership=partnership)
    owner = Pseudonym.objects.filter(partnership=partnership, account__email__iexact=OuterRef("to"))
    with transaction.atomic():
        for table in OF_A_PARTNERSHIP:
            of_persons = Q(partnership=partnership, account__isnull=False)
            table.objects.filter(of_persons & ~Exists(known)).delete()
        letters.filter(~Exists(owner)).delete()
