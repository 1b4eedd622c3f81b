"""Words that several pages of membership use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

PLACES: dict[str, Says] = {
    "convener": pgettext_lazy("place that a person holds", "Convener"),
    "representative": pgettext_lazy("place that a person holds", "Representative"),
    "participant": pgettext_lazy("place that a person holds", "Participant"),
    "observer": pgettext_lazy("place that a person holds", "Observer"),
}
"""What a person can be in a partnership, by the name that the record keeps."""

OFFERED: dict[str, Says] = {
    "convener": _("Convener: keeps the work going"),
    "representative": _("Representative: acts for an organisation"),
    "participant": _("Participant: takes part for herself, himself or a group"),
    "observer": _("Observer: sees what members see"),
}
"""The same, as they are offered to the person who invites."""

MAY: dict[str, Says] = {
    "convener": _("You describe the partnership, invite others, open and close what is asked of all."),
    "representative": _("You act for your organisation: judge, decide and promise in its name."),
    "participant": _("You name goals, judge and answer, for yourself or your group."),
    "observer": _("You see what members see, the names included. You decide nothing."),
}
"""What a place lets its holder do, told to the person who is invited."""
