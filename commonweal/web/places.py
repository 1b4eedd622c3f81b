"""The places of a partnership: home, one for each of the seven steps, and the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says
from commonweal.acts.installed import installed


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the navigation.

    :param step: 1 to 7, or 0 for home and the record
    """

    slug: str
    label: Says
    address: str
    step: int
    here: bool


STEPS: tuple[tuple[str, Says], ...] = (
    ("fit", pgettext_lazy("place", "Fit")),
    ("people", pgettext_lazy("place", "People")),
    ("purpose", pgettext_lazy("place", "Purpose")),
    ("launch", pgettext_lazy("place", "Launch")),
    ("means", pgettext_lazy("place", "Means")),
    ("structure", pgettext_lazy("place", "Structure")),
    ("learning", pgettext_lazy("place", "Learning")),
)
"""The seven steps in the words of the navigation, in order."""


ON_THE_RECORD = ("activity/", "check/", "trust/")
"""Pages that look at the record from another side."""


def places(request: HttpRequest, slug: str) -> tuple[Place, ...]:
    """Return the places of the partnership with this address, the present one marked.

    A page belongs to the place in whose address it lies, else to the step of the capability that offers it.
    """
    home = reverse("home", args=[slug])
    steps = [(name, label, f"{home}{name}/", n) for n, (name, label) in enumerate(STEPS, start=1)]
    rows = [
        ("home", pgettext_lazy("place", "Home"), home, 0),
        *steps,
        ("record", pgettext_lazy("place", "Record"), f"{home}record/", 0),
    ]
    here = _place_of(request, home)
    return tuple(Place(name, label, address, step, here=name == here) for name, label, address, step in rows)


def _place_of(request: HttpRequest, home: str) -> str:
    path = request.path.removeprefix(home)
    if not path:
        return "home"
    first = path.partition("/")[0]
    if first == "record" or path.startswith(ON_THE_RECORD):
        return "record"
    names = [name for name, _label in STEPS]
    if first in names:
        return first
    offered_by = request.resolver_match.namespace if request.resolver_match else ""
    step = next((each.step for each in installed() if each.step and each.name == offered_by), None)
    return names[step - 1] if step else ""
