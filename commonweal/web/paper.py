"""Signing in without mail: a code on a sheet of paper, shown once and kept by its owner."""

from __future__ import annotations

from typing import Any, Final, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.people import papercodes
from commonweal.people.models import Account
from commonweal.web import noting
from commonweal.web.audience import SignedInRequest, for_accounts, for_everyone, now
from commonweal.web.errors import too_often
from commonweal.web.limits import may_try
from commonweal.web.pictures.code import link_code
from commonweal.web.recently import recently

SHEET: Final = "account_paper_sheet"
"""Name of the page that shows a new code, once: redirect to it after `open_without_mail`."""

_TO_SHOW: Final = "paper_code_to_show"
_PREFIX: Final = 5  # characters by which attempts at one code are counted, wherever they come from


class TooOften(ImmediateHttpResponse):  # type: ignore[misc]  # allauth has no types
    """Too many accounts were opened from one address: shown as a page that says when to try again."""


class PaperForm(forms.Form):
    """Sign in with a code on paper, however it is typed."""

    code = forms.CharField(
        label=gettext_lazy("The code on your sheet"),
        max_length=80,
        help_text=gettext_lazy("Small or capital letters, with or without hyphens."),
        widget=forms.TextInput(
            {"autocomplete": "current-password", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr",
             "data-from-fragment": True}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        """Return the code in its one spelling."""
        code = papercodes.understood(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("A character is wrong or missing. Compare the code with your sheet."))
        return code


def open_without_mail(request: HttpRequest, *, name: str, then: str = "/") -> str:
    """Open an account without a mail address, sign in to it, and return its code: the only time that anybody sees it.

    Redirect to `SHEET` afterwards: that page shows the code, once, and leads on to `then`.

    :raises TooOften: where too many were opened from this address; it needs no catching
    """
    if not may_try(request, "open_without_mail"):
        raise TooOften(too_often(request))
    account = Account.objects.create_user(None, name=name)
    code = papercodes.give(account, at=now())
    get_adapter().login(request, account)
    record_authentication(request, account, method="paper")
    request.session[_TO_SHOW] = {"code": code, "then": then}
    return code


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_everyone
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a code on paper; a second factor is asked for where the account has one."""
    then = get_next_redirect_url(request)
    if request.user.is_authenticated and request.method != "POST":
        return redirect(then or "/")
    form = PaperForm(request.POST or None)
    if form.is_valid():
        code: str = form.cleaned_data["code"]
        if not may_try(request, "paper", key=code[:_PREFIX]):
            return too_often(request)
        account = papercodes.account_with(code)
        if account is not None:
            record_authentication(request, account, method="paper")
            signing_in = Login(user=account, email_verification="none", redirect_url=then)
            return cast(HttpResponse, perform_login(request, signing_in))
        noting.not_signed_in("paper")
        form.add_error("code", _("This code does not sign in. If you made a new one, the old one stopped working."))
    return render(request, "account/paper.html", {"form": form, "then": then})


@require_safe
@never_cache
@for_accounts
def sheet(request: SignedInRequest) -> HttpResponse:
    """Show a code that was just made as a sheet to print or to copy by hand: once."""
    kept: dict[str, Any] | None = request.session.get(_TO_SHOW)
    if kept is None:
        messages.info(request, _("A code is shown only once. If you did not keep it, make a new one here."))
        return redirect("account")
    if request.method == "GET":
        del request.session[_TO_SHOW]
    link = settings.ADDRESS + reverse("account_paper")
    # Behind the # it stays in the telephone: a browser sends that part to nobody.
    code = link_code(f"{link}#{kept['code']}")
    context = {"code": kept["code"], "link": link, "picture": code, "then": kept["then"]}
    return render(request, "account/paper_sheet.html", context)


@require_POST
@never_cache
@for_accounts
@recently
def renew(request: SignedInRequest) -> HttpResponse:
    """Make a new code on paper. The old one stops working at once."""
    request.session[_TO_SHOW] = {"code": papercodes.give(request.user, at=request.at), "then": reverse("account")}
    return redirect(SHEET)
