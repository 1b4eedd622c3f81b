"""The places of a partnership: home, one for each of the seven steps, and the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the navigation.

    :param step: 1 to 7, or 0 for home and the record
    """

    slug: str
    label: str | Promise
    address: str
    step: int
    here: bool


STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("fit", pgettext_lazy("place", "Fit")),
    ("people", pgettext_lazy("place", "People")),
    ("purpose", pgettext_lazy("place", "Purpose")),
    ("launch", pgettext_lazy("place", "Launch")),
    ("means", pgettext_lazy("place", "Means")),
    ("structure", pgettext_lazy("place", "Structure")),
    ("learning", pgettext_lazy("place", "Learning")),
)
"""The seven steps in the words of the navigation, in order."""


def places(request: HttpRequest, slug: str) -> tuple[Place, ...]:
    """Return the places of the partnership with this address, the present one marked."""
    home = reverse("home", args=[slug])
    steps = [(name, label, f"{home}{name}/", n) for n, (name, label) in enumerate(STEPS, start=1)]
    rows = [
        ("home", pgettext_lazy("place", "Home"), home, 0),
        *steps,
        ("record", pgettext_lazy("place", "Record"), f"{home}record/", 0),
    ]
    path = request.path
    return tuple(
        Place(name, label, address, step, here=path == address if address == home else path.startswith(address))
        for name, label, address, step in rows
    )
