"""Signing in: one field and one mailed code, for those who have an account and for those who have none yet."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from commonweal.people.models import Account


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
        if self._user is None and not Account.objects.filter(email=email).exists():
            self._user = Account.objects.create_user(email)
        if self._user is not None:
            # Accounts that were made otherwise (a demonstration, a command) get here without a row of allauth's.
            EmailAddress.objects.get_or_create(user=self._user, email=email, defaults={"primary": True})
        return email


class CodeTypedForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """Type in the code that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code from the mail")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "autofocus": True, "dir": "ltr"}


class PasswordForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign in with a password, for those who set one."""

    def _setup_password_field(self) -> None:
        """Keep the field, which allauth takes away where accounts are opened without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your mail address")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs.pop("placeholder", None)
