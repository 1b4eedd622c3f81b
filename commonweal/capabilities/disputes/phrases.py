"""Words that several pages of disputes use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

SORTS: dict[str, Says] = {
    "complaint": pgettext_lazy("sort of dispute", "Complaint"),
    "dispute": pgettext_lazy("sort of dispute", "Dispute"),
    "missed_recusal": pgettext_lazy("sort of dispute", "Missed recusal"),
    "appeal": pgettext_lazy("sort of dispute", "Appeal"),
}
"""What a dispute is."""

RAISED: dict[str, Says] = {
    "complaint": _("A complaint: something was done to me or to others that is not right"),
    "dispute": _("A dispute: we do not agree, and cannot settle it by ourselves"),
}
"""The same, as they are offered to whoever raises one; the others open by themselves."""

OUTCOMES: dict[str, Says] = {
    "upheld": _("It was right"),
    "partly": _("It was right in part"),
    "agreed": _("Those concerned agreed"),
    "rejected": _("It was not right"),
    "withdrawn": _("Taken back"),
}
"""How a dispute ended."""

ANSWERS: dict[str, Says] = {code: OUTCOMES[code] for code in ("upheld", "partly", "agreed", "rejected")}
"""The same, as they are offered to whoever settles it."""

TURNS: dict[str, Says] = {
    "taken": _("Taken on"),
    "said": _("Said"),
    "moved_on": _("Went on to the next step"),
    "settled": _("Settled"),
    "withdrawn": _("Taken back"),
}
"""What happened to a dispute."""
