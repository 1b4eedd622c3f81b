"""Every page of the house, found by following links as each reader sees them.

A new page is tested as soon as something links to it. What no link leads to is named in `BEYOND_LINKS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext

START = ("/", "/styleguide")
BEYOND_LINKS: tuple[str, ...] = ("/nowhere/", "/p/nobody/")
"""Addresses to look at although nothing leads there."""
EACH = 2  # addresses looked at for each kind of page and reader: an empty and a full one often differ
BUSIEST = "convener"
"""Who sees most controls: her view of a page is looked at although visitors see that page too."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as one reader sees it.

    :param as_: the role in the demonstration; empty for a visitor
    :param name: the name of its address in the resolver
    """

    path: str
    as_: str
    name: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.path} ({self.as_ or 'visitor'})"


def every_page(readers: Mapping[str, BrowserContext]) -> list[Shown]:
    """Return one or two addresses of each kind of page: as a visitor sees it, as the convener does, and else as the
    first reader does who can see it at all."""
    kinds: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    seen: set[str] = set()
    for role, reader in readers.items():
        for page in _reached(role, reader):
            if page.path not in seen or (role == BUSIEST and page.status < 400):
                kinds[page.name, role].append(page)
            seen.add(page.path)
    return [page for pages in kinds.values() for page in pages[:EACH]]


def _reached(role: str, reader: BrowserContext) -> Iterator[Shown]:
    """Walk breadth first, going on from at most a few addresses of each kind."""
    waiting, seen, gone_on = [*START, *BEYOND_LINKS], set[str](), defaultdict[str, int](int)
    # The list grows while we walk along it.
    for path in waiting:
        name = _name(path)
        if path in seen or (not name and path not in BEYOND_LINKS) or gone_on[name] > EACH + 2:
            continue
        seen.add(path)
        gone_on[name] += 1
        answer = reader.request.get(path, max_redirects=0)
        if answer.status in (301, 302):
            waiting.append(_local(path, answer.headers["location"]) or "/")
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield Shown(path, role, name, answer.status)
        links = _Links()
        links.feed(answer.text())
        waiting += [local for link in links.found if (local := _local(path, link))]


def _name(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name or ""
    except Resolver404:
        return ""


def _local(here: str, link: str) -> str | None:
    """Return the address on this host, or nothing where the link leads away, leaves a page or only narrows a list."""
    parts = urlsplit(urldefrag(urljoin(f"http://localhost{here}", link)).url)
    if (
        parts.hostname != "localhost"
        or parts.path.startswith(("/static/", "/api/", "/enter/", "/mail/html/"))
        or "logout" in parts.path
    ):
        return None
    return parts.path


class _Links(HTMLParser):
    """The addresses to which a page links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href") and "download" not in given:
            self.found.append(str(given["href"]))
