"""The manifest of the register: read this first. It offers no act; it shows those of all others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.register import projection
from commonweal.capabilities.register.models import RecordedAct
from commonweal.capabilities.register.sheets import ENTRIES

CAPABILITY = Capability(
    name="register",
    label=_("Record"),
    urls="commonweal.capabilities.register.urls",
    acts={},
    observes=(projection.listed,),
    tables=(RecordedAct,),
    sheets=(ENTRIES,),
)
