"""The manifest of the common agenda: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.agenda import acts, completing, conditions, offered, projection
from commonweal.capabilities.agenda.criteria import CRITERIA
from commonweal.capabilities.agenda.sentences import SENTENCES

CAPABILITY = Capability(
    name="agenda",
    label=_("Common agenda"),
    step=3,
    urls="commonweal.capabilities.agenda.urls",
    acts={
        acts.MarkCore: projection.marked,
        acts.TakePosition: projection.taken,
        acts.SettlePosition: projection.settled,
        acts.Present: projection.presented,
        acts.Adopt: projection.adopted,
    },
    conditions={
        acts.MarkCore: (conditions.goal_stands, conditions.goal_changes),
        acts.TakePosition: (conditions.goal_stands, conditions.speaks_for_a_member),
        acts.SettlePosition: (conditions.position_waits,),
        acts.Present: (conditions.something_new_to_present,),
        acts.Adopt: (conditions.version_was_decided,),
    },
    completes=completing.COMPLETES,
    criteria=CRITERIA,
    observes=(projection.goal_seen,),
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "agenda:agenda",
            _("Common agenda"),
            _("Where every member stands on each goal, in words, and what became of reservations"),
            criteria=("3.3", "3.4"),
            acts=("agenda.position", "agenda.mark_core", "agenda.settle"),
        ),
    ),
    addresses={
        "agenda.mark_core": offered.page_of_goal,
        "agenda.position": offered.page_of_goal,
        "agenda.settle": offered.page_of_position,
        "agenda.present": offered.page_of_version,
        "agenda.adopt": offered.page_of_version,
    },
    tasks=(offered.waits,),
    dates=(offered.reviews,),
    sheets=(offered.POSITIONS,),
    concerns={"agenda.settle": offered.who_said_so},
    contributes={"agenda.position": offered.contributed},
)
