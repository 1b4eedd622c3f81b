"""Words that several pages of open calls use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

OUTCOMES: dict[str, Says] = {
    "chosen": pgettext_lazy("answer to an application", "Chosen"),
    "waiting": pgettext_lazy("answer to an application", "On the waiting list"),
    "declined": pgettext_lazy("answer to an application", "Declined"),
}
"""What became of an application."""

ANSWERS: dict[str, Says] = {
    "chosen": _("Chosen: offer the place"),
    "waiting": _("On the waiting list: offer a place when one becomes free"),
    "declined": _("Declined"),
}
"""The same, as they are offered to whoever answers."""

OFFERS: dict[str, Says] = {
    "participant.person": _("For persons: to take part for themselves or for a group"),
    "observer.person": _("For persons: to see what members see, and decide nothing"),
    "representative.organisation": _("For organisations: to join as a member, with a representative"),
    "observer.organisation": _("For organisations: to join as a member, with somebody who observes"),
}
"""What a call may offer: the place, and whether persons or organisations are asked for."""


def offer_of(role: str, *, organisations: bool) -> Says:
    """Return what a call offers, in few words; a combination that the form does not show is told by its place."""
    return SHORT.get((role, organisations), role)


SHORT: dict[tuple[str, bool], Says] = {
    ("participant", False): _("Places for persons, as participants"),
    ("observer", False): _("Places for persons, as observers"),
    ("representative", True): _("Places for organisations, each with a representative"),
    ("participant", True): _("Places for organisations, each with a participant"),
    ("observer", True): _("Places for organisations, each with an observer"),
}
"""What a call offers, in the words of its page."""
