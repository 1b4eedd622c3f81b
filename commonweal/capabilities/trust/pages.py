"""The pages on which partners make it unnecessary to trust the host."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Objected, Refused, setting_of, verdict_on, verdict_on_reading
from commonweal.capabilities.trust import acts, passkeys, queries
from commonweal.capabilities.trust.forms import (
    AnchorForm,
    MoveForm,
    OrganisationKeyForm,
    RevokeForm,
    WitnessesForm,
)
from commonweal.kit.canonical import b64_encode
from commonweal.people.identity import names_of
from commonweal.record import reading
from commonweal.record.hostkeys import log_key
from commonweal.web import signing
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles


@require_safe
@for_roles("anyone")
def index(request: PartnershipRequest) -> HttpResponse:
    """Show the keys that count, the witnesses, and who signed that the record was verified."""
    here, actor, at = request.partnership.pk, request.actor, request.at
    setting = setting_of(here)
    organisations = queries.organisation_names(here)
    named = verdict_on_reading("names", by=actor, setting=setting)
    holders = queries.keys(here, to=actor, organisations=organisations, names={})
    words = queries.words(here, organisations=organisations, names={})
    if named.allowed and (holders or words):
        persons = {one.key.of for one in holders} | {one.by for one in words}
        holders, words = queries.named(holders, words, names=names_of(persons, partnership=here))
    witnesses, threshold = queries.witnesses(here)
    context = {
        "keys": holders,
        "words": words,
        "witnesses": witnesses,
        "threshold": threshold,
        "names_verdict": named,
        "may_register": verdict_on(acts.AddKey, by=actor, at=at, setting=setting),
        "may_name": verdict_on(acts.NameWitnesses, by=actor, at=at, setting=setting),
        "elsewhere": queries.signed_elsewhere(here, named=request.partnership.log_key),
        "size": reading.size(here),
        "acting_for": organisations.get(actor.org or "", ""),
    }
    return render(request, "trust/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def passkey(request: PartnershipRequest) -> HttpResponse:
    """Make a passkey on this device and register it to sign acts with."""
    error = ""
    if request.method == "POST":
        try:
            passkeys.registered(request)
        except (Objected, Refused) as refused:
            error = in_words(refused)
        else:
            messages.success(request, _("The passkey is registered. You can sign acts with it from now on."))
            return redirect("trust:index", request.partnership.slug)
    verdict = verdict_on(acts.AddKey, by=request.actor, at=request.at)
    options = passkeys.offered(request) if verdict.allowed else {}
    context = {"verdict": verdict, "options": options, "error": error, "rp": passkeys.rp_of()}
    return render(request, "trust/passkey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def organisation_key(request: PartnershipRequest) -> HttpResponse:
    """Register the public key of the organisation that one acts for."""
    here, org = request.partnership.pk, request.actor.org
    form = OrganisationKeyForm(request.POST or None, partnership=here, organisation=org or "")
    if org and form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The key is registered for your organisation."))
        return redirect("trust:index", request.partnership.slug)
    context = {
        "form": form,
        "verdict": verdict_on(acts.AddKey, by=request.actor, at=request.at),
        "organisation": queries.organisation_names(here).get(org or "", ""),
    }
    return render(request, "trust/organisation_key.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def withdraw(request: PartnershipRequest, key: str) -> HttpResponse:
    """Withdraw a key, after saying what that means."""
    found = reading.named_key(request.partnership.pk, key)
    if found is None:
        raise Http404
    form = RevokeForm(request.POST or None, partnership=request.partnership.pk, initial={"key": key})
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The key is withdrawn. What it signed before still counts."))
        return redirect("trust:index", request.partnership.slug)
    verdict = verdict_on(acts.RevokeKey, by=request.actor, at=request.at)
    return render(request, "trust/withdraw.html", {"form": form, "key": found, "verdict": verdict})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def witnesses(request: PartnershipRequest) -> HttpResponse:
    """Name the witnesses, and how many of them seal the record."""
    here = request.partnership.pk
    named, threshold = queries.witnesses(here)
    initial = {"witnesses": "\n".join(each.vkey for each in named), "threshold": threshold}
    form = WitnessesForm(request.POST or None, partnership=here, initial=initial)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("The witnesses are named. They can cosign from the next checkpoint on."))
        return redirect("trust:index", request.partnership.slug)
    verdict = verdict_on(acts.NameWitnesses, by=request.actor, at=request.at)
    return render(request, "trust/witnesses.html", {"form": form, "verdict": verdict})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def anchor(request: PartnershipRequest) -> HttpResponse:
    """Sign that the record was verified up to here: first the act is fixed and shown, then it is signed."""
    step, prepared, error = request.POST.get("step"), None, ""
    form = AnchorForm(request.POST if step == "prepare" else None)
    try:
        if step == "prepare" and form.is_valid():
            prepared = signing.prepare(request, form.act(request.partnership.pk))
        elif step == "sign":
            entry = signing.signed(request, acts.AnchorRecord)
            messages.success(request, _("Signed. Whoever changes anything before this breaks your signature."))
            return redirect("entry", request.partnership.slug, entry.position)
    except (Objected, Refused) as refused:
        error = in_words(refused)
    head = reading.head(request.partnership.pk)
    context = {
        "head": head,
        "root": head.root.hex(),
        "root_base64": b64_encode(head.root),
        "form": form,
        "prepared": prepared,
        "error": error,
        "verdict": verdict_on(acts.AnchorRecord, by=request.actor, at=request.at),
        "ed25519": [key for key in signing.live_keys(request.actor) if key.alg == "ed25519"],
        "organisation": queries.organisation_names(request.partnership.pk).get(request.actor.org or "", ""),
    }
    return render(request, "trust/anchor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("convener")
def move(request: PartnershipRequest) -> HttpResponse:
    """Let this host sign the record that another host signed until now."""
    here = request.partnership.pk
    if not queries.signed_elsewhere(here, named=request.partnership.log_key):
        raise Http404
    form = MoveForm(request.POST or None, partnership=here)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("This host signs the record from here on."))
        return redirect("trust:index", request.partnership.slug)
    context = {
        "form": form,
        "verdict": verdict_on(acts.MoveHost, by=request.actor, at=request.at),
        "old": request.partnership.log_key,
        "new": log_key(here),
        "head": reading.head(here),
    }
    return render(request, "trust/move.html", context)
