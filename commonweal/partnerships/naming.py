"""What an organisation is called, asked once for a page however many sentences name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from commonweal.partnerships.models import Member

_known: ContextVar[Mapping[str, str]] = ContextVar("known_organisations")


@contextmanager
def knowing(names: Mapping[str, str]) -> Iterator[None]:
    """Let `organisation_name` answer from these names while sentences are made; ids never collide across records."""
    token = _known.set(names)
    try:
        yield
    finally:
        _known.reset(token)


def organisation_name(organisation: str, *, partnership: str) -> str:
    """Return the name of an organisation that is or was a member; nothing where it never was."""
    known = _known.get({})
    if organisation in known:
        return known[organisation]
    rows = Member.objects.filter(partnership=partnership, organisation=organisation)
    return rows.order_by("-entry").values_list("name", flat=True).first() or ""
