"""The public pages of interests: the register, and who has said what she has to say."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.acts.stepping_back import policy_of
from commonweal.capabilities.interests import acts, queries, shown
from commonweal.capabilities.interests.phrases import STATES
from commonweal.charter.clauses import Charter
from commonweal.charter.judge import Verdict
from commonweal.charter.rules import Body
from commonweal.charter.ruling import all_of
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers


def may(request: PartnershipRequest, act: type[Act] | Act) -> Verdict:
    """Return the verdict on an act, or a kind of act, for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def everybody_decides(charter: Charter) -> bool:
    """Tell whether some body has a seat for everybody who takes part."""
    return any(group.held_by == "each_person" for _clause, body in all_of(charter, Body) for group in body.seats)


@require_safe
@readers
def register(request: PartnershipRequest) -> HttpResponse:
    """Show every interest that is declared, what follows from it, and who steps back from what now."""
    here, on = request.partnership.pk, request.at.date()
    to, declared = shown.eyes(request), queries.declarations(here)
    to.knowing(row.person for row in declared)
    known = {row.entry: row for row in declared}
    running = [row for row in queries.all_recusals(here) if shown.is_in_force(row, on)]
    rows = [shown.interest(row, to) for row in declared if row.what == "interest"]
    context = {
        "groups": [(code, says, [each for each in rows if each.sign.code == code]) for code, says in STATES.items()],
        "nothing": [
            (row, shown.whose(row, to), row.renew_on is not None and row.renew_on <= on)
            for row in declared
            if row.what == "none" and row.over_entry is None
        ],
        "away": [shown.away(row, to, known) for row in running],
        "declared": len(rows),
        "may_words": to.may_words,
        "clause": policy_of(to.charter)[0],
        "verdict": may(request, acts.DeclareInterest),
    }
    return render(request, "interests/register.html", context)


@require_safe
@readers
def who(request: PartnershipRequest) -> HttpResponse:
    """Show who decides here and so has to say which interests she has: who has, and who has not."""
    here, on = request.partnership.pk, request.at.date()
    to, states = shown.eyes(request), queries.states(here)
    persons = queries.deciders(here, at=request.at, everybody=everybody_decides(to.charter))
    to.knowing(persons)
    taking_part = [row for row in to.orgs.values() if row.left_at is None]
    organisations = [(row.name, row.organisation, states.get(row.organisation)) for row in taking_part]
    people = sorted((to.person(person, org), person, states.get(person)) for person, org in persons.items())
    rows = [("organisations", organisations), ("persons", people)]
    groups = [
        (
            name,
            [(says, state) for says, _id, state in each if state is None or state.renew_on <= on],
            [(says, state) for says, _id, state in each if state is not None and state.renew_on > on],
        )
        for name, each in rows
    ]
    context = {
        "groups": groups,
        "owed": sum(len(lacking) for _name, lacking, _said in groups),
        "count": len(organisations) + len(people),
        "clause": policy_of(to.charter)[0],
        "months": policy_of(to.charter)[1].renew_months,
    }
    return render(request, "interests/who.html", context)
