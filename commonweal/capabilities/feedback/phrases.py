"""What outcomes and states are called, in words that everybody understands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.acts.installed import installed

OUTCOMES: Mapping[str, Says] = {
    "taken_up": _("Taken up"),
    "partly": _("Taken up in part"),
    "not_taken": _("Not taken up"),
    "passed_on": _("Passed on to somebody else"),
    "already_so": _("It is so already"),
    "": _("Answered"),
}

ANSWERS: Mapping[str, Says] = {
    "taken_up": _("We take it up"),
    "partly": _("We take up a part of it"),
    "not_taken": _("We do not take it up"),
    "passed_on": _("We pass it on to whoever can decide it"),
    "already_so": _("It is so already"),
}

OWES: Mapping[str, Says] = {
    "acknowledge": _("waits to be acknowledged"),
    "answer": _("waits for an answer"),
    "effect": _("waits to hear what came of it"),
    "": _("closed"),
}

DOES: Mapping[str, Says] = {
    "acknowledge": _("Say that it arrived"),
    "answer": _("Answer"),
    "effect": _("Say what came of it"),
    "hand_over": _("Hand it over"),
}


def label_of(room: str) -> Says:
    """Return what a room is called; its bare name where it is not installed."""
    return next((each.label for each in installed() if each.name == room), room)
