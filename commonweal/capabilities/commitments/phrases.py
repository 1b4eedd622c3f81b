"""The words for what commitments are and how they stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

FORMS: Mapping[str, Says] = {
    "money": _("Money"),
    "work": _("Work"),
    "in_kind": _("Something in kind"),
    "data": _("Data"),
    "other": _("Something else"),
}

STATES: Mapping[str, Says] = {
    "asked": _("Waits for an answer"),
    "declined": _("Declined"),
    "running": _("Not due yet"),
    "late": _("Late"),
    "reported": _("Reported, not confirmed yet"),
    "kept": _("Kept in time"),
    "kept_late": _("Kept, but late"),
    "not_kept": _("Did not come as promised"),
    "released": _("Released"),
}

SIGNS: Mapping[str, str] = {
    "kept": "met",
    "kept_late": "not_met",
    "late": "not_met",
    "not_kept": "not_met",
    "reported": "needs",
    "running": "needs",
    "asked": "unknown",
    "declined": "unknown",
    "released": "unknown",
}
"""Which of the signs for how something stands is drawn: shape and word say the same."""

CAME: Mapping[str, Says] = {
    "yes": _("Yes, it came as promised"),
    "partly": _("Partly"),
    "no": _("No, it did not come"),
}

TURNS: Mapping[str, Says] = {
    "accept": _("Accepted"),
    "decline": _("Declined"),
    "report": _("Reported as done"),
    "confirm": _("Answered whether it came"),
    "explain": _("Explained, with a remedy"),
    "release": _("Released"),
}
