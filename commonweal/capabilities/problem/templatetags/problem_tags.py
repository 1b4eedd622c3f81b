"""What the templates of problem statements need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(rows: Mapping[Any, str] | None, key: Any) -> str:
    """Return what stands under a key, or nothing."""
    return (rows or {}).get(key, "")
