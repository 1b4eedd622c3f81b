"""What must be so for somebody to be looked at, stopped or linked."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.access.acts import LinkPerson, LookAtPerson, ResumeAccount, StopAccount
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Representation
from commonweal.people import identity

Concerning = LookAtPerson | StopAccount | ResumeAccount | LinkPerson


def somebody_of_here(act: Concerning, *, by: Actor, at: datetime) -> Objection | None:
    """It concerns somebody who is known in this partnership."""
    held = Representation.objects.filter(partnership=act.partnership, person=act.person)
    if held.exists() or identity.is_known(act.person, partnership=act.partnership):
        return None
    return Objection(_("Nobody is known here by this sign."), field="person")


def whoever_runs_the_host(act: StopAccount | ResumeAccount, *, by: Actor, at: datetime) -> Objection | None:
    """An account belongs to the host, not to a partnership: a convener ends places instead."""
    if by.has("administrator"):
        return None
    return Objection(_("Only whoever runs the host stops an account. You can end a place instead."))


def belongs_to_nobody_now(act: LinkPerson, *, by: Actor, at: datetime) -> Objection | None:
    """Only a sign behind which nobody stands is linked; what was erased stays erased."""
    if identity.is_erased(act.person, partnership=act.partnership):
        return Objection(_("This person had her or his name erased. That cannot be undone."), field="person")
    if identity.is_linked(act.person, partnership=act.partnership):
        return Objection(_("An account belongs to this person already."), field="person")
    return None
