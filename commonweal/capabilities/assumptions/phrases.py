"""The words for how assumptions stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

CONFIDENCE: Mapping[str, Says] = {
    "low": _("We guess so"),
    "medium": _("We have reasons to think so"),
    "high": _("We are nearly sure"),
}

RESULTS: Mapping[str, Says] = {
    "holds": _("It holds"),
    "fails": _("It does not hold"),
    "unclear": _("The test did not tell"),
}

STATES: Mapping[str, Says] = {
    "running": _("Not tested yet"),
    "overdue": _("The test is overdue"),
    "holds": _("Holds"),
    "fails": _("Does not hold"),
    "unclear": _("The test did not tell"),
    "given_up": _("Given up"),
}

SIGNS: Mapping[str, str] = {
    "running": "needs",
    "overdue": "not_met",
    "holds": "met",
    "fails": "not_met",
    "unclear": "unknown",
    "given_up": "unknown",
}
"""Which of the signs for how something stands is drawn: shape and word say the same."""

TURNS: Mapping[str, Says] = {
    "revise": _("Put anew"),
    "report_test": _("Tested"),
    "hand_over": _("Handed over"),
    "give_up": _("Given up"),
}
