"""The hashes of the tree where they are kept: full tiles, and what the partial ones would be made of.

Three queries reach every node of a record of any size: one for full tiles, one for the leaves since the
last full tile, one for the roots of full tiles since the last full tile above them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from commonweal.record import tiles, tree
from commonweal.record.models import StoredEntry, Tile
from commonweal.record.tiles import WIDTH

Place = tuple[int, int]


def fetch_for(partnership: str, spans: Sequence[tuple[int, int]]) -> tree.Fetch:
    """Return a fetch of the complete nodes of these ranges, with their tiles read beforehand."""
    wanted = tiles.needs_of(spans).tiles
    found = full_tiles(partnership, wanted)
    missing = wanted - found.keys()
    found |= last_leaves(partnership, missing)
    found |= last_roots(partnership, missing)

    def get(level: int, index: int) -> bytes:
        return found.get((level, index), b"")

    return tiles.fetch_from(get)


def full_tiles(partnership: str, wanted: frozenset[Place]) -> dict[Place, bytes]:
    if not wanted:
        return {}
    these = Q()
    for level, index in wanted:
        these |= Q(level=level, index=index)
    rows = Tile.objects.filter(these, partnership=partnership).values_list("level", "index", "data")
    return {(level, index): bytes(data) for level, index, data in rows}


def last_leaves(partnership: str, missing: frozenset[Place]) -> dict[Place, bytes]:
    """Return the tile of leaves that is not full yet: there is at most one."""
    firsts = [index for level, index in missing if level == 0]
    if not firsts:
        return {}
    start = min(firsts) * WIDTH
    leaves = (
        StoredEntry.objects.filter(partnership=partnership, position__gte=start, position__lt=start + WIDTH)
        .order_by("position")
        .values_list("leaf", flat=True)
    )
    return {(0, min(firsts)): b"".join(bytes(leaf) for leaf in leaves)}


def last_roots(partnership: str, missing: frozenset[Place]) -> dict[Place, bytes]:
    """Return the higher tiles that are not full yet, made of the roots of the tiles below them."""
    places = [place for place in missing if place[0] > 0]
    if not places:
        return {}
    below = Q()
    for level, index in places:
        first = index * WIDTH
        below |= Q(level=level - 1, index__gte=first, index__lt=first + WIDTH)
    rows = (
        Tile.objects.filter(below, partnership=partnership)
        .order_by("level", "index")
        .values_list("level", "index", "root")
    )
    found: dict[Place, bytes] = dict.fromkeys(places, b"")
    for level, index, root in rows:
        found[level + 1, index // WIDTH] += bytes(root)
    return found
