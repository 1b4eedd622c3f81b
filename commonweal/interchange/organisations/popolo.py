"""Popolo (JSON): the organisations of such a file as rows; its persons and their contacts are left where they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.interchange.organisations.tables import MOST_ROWS, FileRefused, Row, Table
from commonweal.interchange.organisations.text_files import decoded, tidy

PERSONAL: Final = ("contact_details", "memberships", "posts", "persons", "people", "votes", "vote_events", "motions")
"""What Popolo says of people inside an organisation."""
OWN: Final = ("id", "parent_id", "area_id", "created_at", "updated_at", "sources", "image", "children", "parent")
"""What only means something inside the file it stands in."""
TAKEN: Final = {
    "name": "name",
    "other_names": "legal_name",
    "classification": "sector",
    "identifiers": "identifiers",
    "area": "territory",
    "country": "country",
    "links": "website",
    "abstract": "mandate",
    "sector": "sector",
    "level": "level",
    "tier": "tier",
    "roles": "roles",
    "brings": "brings",
}
"""Which property says which of our fields; `sector` and those below it are ours, not the standard's."""
_LEGAL: Final = ("legal", "official", "registered", "oficial", "officiel")


def popolo_table(data: bytes) -> Table:
    """Read a Popolo file: an object with `organizations`, a list of organisations, or one.

    :raises FileRefused: where it is no such file
    """
    text, remarks = decoded(data)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused(_("This file is not written as JSON. Export it again, or save your list as .csv.")) from None
    found = _organisations(given)
    if len(found) > MOST_ROWS:
        raise FileRefused(_("The list has more than 5,000 rows. Cut it into several files."))
    headers = tuple(dict.fromkeys(key for each in found for key in each if key not in PERSONAL))
    left = sorted({key for each in found for key in each if key in PERSONAL})
    left += [key for key in PERSONAL if isinstance(given, Mapping) and key in given and key not in left]
    if left:
        says = _("What the file says of people is not taken in: %(keys)s.")
        remarks += (says % {"keys": ", ".join(left)},)
    remarks += _left_behind(found)
    try:
        rows = tuple(
            Row(number, tuple(tidy(_text(key, each.get(key)))[:20_000] for key in headers))
            for number, each in enumerate(found)
        )
    except RecursionError:
        raise FileRefused(_("This file is nested too deeply.")) from None
    headers = tuple(map(tidy, headers))
    return Table(kind="popolo", headers=headers, rows=rows, remarks=remarks)


def _left_behind(found: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """Say how much of lists is not taken in because an organisation here has one of it."""
    others = sum(not _is_legal(name) for each in found for name in _mappings(each.get("other_names")))
    more = sum(max(0, len(_mappings(each.get("links"))) - 1) for each in found)
    remarks = []
    if others:
        remarks.append(_("Other names that are not legal ones are not taken in: %(count)s.") % {"count": others})
    if more:
        remarks.append(
            _("Of several links the first is taken as the website; not taken in: %(count)s.") % {"count": more}
        )
    return tuple(remarks)


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _organisations(given: Any) -> list[Mapping[str, Any]]:
    listed = given
    if isinstance(given, Mapping):
        listed = given.get("organizations", [given] if "name" in given else None)
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise FileRefused(_("There is no list “organizations” in this file, as Popolo has it."))
    if any(len(each) > 60 for each in listed):
        raise FileRefused(_("An organisation of this file has more than 60 properties."))
    return listed


def _text(key: str, value: Any) -> str:
    """Return what a property says, in the words of a cell."""
    if key == "identifiers" and isinstance(value, list):
        return "; ".join(_identifier(each) for each in value)
    if key == "other_names" and isinstance(value, list):
        return "; ".join(_text("", each.get("name")) for each in _mappings(value) if _is_legal(each))
    if key == "area" and isinstance(value, Mapping):
        return _text("", value.get("name"))
    if key == "links" and isinstance(value, list):
        return next((_text("", each.get("url")) for each in _mappings(value)), "")
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _is_legal(name: Mapping[str, Any]) -> bool:
    return any(word in str(name.get("note", "")).casefold() for word in _LEGAL)


def _identifier(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _text("", value)
    scheme, number = _text("", value.get("scheme")), _text("", value.get("identifier"))
    return f"{scheme}:{number}" if scheme else number
