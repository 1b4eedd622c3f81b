"""Signing in: one field and one mailed code, for those who have an account and for those who have none yet."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonweal.kit.ids import new_id
from commonweal.people.models import Account
from commonweal.web import noting


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Ask for a code by mail. Whether the address is known shows nowhere: an account is opened at the first code.

    An address counts as its owner's only once the code that was sent there has been typed in.
    """

    _user: Account | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your mail address")
        self.fields["email"].widget.attrs = {"autocomplete": "email", "inputmode": "email"}

    def clean_email(self) -> str:
        """Return the address, its account made sure of."""
        email = str(super().clean_email()).lower()
        known = Account.objects.filter(email=email).exists() or self._user is not None
        opened = _open(f"{new_id()}@nobody.invalid" if known else email, for_good=not known)
        if not known:
            self._user = opened
        else:
            # Accounts that were made otherwise (a demonstration, a command) get here without a row of allauth's.
            EmailAddress.objects.get_or_create(user=self._user, email=email, defaults={"primary": True})
        return email


def _open(email: str, *, for_good: bool) -> Account:
    """Open an account; or do the same work for nothing, so that no clock tells an address that is known."""
    with transaction.atomic():
        account = Account.objects.create_user(email)
        EmailAddress.objects.create(user=account, email=email, primary=True)
        if not for_good:
            transaction.set_rollback(True)
    return account


class CodeTypedForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Type in the code that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code from the mail")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "autofocus": True, "dir": "ltr"}

    def clean_code(self) -> str:
        """Return the code, and note one that is wrong."""
        try:
            return str(super().clean_code())
        except ValidationError:
            noting.not_signed_in("code")
            raise


class PasswordForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign in with a password, for those who set one."""

    def _setup_password_field(self) -> None:
        """Keep the field, which allauth takes away where accounts are opened without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your mail address")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs.pop("placeholder", None)
