"""Second factors: bound to the address in the settings, kept enciphered, and each code good for one time."""

from __future__ import annotations

import hashlib
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from nacl.encoding import URLSafeBase64Encoder
from nacl.secret import SecretBox

from commonweal.web import noting

USED_UP_SECONDS: Final = 180
"""How long a code is remembered as used: longer than any clock that we tolerate could still show it."""

_ENCIPHERED: Final = "box1:"


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """How this house keeps second factors."""

    def encrypt(self, text: str) -> str:
        """Encipher a secret under the key of this host: the database alone lets nobody in."""
        return _ENCIPHERED + _box().encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again; one that was kept before they were enciphered stands as it is."""
        if not encrypted_text.startswith(_ENCIPHERED):
            return encrypted_text
        boxed = encrypted_text.removeprefix(_ENCIPHERED).encode("ascii")
        return bytes(_box().decrypt(boxed, encoder=URLSafeBase64Encoder)).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom a passkey is made: the address in the settings, whatever host a request claims to be for."""
        return {"id": urlsplit(settings.ADDRESS).hostname or "localhost", "name": self._get_site_name()}

    def _get_site_name(self) -> str:
        return urlsplit(settings.ADDRESS).netloc


class _Once:
    """Refuse a code that was used already: allauth forgets one earlier than a tolerated clock does."""

    user: Any

    def clean_code(self) -> Any:
        try:
            code = super().clean_code()  # type: ignore[misc]  # of allauth's form, beside which this stands
        except ValidationError:
            noting.not_signed_in("second factor", account=self.user.pk)
            raise
        typed = "".join(character for character in code if character.isalnum()).upper()
        used = hashlib.sha256(f"{self.user.pk} {typed}".encode()).hexdigest()
        if not cache.add(f"code-used:{used}", True, timeout=USED_UP_SECONDS):  # noqa: FBT003 - a value, no switch
            noting.not_signed_in("second factor, used before", account=self.user.pk)
            raise Factors().validation_error("incorrect_code")
        return code


class AuthenticateForm(_Once, forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor when somebody signs in."""


class ReauthenticateForm(_Once, forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second factor when somebody who is signed in shows again that it is her."""


class PasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Sign in with a passkey alone."""

    def clean_credential(self) -> Any:
        """Return the passkey that answered, and note an answer that does not hold."""
        try:
            return super().clean_credential()
        except ValidationError:
            noting.not_signed_in("passkey")
            raise


def _box() -> SecretBox:
    return SecretBox(hashlib.sha256(b"commonweal/second-factors/v1\n" + settings.HOST_SECRET.encode()).digest())
