"""What codes of bodies are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.charter.data import Localised, in_language
from commonweal.charter.roll import Seat
from commonweal.charter.rules import SeatGroup

OFFICES: Mapping[str, Says] = {"chair": _("Chair"), "record_keeper": _("Record keeper")}

HOW: Mapping[str, Says] = {
    "office": _("by office"),
    "appointment": _("appointed"),
    "election": _("elected"),
    "draw": _("drawn by lot"),
    "mandate_letter": _("by a letter of mandate"),
}
"""How a seat was filled, as `FilledBy` in the charter."""

CHOICES_HOW: Mapping[str, Says] = {
    "appointment": _("Appointed by whom the seat belongs to"),
    "mandate_letter": _("By a letter of mandate"),
    "election": _("Elected"),
    "draw": _("Drawn by lot"),
    "office": _("Holds it because of another office"),
}

WHY: Mapping[str, Says] = {
    "resigned": _("Gave it up"),
    "term_over": _("The term is over"),
    "recalled": _("Was called back by those whom the seat belongs to"),
    "left": _("No longer takes part"),
    "other": _("Something else"),
}
"""Why a seat or an office ends."""

WHY_ENDED: Mapping[str, Says] = {
    "resigned": _("gave it up"),
    "term_over": _("the term was over"),
    "recalled": _("was called back"),
    "left": _("no longer took part"),
    "other": _("for another reason"),
    "replaced": _("somebody else was named"),
    "charter": _("the charter changed"),
}


def here(text: Localised) -> str:
    """Return a text of the charter in the language of the page."""
    return in_language(text, get_language() or "en")


def seat_label(group: SeatGroup, seat: Seat, organisation: str) -> str:
    """Return what a seat is called: its organisation, or its group and number."""
    if group.held_by == "each_member" and organisation:
        return organisation
    if group.held_by == "each_person":
        return here(group.name)
    number = seat.name.rpartition(".")[2]
    return f"{here(group.name)} {number}" if group.count > 1 else here(group.name)
