"""What must be so for organisations to come, to be corrected and to go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.membership.acts import (
    AdmitOrganisation,
    CorrectOrganisation,
    DischargeDuty,
    ImportOrganisations,
    LetOrganisationGo,
    TakeBackImport,
)
from commonweal.capabilities.membership.place_acts import Represent
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member, OpenInvitation, RemainingDuty, Representation
from commonweal.partnerships.queries import imported_lists, members, representations

NAMED = 5
"""How many organisations an objection names; of more it gives the number."""


def not_a_member_yet(act: AdmitOrganisation, *, by: Actor, at: datetime) -> Objection | None:
    """An organisation is a member once, and no two members have the same name."""
    if member_of(act.partnership, act.organisation):
        return Objection(_("This organisation takes part already."), field="name")
    if members(act.partnership).filter(name__iexact=act.name).exists():
        return Objection(_("An organisation of this name takes part already."), field="name")
    return None


def its_name_is_its_own(act: CorrectOrganisation, *, by: Actor, at: datetime) -> Objection | None:
    """No two members have the same name, after a correction either."""
    others = members(act.partnership).filter(name__iexact=act.name).exclude(organisation=act.organisation)
    if others.exists():
        return Objection(_("An organisation of this name takes part already."), field="name")
    return None


def still_a_member(
    act: CorrectOrganisation | LetOrganisationGo | Represent, *, by: Actor, at: datetime
) -> Objection | None:
    """Only a member can be corrected, represented or let go."""
    if not member_of(act.partnership, act.organisation):
        return Objection(_("This organisation does not take part."), field="organisation")
    return None


def none_takes_part_yet(act: ImportOrganisations, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever stands in a list is not a member yet, neither by id nor by name."""
    here = list(members(act.partnership).values_list("organisation", "name"))
    ids, names = {id for id, _name in here}, {name.casefold() for _id, name in here}
    twice = [each.name for each in act.organisations if each.organisation in ids or each.name.casefold() in names]
    if twice:
        says = gettext("These take part already: %(names)s. Leave them out of the list.") % {"names": listed(twice)}
        return Objection(says, field="organisations")
    if imported_lists(act.partnership).filter(batch=act.batch, taken_back_at__isnull=False).exists():
        return Objection(_("This list was taken back. Import it anew."), field="batch")
    return None


def nothing_was_built_on_it(act: TakeBackImport, *, by: Actor, at: datetime) -> Objection | None:
    """A list is taken back whole, as long as nobody on it has been corrected, represented, invited for or let go."""
    rows = list(Member.objects.filter(partnership=act.partnership, batch=act.batch).order_by("entry", "key"))
    if not rows or all(row.taken_back for row in rows):
        return Objection(_("There is no such list to take back."), field="batch")
    ids = [row.organisation for row in rows]
    here = {"partnership": act.partnership, "organisation__in": ids}
    held = set(Representation.objects.filter(**here).values_list("organisation", flat=True))
    offered = OpenInvitation.objects.filter(**here, withdrawn_at__isnull=True, expires_at__gt=at)
    held |= set(offered.values_list("organisation", flat=True))
    held |= {row.organisation for row in rows if row.left_at is not None or row.said_entry != row.entry}
    if not held:
        return None
    names = listed(row.name for row in rows if row.organisation in held)
    says = ngettext(
        "Something was done since about %(names)s, so the list stays. Correct it, or let it leave, by itself.",
        "Something was done since about %(names)s, so the list stays. Correct them, or let them leave, one by one.",
        len(held),
    ) % {"names": names}
    return Objection(says, field="batch")


def somebody_else_convenes(act: LetOrganisationGo, *, by: Actor, at: datetime) -> Objection | None:
    """A partnership is not left without a convener by an organisation that leaves."""
    conveners = representations(act.partnership).filter(role="convener")
    held_for = set(conveners.values_list("organisation", flat=True))
    if held_for == {act.organisation}:
        return Objection(
            _("Whoever convenes does so for this organisation. Invite another convener before it leaves."),
            field="organisation",
        )
    return None


def the_duty_remains(act: DischargeDuty, *, by: Actor, at: datetime) -> Objection | None:
    """Only a duty that was named at a leaving, and that nobody reported as done, can be reported."""
    row = RemainingDuty.objects.filter(partnership=act.partnership, left_entry=act.leave, number=act.duty).first()
    if row is None:
        return Objection(_("That entry names no such duty."), field="duty")
    if row.discharged_at is not None:
        return Objection(_("This duty was reported as done before."), field="duty")
    return None


def member_of(partnership: str, organisation: str) -> Member | None:
    """Return the organisation if it takes part now."""
    return members(partnership).filter(organisation=organisation).first()


def listed(names: Iterable[str]) -> str:
    """Return names as a list of no more than `NAMED`, with the number of the others."""
    names = list(names)
    first = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return first
    return ngettext("%(first)s and %(n)s more", "%(first)s and %(n)s more", more) % {"first": first, "n": more}
