"""The words for how a word stands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

HOW: Mapping[str, Says] = {
    "not_understood": _("I do not understand this word"),
    "used_otherwise": _("I use this word otherwise"),
}

FLAGGED: Mapping[str, Says] = {
    "not_understood": _("Does not understand it"),
    "used_otherwise": _("Uses it otherwise"),
}

STATES: Mapping[str, Says] = {
    "open": _("Waits for a meaning"),
    "proposed": _("A meaning is proposed"),
    "objected": _("Somebody objects to the meaning"),
    "adopted": _("Its meaning is adopted"),
}

SIGNS: Mapping[str, str] = {"open": "not_met", "proposed": "needs", "objected": "not_met", "adopted": "met"}
"""Which of the signs for how something stands is drawn: shape and word say the same."""
