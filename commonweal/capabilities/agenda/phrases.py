"""Words that several pages of the agenda use."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

STANCES: Mapping[str, Says] = {
    "support": pgettext_lazy("position on a goal", "Supports it"),
    "can_live_with": pgettext_lazy("position on a goal", "Can live with it"),
    "reserve": pgettext_lazy("position on a goal", "Has a reservation"),
    "object": pgettext_lazy("position on a goal", "Objects"),
}
"""Where an organisation stands."""

CHOICES: Mapping[str, Says] = {
    "support": pgettext_lazy("position on a goal", "We support it: we want this"),
    "can_live_with": pgettext_lazy(
        "position on a goal", "We can live with it: we would not have chosen it, and go along"
    ),
    "reserve": pgettext_lazy("position on a goal", "We have a reservation: something has to change before we go along"),
    "object": pgettext_lazy("position on a goal", "We object: this would harm us or those we stand for"),
}
"""The same, as they are offered."""

HOW: Mapping[str, Says] = {
    "integrated": pgettext_lazy("reservation", "Integrated"),
    "answered": pgettext_lazy("reservation", "Answered"),
}
"""What became of a reservation or an objection."""
