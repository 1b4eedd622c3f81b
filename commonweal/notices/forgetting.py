"""What this room forgets when a person is forgotten: everything that it keeps of her."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from commonweal.notices.models import Choice, Feed, Hours, Letter, Marker, Notice, Outgoing
from commonweal.people.models import Account, Pseudonym

OF_A_PARTNERSHIP = (Notice, Choice, Marker, Feed, Outgoing)
"""Tables whose rows belong to one person in one partnership."""


def forget(account: str) -> None:
    """Forget everything that is kept of an account here; called before the account itself goes, for its address."""
    with transaction.atomic():
        address = Account.objects.filter(pk=account).values_list("email", flat=True).first()
        if address:
            Letter.objects.filter(to__iexact=address).delete()
            Outgoing.objects.filter(to__iexact=address).delete()
        for table in (*OF_A_PARTNERSHIP, Hours):
            table.objects.filter(account=account).delete()


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
