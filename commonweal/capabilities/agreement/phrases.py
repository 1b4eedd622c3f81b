"""The words for ways of signing and for what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

ASSURANCES: Mapping[str, Says] = {
    "passkey": _("With a key"),
    "code": _("With a mailed code"),
    "paper": _("On paper"),
}
"""How surely somebody signed, in two words."""

OUTCOMES: Mapping[str, Says] = {
    "continue": _("go on as it is"),
    "change": _("go on, and change"),
    "hand_over": _("hand over"),
    "end": _("end"),
}
"""What comes next, as it stands after a colon."""

MILESTONES: Mapping[str, Says] = {
    "ruling": _("Came into force"),
    "edition": _("Newest interim charter"),
    "acceded": _("Accession"),
    "notice": _("Notice"),
    "suspended": _("Seats rest"),
    "lifted": _("Seats rest no longer"),
    "succeeded": _("Succession"),
    "renewed": _("Renewal"),
    "dissolved": _("End"),
    "next": _("What comes next"),
}
"""What became of the agreement, in one or two words."""
