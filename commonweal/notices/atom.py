"""What happens, for programs that read news (Atom, RFC 4287): sentences, to the hour, and no names of persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from commonweal.kit.dates import format_instant
from commonweal.notices.links import absolute
from commonweal.notices.saying import one_line
from commonweal.notices.writing import host
from commonweal.partnerships.models import Partnership

NAMESPACE = "http://www.w3.org/2005/Atom"
LATEST = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed.

    :ivar path: the page to which it leads
    :ivar about: the name of the partnership, where a feed tells of several
    """

    id: str
    says: str
    path: str
    at: datetime
    about: str = ""


def tag(partnership: Partnership, what: str | int = "") -> str:
    """Return an id that stays the same (RFC 4151): the host, the day of the founding, the record and what it is."""
    return f"tag:{host()},{partnership.founded_at.date().isoformat()}:{partnership.pk}" + (
        f":{what}" if what != "" else ""
    )


def feed(items: Iterable[Item], *, id: str, title: str, path: str, own: str, lang: str, since: datetime) -> bytes:
    """Return a feed as XML.

    :param path: the page of which it is; `own` its own address
    :param since: when it says it was last changed, where it has no item
    """
    items = list(items)
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    _text(root, "id", id)
    _text(root, "title", one_line(title))
    _text(root, "updated", format_instant(max([item.at for item in items], default=since)))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": absolute(path)})
    _text(SubElement(root, "author"), "name", one_line(title))
    for item in items:
        entry = SubElement(root, "entry")
        _text(entry, "id", item.id)
        _text(entry, "title", f"{item.about}: {item.says}" if item.about else item.says)
        _text(entry, "updated", format_instant(item.at))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": absolute(item.path)})
        _text(entry, "summary", item.says)
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
