"""Words that several pages of access use."""

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

LOOKED_AT: dict[str, Says] = {
    "mail_address": _("Looked at a person’s mail address"),
    "profile": _("Looked at what a person says of herself or himself"),
    "access_needs": _("Read what a person needs in order to take part"),
    "export": _("Took a copy of a person’s data"),
    "account": _("Looked at a person’s account"),
}
"""What was looked at, by the name that the record keeps."""

DONE: dict[str, Says] = {
    "stopped": _("Stopped a person’s account"),
    "resumed": _("Let a person’s account go on"),
    "linked": _("Let a person be linked to an account again"),
}
"""What else was done with an account, by the name that the record keeps."""


def said(done: str, what: str) -> Says:
    """Return what was done in a few words."""
    return LOOKED_AT.get(what, what) if done == "looked" else DONE.get(done, done)
