"""The pages of whoever runs the host: public facts, counts of accounts, and one account for a reason."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commonweal.capabilities.access import hosting
from commonweal.capabilities.access.forms import LookUpForm, StopForm
from commonweal.partnerships.queries import partnerships
from commonweal.people.models import Account, HostLook
from commonweal.web.audience import SignedInRequest, for_administrators
from commonweal.web.errors import too_often
from commonweal.web.limits import may_try
from commonweal.web.recently import recently

SHOWN = 50


@require_safe
@never_cache
@for_administrators
@recently
def home(request: SignedInRequest) -> HttpResponse:
    """Show what everybody may know of the partnerships here, how many accounts there are, and what was looked at."""
    return _home(request, LookUpForm())


@require_POST
@never_cache
@for_administrators
@recently
def look_up(request: SignedInRequest) -> HttpResponse:
    """Show one account, once the partnerships of its owner have it on their records that it was looked at."""
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return _home(request, form)
    if not may_try(request, "look_up"):
        return too_often(request)
    account = hosting.account_named(form.cleaned_data["who"])
    if account is None:
        form.add_error("who", _("There is no account with exactly this address or number."))
        return _home(request, form)
    reason = form.cleaned_data["reason"]
    recorded, seen = hosting.look(account, by=request.user, reason=reason, at=request.at)
    stop = StopForm(initial={"account": account.pk, "stop": account.is_active})
    context = {"recorded": recorded, "seen": seen, "stop": stop, "herself": account == request.user}
    return render(request, "access/account.html", context)


@require_POST
@never_cache
@for_administrators
@recently
def stop(request: SignedInRequest) -> HttpResponse:
    """Stop an account or let it go on, on the record of every partnership of its owner."""
    form = StopForm(request.POST)
    account = Account.objects.filter(pk=request.POST.get("account", "")).first()
    if account is None or account == request.user:
        messages.error(request, _("Nothing was done: choose an account that is there and not your own."))
        return redirect("access:host")
    if not form.is_valid():
        messages.error(request, _("Nothing was done: say why, in at least ten characters, and do it again."))
        return redirect("access:host")
    done = hosting.stop if form.cleaned_data["stop"] else hosting.resume
    recorded = done(account, by=request.user, reason=form.cleaned_data["reason"], at=request.at)
    says = _("The account is stopped.") if form.cleaned_data["stop"] else _("The account goes on.")
    messages.success(request, says)
    for name, why in recorded.refused.items():
        messages.warning(request, _("It is not on the record of %(name)s: %(why)s") % {"name": name, "why": why})
    return redirect("access:host")


def _home(request: SignedInRequest, form: LookUpForm) -> HttpResponse:
    lately = Q(last_login__gt=request.at - timedelta(days=30))
    counts = Account.objects.aggregate(
        all=Count("pk"),
        lately=Count("pk", filter=lately),
        without_mail=Count("pk", filter=Q(email__isnull=True)),
        stopped=Count("pk", filter=Q(is_active=False)),
        administrators=Count("pk", filter=Q(is_administrator=True)),
    )
    context = {
        "partnerships": partnerships()[:SHOWN],
        "count": partnerships().count(),
        "counts": counts,
        "looks": HostLook.objects.select_related("by").order_by("-pk")[:SHOWN],
        "form": form,
    }
    return render(request, "access/host.html", context, status=400 if form.errors else 200)
