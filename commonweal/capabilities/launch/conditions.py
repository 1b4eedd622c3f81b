"""What must be so for a launch to be made public, and to be said anew."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.launch import queries
from commonweal.capabilities.launch.acts import CorrectLaunch, PublishLaunch
from commonweal.partnerships.actors import Actor


def not_public_yet(act: PublishLaunch, *, by: Actor, at: datetime) -> Objection | None:
    """A launch is made public once; what changes later is said anew."""
    if queries.is_launched(act.partnership):
        return Objection(_("The launch is public already. Say anew what has changed."))
    return None


def public_already(act: CorrectLaunch, *, by: Actor, at: datetime) -> Objection | None:
    """Only what is public can be said anew."""
    return None if queries.is_launched(act.partnership) else Objection(_("The launch is not public yet. Publish it."))
