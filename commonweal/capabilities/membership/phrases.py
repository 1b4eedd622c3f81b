"""Words that several pages of membership use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

PLACES: dict[str, Says] = {
    "convener": pgettext_lazy("place that a person holds", "Convener"),
    "representative": pgettext_lazy("place that a person holds", "Representative"),
    "substitute": pgettext_lazy("place that a person holds", "Substitute"),
    "participant": pgettext_lazy("place that a person holds", "Participant"),
    "observer": pgettext_lazy("place that a person holds", "Observer"),
}
"""What a person can be in a partnership, by the name that the record keeps."""

OFFERED: dict[str, Says] = {
    "convener": _("Convener: keeps the work going"),
    "representative": _("Representative: acts for an organisation"),
    "substitute": _("Substitute: acts for an organisation when its representative cannot"),
    "participant": _("Participant: takes part for herself, himself or a group"),
    "observer": _("Observer: sees what members see"),
}
"""The same, as they are offered to the person who invites."""

MAY: dict[str, Says] = {
    "convener": _("You describe the partnership, invite others, open and close what is asked of all."),
    "representative": _("You act for your organisation: judge, decide and promise in its name."),
    "substitute": _("You act for your organisation when its representative cannot."),
    "participant": _("You name goals, judge and answer, for yourself or your group."),
    "observer": _("You see what members see, the names included. You decide nothing."),
}
"""What a place lets its holder do, told to the person who is invited."""

HOW: dict[str, Says] = {
    "appointed": pgettext_lazy("mandate", "Appointed by the organisation’s leadership"),
    "elected": pgettext_lazy("mandate", "Elected by its members"),
    "drawn": pgettext_lazy("mandate", "Drawn by lot"),
    "mandate_letter": pgettext_lazy("mandate", "Named in a letter"),
    "delegated": pgettext_lazy("mandate", "Delegated by another body"),
    "self": pgettext_lazy("mandate", "Nobody’s: speaks for herself or himself"),
}
"""Where a mandate comes from, by the name that the record keeps."""

PARTNER_ROLES: dict[str, Says] = {
    "convener": pgettext_lazy("what an organisation is in a partnership", "Convening"),
    "funder": pgettext_lazy("what an organisation is in a partnership", "Funding"),
    "accountable": pgettext_lazy("what an organisation is in a partnership", "Accountable"),
    "extending": pgettext_lazy("what an organisation is in a partnership", "Passing on funds"),
    "implementing": pgettext_lazy("what an organisation is in a partnership", "Implementing"),
    "adviser": pgettext_lazy("what an organisation is in a partnership", "Advising"),
}
"""What an organisation is in a partnership, by the name that the record keeps."""
