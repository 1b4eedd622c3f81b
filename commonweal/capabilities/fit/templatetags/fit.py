"""What templates of fit ask of what they are given: an organisation's name. No question to the database."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from commonweal.partnerships.models import Member

register = template.Library()


@register.filter
def named(orgs: Mapping[str, Member], id: str) -> str:
    """Return the name of the organisation with this id, or nothing where it is not known."""
    member = orgs.get(id)
    return member.name if member else ""
