"""The hidden bookmarks by which a document that comes back is told: which draft, which clause, which field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

PREFIX: Final = "_cw_"
"""Word hides bookmarks that begin with an underscore, and keeps them through editing."""
FIELDS: Final = ("title", "text", "summary")

_PLACE = re.compile(r"_cw_(\d{1,3}(?:_\d{1,3}){0,3})_(l?)(title|text|summary|rules)_([a-z]{2,3})", re.ASCII)
_DRAFT = re.compile(r"_cw_draft_(\d{1,15})_(\d{1,15})_([a-z]{2,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a clause in one language; `label` where the bookmark stands on the label above it."""

    number: str
    field: str
    lang: str
    label: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Of which draft a document was made, at which entry, and in which language its rules were read."""

    draft: int
    version: int
    lang: str


def bookmark_of(place: Place) -> str:
    """Return the name of a bookmark, at most 40 characters."""
    return f"{PREFIX}{place.number.replace('.', '_')}_{'l' if place.label else ''}{place.field}_{place.lang}"


def origin_bookmark(origin: Origin) -> str:
    """Return the name of the bookmark on the title."""
    return f"{PREFIX}draft_{origin.draft}_{origin.version}_{origin.lang}"


NOTE: Final = f"{PREFIX}note"
"""Stands on the lines that say how to work in the document."""


def place_of(name: str) -> Place | None:
    """Return the place that a bookmark names."""
    found = _PLACE.fullmatch(name)
    return Place(found[1].replace("_", "."), found[3], found[4], label=bool(found[2])) if found else None


def origin_of(name: str) -> Origin | None:
    """Return the origin that a bookmark names."""
    found = _DRAFT.fullmatch(name)
    return Origin(int(found[1]), int(found[2]), found[3]) if found else None
