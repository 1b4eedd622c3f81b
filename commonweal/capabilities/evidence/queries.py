"""Questions asked of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from commonweal.capabilities.evidence.models import Contradiction, Evidence, KnowledgeUsed
from commonweal.partnerships.models import Member, Sector

__all__ = ["Contradiction", "Evidence", "KnowledgeUsed"]
# The rows that are handed out, so that pages and sheets can name their types.

KINDS = ("technical", "community", "experiential")
"""In the order in which the charter names them; no page orders anything by them."""

SHOWN = 30
"""How many items a page lists."""

_WORDS = ("says", "source", "consent_scope", "why_strength", "limits", "why_retired")


class NotThere(LookupError):
    """No item of evidence was brought with this entry."""


def items(partnership: str, *, kind: str = "", before: int | None = None, count: int = SHOWN) -> list[Evidence]:
    """Return items, what came last first, whatever their kinds: those that count and those that were retired."""
    rows = Evidence.objects.filter(partnership=partnership)
    if kind:
        rows = rows.filter(kinds__contains=kind)
    if before is not None:
        rows = rows.filter(entry__lt=before)
    return list(rows.select_related("says").order_by("-entry")[:count])


def every_item(partnership: str) -> list[Evidence]:
    """Return every item in the order in which it came, without its words. One question."""
    return list(Evidence.objects.filter(partnership=partnership).order_by("entry"))


def standing(partnership: str, entries: Iterable[int] | None = None) -> list[Evidence]:
    """Return the items that count, or those of some entries that do, the last first."""
    rows = Evidence.objects.filter(partnership=partnership, retired_at__isnull=True)
    if entries is not None:
        rows = rows.filter(entry__in=list(entries))
    return list(rows.order_by("-entry"))


def item_at(partnership: str, entry: int) -> Evidence:
    """Return the item that was brought with this entry, with its words.

    :raises NotThere: where there is none
    """
    found = Evidence.objects.filter(pk=f"{partnership}.{entry}").select_related(*_WORDS).first()
    if found is None:
        raise NotThere(entry)
    return found


def bare(partnership: str, entry: int) -> Evidence | None:
    """Return an item without its words, or nothing where there is none."""
    return Evidence.objects.filter(pk=f"{partnership}.{entry}").first()


def items_at(partnership: str, entries: Iterable[int]) -> dict[int, Evidence]:
    """Return the items that were brought with these entries, with what they say. One question."""
    rows = Evidence.objects.filter(partnership=partnership, entry__in=sorted(set(entries)))
    return {row.entry: row for row in rows.select_related("says")}


def contradictions(partnership: str, *, of: int | None = None, count: int = SHOWN) -> list[Contradiction]:
    """Return which items do not fit together, the last first.

    :param of: only those that touch this item
    """
    rows = Contradiction.objects.filter(partnership=partnership).select_related("says")
    if of is not None:
        rows = rows.filter(Q(first=of) | Q(second=of))
    return list(rows.order_by("-entry")[:count])


def every_contradiction(partnership: str) -> list[Contradiction]:
    """Return the contradictions of late, without their words: one reader for every task of a page."""
    return list(Contradiction.objects.filter(partnership=partnership).order_by("-entry")[:200])


def every_use(partnership: str) -> list[KnowledgeUsed]:
    """Return on which knowledge every decision rests, in the order in which they were proposed."""
    return list(KnowledgeUsed.objects.filter(partnership=partnership).order_by("decision"))


def used_in(partnership: str, decision: int) -> KnowledgeUsed | None:
    """Return on which knowledge a decision rests, as it was said last; nothing where nobody has said it."""
    return KnowledgeUsed.objects.filter(pk=f"{partnership}.{decision}").select_related("none_because").first()


def uses_of(item: Evidence) -> list[KnowledgeUsed]:
    """Return the decisions that rest on an item."""
    rows = KnowledgeUsed.objects.filter(partnership=item.partnership).order_by("-decision")
    return [row for row in rows if item.entry in row.evidence]


@dataclass(frozen=True, slots=True)
class Missing:
    """Whose knowledge nobody has brought yet: kinds, sectors and communities without any item that counts."""

    kinds: tuple[str, ...]
    sectors: tuple[str, ...]
    communities: tuple[Member, ...]

    def __bool__(self) -> bool:
        return bool(self.kinds or self.sectors or self.communities)


def count_by_kind(partnership: str) -> dict[str, int]:
    """Return how many items of each kind count; one of two kinds is counted in both. One question."""
    rows = Evidence.objects.filter(partnership=partnership, retired_at__isnull=True)
    sets = rows.values_list("kinds").annotate(n=Count("key")).order_by()
    return {kind: sum(n for kinds, n in sets if kind in kinds.split(",")) for kind in KINDS}


def missing(partnership: str, members: Sequence[Member], counts: dict[str, int]) -> Missing:
    """Return whose knowledge is missing, among the sectors and communities that take part. One question.

    A sector has brought something where one of its organisations did, or where an item comes from one of them.
    """
    rows = Evidence.objects.filter(partnership=partnership, retired_at__isnull=True)
    pairs = rows.values_list("organisation", "community_organisation").distinct().order_by()
    heard = {organisation for pair in pairs for organisation in pair if organisation}
    here = [row for row in members if row.left_at is None]
    sectors = {row.sector for row in here}
    spoke = {row.sector for row in here if row.organisation in heard}
    return Missing(
        kinds=tuple(kind for kind in KINDS if not counts[kind]),
        sectors=tuple(code for code in Sector.values if code in sectors - spoke),
        communities=tuple(row for row in here if row.sector == "community" and row.organisation not in heard),
    )
