"""Criterion 4.6: the launch is public, with whom to ask, how to join, how to complain, and who takes part."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding, Says
from commonweal.capabilities.launch.queries import launched, readable
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import members


def launch_is_public(facts: Facts, criterion: Criterion) -> Finding:
    """4.6: what is missing is named piece by piece; words that were erased are missing."""
    launch, who = facts.once(launched), facts.once(_members)
    nobody: list[Says] = [] if who else [gettext("Add the first member, so that the list is not empty.")]
    if launch is None:
        missing = (
            gettext("Publish a summary of what the partnership is about."),
            gettext("Say whom to ask."),
            gettext("Say how to join."),
            gettext("Say how to complain."),
            *nobody,
        )
        return Finding("not_met", gettext("The launch is not public yet."), missing=missing)
    said = (
        (launch.summary, gettext("The summary was erased: say it again.")),
        (launch.how_to_join, gettext("How to join was erased: say it again.")),
        (launch.how_to_complain, gettext("How to complain was erased: say it again.")),
    )
    missing = (*(says for text, says in said if not readable(text, at=facts.at)), *nobody)
    used = (launch.entry, *(member.entry for member in who[:1]))
    if missing:
        return Finding("not_met", gettext("The launch is public, but something is missing."), used, missing)
    return Finding(
        "met", gettext("The launch is public: what, who, whom to ask, how to join and how to complain."), used
    )


def _members(partnership: str) -> list[Member]:
    return list(members(partnership))


CRITERIA = (
    Criterion(
        id="4.6",
        title=_("The launch is public: what, who, and how to join or complain"),
        evaluate=launch_is_public,
        moved_by=frozenset(
            {
                "launch.publish",
                "launch.correct",
                "membership.admit",
                "membership.import_list",
                "membership.undo_import",
                "membership.leave",
                "people.erased",
            }
        ),
    ),
)
