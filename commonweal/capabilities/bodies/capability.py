"""The manifest of bodies: read this first. The charter in force says which there are; what is done here fills them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.bodies import acts, conditions, guards, offered, projection, sheets
from commonweal.capabilities.bodies.criteria import CRITERIA
from commonweal.capabilities.bodies.sentences import SENTENCES

CAPABILITY = Capability(
    name="bodies",
    label=_("Bodies and seats"),
    step=6,
    urls="commonweal.capabilities.bodies.urls",
    acts={
        acts.Designate: projection.designated,
        acts.NameSubstitute: projection.substitute_named,
        acts.Vacate: projection.vacated,
        acts.Appoint: projection.appointed,
        acts.EndOffice: projection.office_ended,
    },
    conditions={
        acts.Designate: (
            conditions.the_seat_is_there,
            conditions.the_seat_is_free,
            conditions.a_person_whom_it_fits,
            conditions.a_term_that_the_charter_allows,
            conditions.the_decision_carries_it,
        ),
        acts.NameSubstitute: (conditions.the_seat_is_there, conditions.somebody_was_designated),
        acts.Vacate: (conditions.the_seat_is_there, conditions.somebody_was_designated),
        acts.Appoint: (conditions.an_office_she_can_hold, conditions.the_decision_carries_it),
        acts.EndOffice: (conditions.somebody_holds_the_office,),
    },
    guards=(guards.who_may,),
    observes=(projection.follows_places, projection.follows_charter),
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "bodies:bodies",
            _("Bodies and seats"),
            _("Who sits where, how they came to it, and which seats are empty"),
            criteria=("6.2",),
            acts=("bodies.designate", "bodies.appoint"),
        ),
    ),
    addresses={
        "bodies.designate": offered.page_of_seat,
        "bodies.name_substitute": offered.page_of_seat,
        "bodies.vacate": offered.page_of_seat,
        "bodies.appoint": offered.page_of_office,
        "bodies.end_office": offered.page_of_office,
    },
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=(sheets.BODIES, sheets.SEATS, sheets.OFFICES),
    concerns={
        "bodies.designate": offered.those_named,
        "bodies.name_substitute": offered.those_named,
        "bodies.vacate": offered.those_named,
        "bodies.appoint": offered.those_named,
        "bodies.end_office": offered.those_named,
    },
)
