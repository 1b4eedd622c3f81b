"""The manifest of finding: read this first. It offers no act; it finds those of all others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.finding import projection
from commonweal.capabilities.finding.models import Findable

CAPABILITY = Capability(
    name="finding",
    label=_("Search"),
    urls="commonweal.capabilities.finding.urls",
    acts={},
    observes=(projection.kept,),
    tables=(Findable,),
)
