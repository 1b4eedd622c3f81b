"""The page on which a person finds everything about her account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.people import sessions
from commonweal.people.models import Account, Outside, PaperCode
from commonweal.web.audience import SignedInRequest, for_accounts
from commonweal.web.languages import speak


class AboutMeForm(forms.Form):
    """What others who take part see of somebody, and in which language the house speaks to her."""

    name = forms.CharField(
        label=gettext_lazy("My name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Those who take part with you see it beside what you do."),
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("The language of my mails and pages"),
        choices=[("", gettext_lazy("As my browser says")), *settings.LANGUAGES],
        required=False,
    )


@require_safe
@never_cache
@for_accounts
def hub(request: SignedInRequest) -> HttpResponse:
    """Show what belongs to the account of whoever asks, and where each thing is changed."""
    account = request.user
    keys = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    context = {
        "addresses": EmailAddress.objects.filter(user=account).order_by("-primary", "email"),
        "paper": PaperCode.objects.filter(account=account).first(),
        "passkeys": keys.count(Authenticator.Type.WEBAUTHN),
        "app": Authenticator.Type.TOTP in keys,
        "recovery": Authenticator.Type.RECOVERY_CODES in keys,
        "sessions": sessions.sessions_of(account, at=request.at)[:50],
        "outside": Outside.objects.filter(account=account, issuer=settings.OPENID_SERVER).exists(),
        "here": request.session.session_key,
    }
    return render(request, "account/hub.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_accounts
def about_me(request: SignedInRequest) -> HttpResponse:
    """Change one's name and language."""
    now = {"name": request.user.name, "language": request.user.language}
    form = AboutMeForm(request.POST or None, initial=now)
    if form.is_valid():
        Account.objects.filter(pk=request.user.pk).update(**form.cleaned_data)
        answer = redirect("account")
        if form.cleaned_data["language"]:
            speak(answer, form.cleaned_data["language"])
        messages.success(request, _("Kept."))
        return answer
    return render(request, "account/about_me.html", {"form": form})


@require_POST
@for_accounts
def end_sessions(request: SignedInRequest) -> HttpResponse:
    """Sign out in one other browser, or in all others."""
    here = request.session.session_key
    one = request.POST.get("session")
    # The last characters are enough to name one, and sign nobody in.
    rows = sessions.sessions_of(request.user, at=request.at).exclude(session_key=here)
    chosen = [row.session_key for row in rows if one is None or row.session_key[-8:] == one]
    for key in chosen:
        sessions.end(request.user, only=key)
    messages.success(request, _("Signed out there.") if chosen else _("There was nothing left to sign out of."))
    return redirect("account")
