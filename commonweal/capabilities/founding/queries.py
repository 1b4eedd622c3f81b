"""Questions asked when a partnership is founded or shown in its tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef
from django.utils.text import slugify

from commonweal.capabilities.founding.models import Belonging, ChildFork, DeclinedChild, PartnershipLink, RemoteChild
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
KnownElsewhere = RemoteChild
"""A child on another host, as rooms above name it."""
CHILDREN = 500
"""How many children a programme shows."""


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


def children(partnership: str, *, accepted_alone: bool = False) -> list[Child]:
    """Return the child partnerships with what was last noted of each. Three queries, however many there are."""
    noted = last_noted(partnership)
    found = accepted_below([partnership]) if accepted_alone else list(children_of(partnership)[:CHILDREN])
    sizes = reading.sizes(p.pk for p in found)
    return [Child(partnership=p, noted=noted.get(p.pk), size=sizes.get(p.pk, 0)) for p in found]


def last_noted(partnership: str) -> dict[str, ChildCheckpoint]:
    """Return what was last noted of each child on this host, by its id. One query."""
    noted: dict[str, ChildCheckpoint] = {}
    for row in child_checkpoints(partnership):
        noted.setdefault(row.child, row)
    return noted


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


# ── The tree ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Below:
    """Who belongs to a programme, and who asks to.

    :param belong: children on this host that were noted at least once; `asking` those that were not, newest last
    :param declined: those of whom the programme said that they do not belong to it
    """

    belong: list[Child]
    asking: list[Child]
    declined: list[tuple[Child, DeclinedChild]]


def below(partnership: str, *, to_the_convener: bool = True) -> Below:
    """Return the children on this host, sorted by what the programme said of them. Four queries; three for others.

    :param to_the_convener: whether those who ask and those who were declined are wanted too
    """
    refused: dict[str, DeclinedChild] = {}
    found = children(partnership, accepted_alone=not to_the_convener)
    if to_the_convener:
        refused = {row.child: row for row in DeclinedChild.objects.filter(partnership=partnership)}
    return Below(
        belong=[each for each in found if each.noted and each.partnership.pk not in refused],
        asking=[each for each in found if not each.noted and each.partnership.pk not in refused],
        declined=[(each, refused[each.partnership.pk]) for each in found if each.partnership.pk in refused],
    )


def remote_children(partnership: str) -> list[RemoteChild]:
    """Return the children on other hosts, by name. One query."""
    return list(
        RemoteChild.objects.filter(partnership=partnership, ended_at__isnull=True).order_by("name", "key")[:CHILDREN]
    )


def accepted_below(ids: Sequence[str]) -> list[Partnership]:
    """Return the children on this host that these partnerships accepted, by name. One query."""
    noted = ChildCheckpoint.objects.filter(partnership=OuterRef("parent"), child=OuterRef("key"))
    refused = DeclinedChild.objects.filter(partnership=OuterRef("parent"), child=OuterRef("key"))
    found = Partnership.objects.filter(Exists(noted), ~Exists(refused), parent__in=ids)
    return list(found.order_by("name", "key")[:CHILDREN])


def noted_sizes(ids: Sequence[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return what these partnerships last noted of each child here: (parent, child) to (size, entry). One query."""
    rows = ChildCheckpoint.objects.filter(partnership__in=ids).values("partnership", "child")
    found = rows.annotate(most=Max("size"), latest=Max("entry")).order_by("partnership", "child")
    return {(row["partnership"], row["child"]): (row["most"], row["latest"]) for row in found}


def remote_below(ids: Sequence[str]) -> dict[str, list[RemoteChild]]:
    """Return the children on other hosts of each of these partnerships, by name. One query."""
    found: dict[str, list[RemoteChild]] = {}
    for row in RemoteChild.objects.filter(partnership__in=ids, ended_at__isnull=True).order_by("name", "key"):
        found.setdefault(row.partnership, []).append(row)
    return found


def remote_child(partnership: str, child: str) -> RemoteChild | None:
    """Return a child on another host that still belongs here, or nothing."""
    return RemoteChild.objects.filter(pk=f"{partnership}.{child}", ended_at__isnull=True).first()


def all_remote_children() -> list[RemoteChild]:
    """Return every child on another host that any partnership of this host knows. One query."""
    return list(RemoteChild.objects.filter(ended_at__isnull=True, forked__isnull=True).order_by("key"))


def has_remote_child(partnership: str, child: str) -> bool:
    """Return whether a partnership on another host belongs to this one."""
    return remote_child(partnership, child) is not None


def count_remote(partnership: str) -> int:
    """Return how many children live on other hosts."""
    return RemoteChild.objects.filter(partnership=partnership, ended_at__isnull=True).count()


def forks_of_children(partnership: str) -> list[ChildFork]:
    """Return the proofs that children showed two histories, newest first. One query."""
    return list(ChildFork.objects.filter(partnership=partnership).order_by("-entry")[:SHOWN])


def child_fork(partnership: str, entry: int) -> ChildFork | None:
    """Return the proof that an entry recorded, or nothing."""
    return ChildFork.objects.filter(pk=f"{partnership}.{entry}").first()


def rewritten(partnership: str, child: str) -> bool:
    """Return whether the record of a child on this host no longer begins as it did when it was last noted."""
    last = child_checkpoints(partnership).filter(child=child).first()
    if last is None:
        return False
    return reading.size(child) < last.size or reading.root_at(child, last.size).hex() != last.root


def declined(partnership: str, child: str) -> DeclinedChild | None:
    """Return that the programme declined this partnership, or nothing."""
    return DeclinedChild.objects.filter(pk=f"{partnership}.{child}").select_related("reason").first()


def belonging_of(partnership: str) -> Belonging | None:
    """Return what the partnership belongs to now, or nothing."""
    return Belonging.objects.filter(partnership=partnership, left_at__isnull=True).order_by("-entry").first()


def ancestors(partnership: str, *, deepest: int) -> list[str]:
    """Return the ids of the partnerships above this one as far as this host knows them, the nearest first."""
    line: list[str] = []
    at = partnership
    while len(line) < deepest:
        above = Partnership.objects.filter(pk=at).values_list("parent", flat=True).first()
        if not above:
            row = belonging_of(at)
            above = row.above if row else ""
        if not above or above in line:
            return line
        line.append(above)
        at = above
    return line


def links_of(partnership: str) -> list[PartnershipLink]:
    """Return how the partnership stands to others, in the order in which it said so. One query."""
    return list(PartnershipLink.objects.filter(partnership=partnership).order_by("entry"))


def link_with(partnership: str, link: str) -> PartnershipLink | None:
    """Return one link, or nothing."""
    return PartnershipLink.objects.filter(pk=f"{partnership}.{link}").first()


def count_links(partnership: str) -> int:
    """Return how many links stand."""
    return PartnershipLink.objects.filter(partnership=partnership).count()


def slugs_of(ids: Sequence[str]) -> dict[str, str]:
    """Return the addresses of those of these partnerships that live on this host. One query, or none for none."""
    found = [id for id in ids if id]
    return dict(Partnership.objects.filter(pk__in=found).values_list("key", "slug")) if found else {}


def foundings_by(person: str | None, *, since: datetime) -> int:
    """Return how many partnerships the account behind a pseudonym founded since then."""
    return Partnership.objects.filter(convener__in=_everywhere(person), founded_at__gt=since).count()


def askings_by(person: str | None, *, since: datetime) -> int:
    """Return how often the account behind a pseudonym named a parent since then."""
    return Belonging.objects.filter(person__in=_everywhere(person), at__gt=since).count()


def _everywhere(person: str | None) -> list[str]:
    """Return the pseudonyms of one account in all partnerships of this host."""
    account = Pseudonym.objects.filter(pk=person, account__isnull=False).values_list("account", flat=True).first()
    if account is None:
        return [person] if person else []
    return list(Pseudonym.objects.filter(account=account).values_list("id", flat=True))
