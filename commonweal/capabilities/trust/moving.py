"""When a record may move, and that nothing is recorded where it has left (charter 5.6; docs/decisions/0018)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.trust import queries
from commonweal.capabilities.trust.acts import AgreeToMove, CloseHere, MoveHost
from commonweal.charter.judge import SILENT, Verdict
from commonweal.charter.ruling import thresholds_of
from commonweal.partnerships.actors import Actor

CRITERION: Final = "move"
COUNTED: Final = "organisations"


def organisations_needed(partnership: str) -> tuple[int, str]:
    """Return how many organisations must have signed a move, and the clause; none where the charter asks for none.

    A partnership of fewer organisations asks all it has; one of none asks whoever convenes.
    """
    found = thresholds_of(setting_of(partnership).charter).get((CRITERION, COUNTED))
    if not found:
        return 0, ""
    return max(1, min(int(Decimal(found[0])), queries.organisations_count(partnership))), found[1]


def enough_agreed(act: MoveHost | CloseHere, *, by: Actor, at: datetime) -> Objection | None:
    """A record moves once representatives of enough organisations signed where to."""
    needed, _clause = organisations_needed(act.partnership)
    if not needed:
        return None
    found = [each for each in queries.destinations(act.partnership, needed=needed) if _is_meant(act, each)]
    signed = len({row.organisation for each in found for row in each.agreements})
    if signed >= needed:
        return None
    return Objection(
        ngettext(
            "A move counts once %(needed)s organisation has signed it; of this host, %(signed)s has.",
            "A move counts once %(needed)s organisations have signed it; of this host, %(signed)s have.",
            needed,
        )
        % {"needed": needed, "signed": signed}
    )


def not_here_already(act: AgreeToMove, *, by: Actor, at: datetime) -> Objection | None:
    """A move leads to a host that does not sign the record already."""
    if act.to.rstrip("/") == settings.ADDRESS and not queries.signed_elsewhere(
        act.partnership, named=queries.log_key_named(act.partnership)
    ):
        return Objection(_("The record lives on this host. Name the host to which it should move."), field="to")
    return None


def for_an_organisation(act: AgreeToMove, *, by: Actor, at: datetime) -> Objection | None:
    """Organisations agree to a move, each by whoever represents it; where there are none, whoever convenes does."""
    if by.org is None and queries.organisations_count(act.partnership):
        return Objection(_("Organisations agree to a move. Act for yours, or ask somebody who represents one."))
    return None


def gone(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Refuse every act where the record goes on elsewhere, but those by which it moves."""
    if isinstance(act, MoveHost | AgreeToMove):
        return None
    to = queries.gone_to(act.partnership)
    if to is None:
        return None
    _needed, clause = organisations_needed(act.partnership)
    reason = _("This partnership moved to %(host)s. It is done there; here its pages stay to be read.") % {"host": to}
    return Verdict(allowed=False, clause=clause or SILENT, reason=reason)


def _is_meant(act: MoveHost | CloseHere, to: queries.Destination) -> bool:
    """Whether an agreement names the host of the act: by its key, or by its address where it named no key."""
    if isinstance(act, CloseHere):
        return to.to == act.to.rstrip("/")
    return to.log_key == act.log_key if to.log_key else to.to == settings.ADDRESS
