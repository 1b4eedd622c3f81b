"""The pages of a person's whole account: take a copy of everything, or have everything erased."""

from __future__ import annotations

import tempfile

from allauth.account.internal.flows.logout import logout
from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.capabilities.erasure import export, leaving
from commonweal.people.models import Account
from commonweal.web.audience import SignedInRequest, for_accounts, for_administrators
from commonweal.web.recently import recently

_IN_MEMORY = 4 * 1024 * 1024


class LeaveForm(forms.Form):
    """Have everything erased."""

    words_too = forms.BooleanField(
        label=gettext_lazy("Erase everything that I wrote, in every partnership"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Otherwise your words stay, without your name."),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I understand that nobody can undo this, and that my places end with it"),
        error_messages={"required": gettext_lazy("Tick this box if you want it. Nothing was erased.")},
    )


@require_POST
@never_cache
@for_accounts
@recently
def download(request: SignedInRequest) -> HttpResponseBase:
    """Hand out everything that is kept of whoever asks, as one file that nobody keeps on its way."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    export.write(request.user, file, at=request.at)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"commonweal-{request.at:%Y-%m-%d}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_accounts
@recently
def leave(request: SignedInRequest) -> HttpResponse:
    """Show what would go, and erase the whole account when it is wanted."""
    form = LeaveForm(request.POST or None)
    known = leaving.known_in(request.user)
    needed = [one.partnership for one in known if one.needed]
    if form.is_valid() and not needed:
        account = Account.objects.get(pk=request.user.pk)
        leaving.leave_everywhere(account, at=request.at, words_too=form.cleaned_data["words_too"])
        logout(request, show_message=False)
        messages.success(request, _("Your account and your name are erased."))
        return redirect("/")
    context = {"form": form, "known": known, "needed": needed}
    return render(request, "erasure/leave.html", context, status=409 if form.is_bound and needed else 200)


@require_POST
@never_cache
@for_administrators
@recently
def erase_for(request: SignedInRequest) -> HttpResponse:
    """Erase a person who asked for it and cannot sign in, once her account is stopped; whole, never in part."""
    account = Account.objects.filter(pk=request.POST.get("account", ""), is_active=False).first()
    if account is None or request.POST.get("sure") != "on":
        messages.error(request, _("Nothing was erased: stop the account first, and tick the box."))
    elif needed := [one.partnership.name for one in leaving.known_in(account) if one.needed]:
        names = ", ".join(needed)
        says = _("Nothing was erased: this person is the only convener of %(names)s.") % {"names": names}
        messages.error(request, says)
    else:
        leaving.leave_everywhere(account, at=request.at, words_too=True, by=request.user)
        messages.success(request, _("The person is erased."))
    return redirect("access:host")
