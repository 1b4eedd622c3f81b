"""The manifest of the seven steps: read this first."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.lifecycle import conditions, projection
from commonweal.lifecycle.acts import AgreeToWaiver, AskWaiver, EndWaiver
from commonweal.lifecycle.catalogue import listed
from commonweal.lifecycle.models import Agreement, CriterionChange, CriterionState, Waiver
from commonweal.lifecycle.people_criteria import CRITERIA
from commonweal.lifecycle.sheets import SHEETS
from commonweal.lifecycle.tasks import open_in_the_steps
from commonweal.record.entry import Entry


def _asked(act: Any, entry: Entry) -> str:
    return gettext("It was asked to waive “%(criterion)s” until %(day)s") % {
        "criterion": listed(act.criterion).title,
        "day": date_format(act.expires_on, "DATE_FORMAT"),
    }


def _agreed(act: Any, entry: Entry) -> str:
    return gettext("The waiver asked for in entry %(entry)s was agreed to") % {"entry": act.waiver}


def _ended(act: Any, entry: Entry) -> str:
    return gettext("The waiver asked for in entry %(entry)s was ended") % {"entry": act.waiver}


CAPABILITY = Capability(
    name="lifecycle",
    label=_("The seven steps"),
    urls="commonweal.lifecycle.urls",
    acts={
        AskWaiver: projection.asked_for_waiver,
        AgreeToWaiver: projection.agreed_to_waiver,
        EndWaiver: projection.ended_waiver,
    },
    conditions={
        AskWaiver: (conditions.names_a_criterion, conditions.ends_within_a_year, conditions.none_is_open),
        AgreeToWaiver: (conditions.waiver_is_open, conditions.speaks_for_another_sector),
        EndWaiver: (conditions.waiver_is_open,),
    },
    criteria=CRITERIA,
    observes=(projection.watched,),
    tasks=(open_in_the_steps,),
    tables=(CriterionState, CriterionChange, Waiver, Agreement),
    sheets=SHEETS,
    sentences={
        "lifecycle.ask_waiver": _asked,
        "lifecycle.agree_to_waiver": _agreed,
        "lifecycle.end_waiver": _ended,
    },
)
