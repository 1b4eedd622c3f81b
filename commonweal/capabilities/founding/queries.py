"""Questions asked when a partnership is founded or shown in its tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.text import slugify

from commonweal.partnerships.models import ChildCheckpoint, Member, Partnership
from commonweal.partnerships.queries import child_checkpoints, children_of, partnerships, representations
from commonweal.people.models import Pseudonym
from commonweal.record import reading
from commonweal.web.entering import entry_token

INVENTED = "@example.org"
"""The end of addresses that can belong to nobody."""

ROLES = ("convener", "representative", "participant", "observer")
SHOWN = 60
"""How many partnerships a page lists."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child partnership and what the parent's record last held of its record.

    :param size: how many acts its record holds now
    """

    partnership: Partnership
    noted: ChildCheckpoint | None
    size: int

    @property
    def unnoted(self) -> int:
        """How many acts were recorded there since the parent last wrote it down."""
        return self.size - (self.noted.size if self.noted else 0)


@dataclass(frozen=True, slots=True)
class Living:
    """A partnership on this host, as the list of the host shows it.

    :param organisations: how many take part; `acts` how many acts its record holds
    """

    partnership: Partnership
    organisations: int
    acts: int


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody invented, through whose eyes anybody may see a demonstration."""

    partnership: Partnership
    role: str
    name: str
    token: str


def free_slug(name: str, *, of: str) -> str:
    """Return an address made of the name, with a piece of the id `of` where it is taken or has no Latin letters."""
    base = slugify(name)[:60].strip("-")
    if not base:
        return f"p-{of[:8]}"
    return f"{base}-{of[:5]}" if Partnership.objects.filter(slug=base).exists() else base


def children(partnership: str) -> list[Child]:
    """Return the child partnerships with what was last noted of each. Three queries, however many there are."""
    noted: dict[str, ChildCheckpoint] = {}
    for row in child_checkpoints(partnership):
        noted.setdefault(row.child, row)
    found = list(children_of(partnership)[:SHOWN])
    sizes = reading.sizes(p.pk for p in found)
    return [Child(partnership=p, noted=noted.get(p.pk), size=sizes.get(p.pk, 0)) for p in found]


def living(*, page: int = 1) -> list[Living]:
    """Return a page of the partnerships on this host, newest first. Three queries, however many there are."""
    found = list(partnerships()[SHOWN * (page - 1) : SHOWN * page])
    ids = [p.pk for p in found]
    rows = Member.objects.filter(partnership__in=ids, left_at__isnull=True).values_list("partnership")
    organisations = dict(rows.annotate(count=Count("key")))
    sizes = reading.sizes(ids)
    return [Living(p, organisations=organisations.get(p.pk, 0), acts=sizes.get(p.pk, 0)) for p in found]


def eyes(found: Sequence[Living]) -> list[Eyes]:
    """Return one invented person for each place in the largest of these partnerships. Two queries; none to find.

    Only where the host is a demonstration. Invented are those whose address can belong to nobody (RFC 2606).
    """
    if not settings.DEMONSTRATION or not found:
        return []
    most = max(found, key=lambda each: each.acts).partnership
    invented = Pseudonym.objects.filter(partnership=most.pk, account__email__endswith=INVENTED)
    accounts = {row.id: row.account for row in invented.select_related("account") if row.account}
    first: dict[str, Eyes] = {}
    shown = set()
    for place in sorted(representations(most.pk).filter(role__in=ROLES), key=lambda row: ROLES.index(row.role)):
        account = accounts.get(place.person)
        if account and place.role not in first and account.pk not in shown:
            shown.add(account.pk)
            first[place.role] = Eyes(most, place.role, account.name, entry_token(account))
    return [first[role] for role in ROLES if role in first]
