"""Walk through every public page from the front door, for tests that compare a whole house with another."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

LINK = re.compile(r'(?:href|action)="([^"]+)"')
CHANCE = (
    # what is different at every showing of one and the same page
    re.compile(r'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(r'name="(?:idem|box|ticket|token)" value="[^"]*"'),
)
ASIDE = ("/accounts/", "/static/", "/mail/", "/language/", "/enter/")
"""Pages about whoever looks, and files; they say nothing of a partnership."""

API = ("/api/v1/kinds", "/api/v1/partnerships")


def every_public_page(slugs: list[str]) -> dict[str, bytes]:
    """Return what a visitor without account gets at every address that leads from the front door, by address."""
    visitor, pages = Client(), dict[str, bytes]()
    asked = [f"/api/v1/partnerships/{slug}{end}" for slug in slugs for end in ("", "/entries?limit=1000")]
    waiting = ["/", *API, *asked]
    for address in waiting:
        if address in pages:
            continue
        answer = visitor.get(address)
        if answer.status_code in (301, 302):
            waiting.append(urljoin(address, answer.headers["Location"]))
            pages[address] = answer.headers["Location"].encode()
            continue
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        content = answer.getvalue()
        if "html" in answer.headers["Content-Type"]:
            text = content.decode()
            waiting += [link for found in LINK.findall(text) if (link := _local(address, found))]
            for each in CHANCE:
                text = each.sub("", text)
            content = text.encode()
        pages[address] = content
    return pages


def _local(page: str, link: str) -> str | None:
    address = urldefrag(urljoin(page, link.replace("&amp;", "&"))).url
    parts = urlsplit(address)
    return None if parts.netloc or parts.scheme or address.startswith(ASIDE) else address
