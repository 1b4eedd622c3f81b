"""What is asked of a body and of its seats."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.charter_terms import TERMS
from commonweal.capabilities.chartering.ruling.asked import Ask, Kind, Rows

HELD_BY = {
    "each_member": _("Every member organisation: one seat each"),
    "each_person": _("Everybody who takes part: one seat each"),
    "sector": _("A sector"),
    "organisation": _("One organisation"),
    "community": _("A community"),
    "lot": _("People drawn by lot"),
    "expert": _("Experts, who stand for nobody"),
}
FILLED_BY = {
    "office": _("By office: whoever represents the organisation"),
    "appointment": _("By appointment"),
    "election": _("By election"),
    "draw": _("By lot"),
    "mandate_letter": _("By a letter of mandate"),
}
OFFICES = {code: TERMS[code] for code in ("chair", "record_keeper")}

SEATS = Rows(
    "seats",
    _("Seats"),
    (
        Ask("name", "names", _("What are these seats called?"), needed=True),
        Ask("held_by", "choice", _("Whose are they?"), choices=HELD_BY, needed=True),
        Ask(
            "of",
            "line",
            _("Which sector, organisation or community?"),
            hint=_(
                "A sector by one of these words: government, company, civil_society, university, community. An "
                "organisation by the identifier that its page shows. A community by its name. Else leave this empty."
            ),
        ),
        Ask("count", "whole", _("How many seats?"), least=1),
        Ask("filled_by", "choice", _("How are they filled?"), choices=FILLED_BY),
        Ask("term_months", "whole", _("For how many months?"), hint=_("Empty means without a term."), least=1),
        Ask("substitute", "yes", _("Somebody may stand in")),
        Ask("weight", "number", _("What one seat weighs"), rare=True),
        Ask("population", "number", _("How many people one seat stands for"), rare=True),
    ),
    key="name",
    hint=_("One group for each kind of seat. Leave the last ones empty if you need no more."),
)

BODY = Kind(
    "body",
    _("A body"),
    _("Who sits together and decides: an assembly, a steering group, a panel of residents."),
    (
        Ask("name", "names", _("What is it called?"), needed=True),
        Ask("mandate", "texts", _("What is it for?"), needed=True),
        SEATS,
        Ask("parent", "one", _("Under which body does it stand?"), of="body", hint=_("Empty: it is the highest.")),
        Ask("offices", "choices", _("Offices"), choices=OFFICES),
        Ask("meets_every_months", "whole", _("It meets every so many months"), least=1),
        Ask("notice_days", "whole", _("Days of notice before a meeting")),
        Ask("delegated", "many", _("Matters on which its parent lets it decide"), of="matter", rare=True),
        Ask(
            "typical_absence",
            "share",
            _("Share of seats that usually stays away"),
            hint=_("Used to tell whether it reaches its quorum, until six meetings tell. Such as 1/5 or 20%."),
            rare=True,
        ),
        Ask("sunset_on", "day", _("The day after which it is no more"), rare=True),
    ),
    coded=True,
)
