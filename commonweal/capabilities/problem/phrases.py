"""Words that several pages of problem statements use."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

HOW: Mapping[str, Says] = {
    "new": _("A new line"),
    "change": _("A change of a line"),
    "remove": _("A line that should go"),
}
"""What a suggestion does to the text."""

SETTLED: Mapping[str, Says] = {
    "": pgettext_lazy("suggestion", "Waits for an answer"),
    "taken": pgettext_lazy("suggestion", "Taken into the text"),
    "declined": pgettext_lazy("suggestion", "Declined"),
}
"""What became of a suggestion."""

SORTS: Mapping[str, Says] = {
    "voice": _("Voices"),
    "evidence": _("Evidence"),
    "other": _("Also on the record"),
}
"""What a line can rest on."""

ROOMS: Mapping[str, str] = {
    "conversations": "voice",
    "workshops": "voice",
    "ideas": "voice",
    "messages": "voice",
    "evidence": "evidence",
}
"""By the first part of a kind of act, which sort of thing stands behind a line."""


def sort_of(kind: str) -> str:
    """Return whether an entry of this kind is a voice, evidence, or something else on the record."""
    return ROOMS.get(kind.partition(".")[0], "other")
