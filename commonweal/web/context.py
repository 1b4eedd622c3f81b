"""What the shell of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members
from commonweal.web.offered import openid_offered
from commonweal.web.places import places


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the partnership in whose pages we are, its places, and whether this host is a demonstration."""
    partnership, actor = getattr(request, "partnership", None), getattr(request, "actor", None)
    return {
        "partnership": partnership,
        "actor": actor,
        "acts_for": _organisations(actor),
        "places": places(request, partnership.slug) if partnership else (),
        "demonstration": settings.DEMONSTRATION,
        "letterbox": settings.LETTERBOX,
        "openid": openid_offered(),
    }


def _organisations(actor: Actor | None) -> list[tuple[str, str]]:
    """Return the organisations between which somebody can choose, the one for which she acts first; else nothing."""
    if actor is None or len(actor.orgs) < 2:
        return []
    named = dict(
        members(actor.partnership or "").filter(organisation__in=actor.orgs).values_list("organisation", "name")
    )
    return sorted(((org, named.get(org, "")) for org in actor.orgs), key=lambda one: one[0] != actor.org)
