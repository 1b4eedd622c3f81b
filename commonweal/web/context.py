"""What the shell of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from commonweal.web.places import places


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the partnership in whose pages we are, its places, and whether this host is a demonstration."""
    partnership = getattr(request, "partnership", None)
    return {
        "partnership": partnership,
        "actor": getattr(request, "actor", None),
        "places": places(request, partnership.slug) if partnership else (),
        "demonstration": settings.DEMONSTRATION,
        "letterbox": settings.LETTERBOX,
    }
