"""Questions asked when a partnership is founded or shown in its tree."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import slugify

from commonweal.partnerships.models import ChildCheckpoint, Partnership
from commonweal.partnerships.queries import child_checkpoints, children_of


@dataclass(frozen=True, slots=True)
class Child:
    """A child partnership and what the parent's record last held of its record."""

    partnership: Partnership
    noted: ChildCheckpoint | None


def free_slug(name: str, *, id: str) -> str:
    """Return an address made of the name, with a piece of the id where it is taken or has no Latin letters."""
    base = slugify(name)[:60].strip("-")
    if not base:
        return f"p-{id[:8]}"
    return f"{base}-{id[:5]}" if Partnership.objects.filter(slug=base).exists() else base


def children(partnership: str) -> list[Child]:
    """Return the child partnerships with what was last noted of each."""
    noted: dict[str, ChildCheckpoint] = {}
    for row in child_checkpoints(partnership):
        noted.setdefault(row.child, row)
    return [Child(partnership=p, noted=noted.get(p.pk)) for p in children_of(partnership)]
