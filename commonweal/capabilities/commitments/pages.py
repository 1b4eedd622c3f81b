"""The pages of commitments: HTTP in, HTTP out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.commitments import acts, queries, shown
from commonweal.capabilities.commitments.forms import TURN_FORMS, AskForm, PledgeForm
from commonweal.capabilities.commitments.queries import NotThere
from commonweal.charter.clauses import in_language
from commonweal.charter.judge import Verdict
from commonweal.partnerships.models import Member
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers
from commonweal.web.told import organisations


def may(request: PartnershipRequest, act: Act | type[Act]) -> Verdict:
    """Return the verdict on an act, or a kind of act, for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@require_safe
@readers
def commitments(request: PartnershipRequest) -> HttpResponse:
    """Show who keeps its word, and every commitment: what needs somebody first."""
    here, on = request.partnership.pk, request.at.date()
    rows, orgs = queries.commitments(here), organisations(here)
    standing = queries.records(rows, [org for org, row in orgs.items() if row.left_at is None], on=on)
    context = {
        "groups": shown.groups(rows, orgs, on=on),
        "records": shown.record_rows(standing, orgs),
        "picture": shown.picture(standing, orgs) if rows else None,
        "count": len(rows),
        "verdict": may(request, acts.Pledge),
        "acts_for_one": request.actor.org is not None,
    }
    return render(request, "commitments/commitments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def pledge(request: PartnershipRequest) -> HttpResponse:
    """Take something on for the organisation for which one acts."""
    return _promising(request, PledgeForm, "commitments/pledge.html", _("It stands on the record, with its day."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def ask(request: PartnershipRequest) -> HttpResponse:
    """Ask another partner to take something on."""
    return _promising(request, AskForm, "commitments/ask.html", _("They are told, and answer yes or no."))


def _promising(request: PartnershipRequest, kind: type[PledgeForm], template: str, said: str) -> HttpResponse:
    here, org = request.partnership.pk, request.actor.org or ""
    orgs = organisations(here)
    form = kind(
        request.POST or None,
        partnership=here,
        debtor=org,
        partners=_taking_part(orgs),
        clauses=_clauses(request),
        initial={"currency": request.partnership.currency},
    )
    if form.performed(by=request.actor, at=request.at) and form.entry is not None:
        messages.success(request, said)
        return redirect("commitments:commitment", request.partnership.slug, form.entry.position)
    context = {"form": form, "verdict": may(request, kind.act_type), "organisation": orgs.get(org)}
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def commitment(request: PartnershipRequest, entry: int) -> HttpResponse:
    """Show one commitment, what was said about it, and what whoever looks may say."""
    here, slug = request.partnership.pk, request.partnership.slug
    try:
        row = queries.commitment_at(here, entry)
    except NotThere:
        raise Http404 from None
    sent = request.POST.get("form", "")
    forms = {
        name: kind(request.POST if sent == name else None, partnership=here, commitment=entry, prefix=None)
        for name, kind in TURN_FORMS.items()
    }
    if sent in forms and forms[sent].performed(by=request.actor, at=request.at):
        messages.success(request, _("It stands on the record."))
        return redirect("commitments:commitment", slug, entry)
    orgs = organisations(here)
    context = {
        **shown.one(row, orgs, on=request.at.date()),
        "turns": shown.turns(queries.turns_of(row), orgs),
        "offered": shown.offered(row, forms, request, sent),
    }
    return render(request, "commitments/commitment.html", context)


def _taking_part(orgs: dict[str, Member]) -> list[Member]:
    return [row for row in orgs.values() if row.left_at is None]


def _clauses(request: PartnershipRequest) -> list[tuple[str, str]]:
    charter = setting_with(request.partnership.pk, digest=request.partnership.charter).charter
    lang = get_language() or "en"
    return [(clause.number, f"{clause.number} {in_language(clause.title, lang)}") for clause in charter.clauses]
