"""The forms of the agreement; the rules are the acts'."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.agreement import acts
from commonweal.web.actforms import ActForm, DayField

LARGEST_FILE = 20 * 1024 * 1024
"""How many bytes a scan may have whose digest is taken here; it is not kept."""

Choices = Iterable[tuple[str, str]]


def _authority() -> forms.CharField:
    return forms.CharField(
        label=_("By which authority do you sign?"),
        max_length=200,
        help_text=_("The decision, the statute or the letter that lets you bind your organisation, and its day."),
    )


class AuthorityForm(forms.Form):
    """By which authority somebody signs with a key. The act itself is signed, so this form does not perform it."""

    authority = _authority()


class CodeForm(forms.Form):
    """The code that was mailed."""

    code = forms.CharField(
        label=_("The code from your mail"),
        max_length=20,
        help_text=_("Six digits. It is good for fifteen minutes, for this text alone."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


class TypedForm(ActForm):
    """Sign with the name typed, after the code was."""

    act_type = acts.SignByCode
    words = ("typed",)

    typed = forms.CharField(
        label=_("Your name, as you sign"), max_length=160, widget=forms.TextInput({"autocomplete": "name"})
    )
    authority = _authority()

    def __init__(self, *args: Any, text: int, digest: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = {"text": text, "digest": digest}

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields."""
        return {**super().fields_of_act(), **self.fixed}


class PaperForm(ActForm):
    """Record a signature on paper by the scan's digest."""

    act_type = acts.SignOnPaper
    words = ("signer",)

    organisation = forms.ChoiceField(label=_("Which organisation signed?"))
    signer = forms.CharField(label=_("Who signed, as it stands on the paper"), max_length=160)
    authority = _authority()
    signed_on = DayField(label=_("On which day? It stands on the paper."))
    scanned = forms.FileField(
        label=_("The scan"),
        required=False,
        help_text=_(
            "Only its fingerprint is kept, so that whoever has it can prove that it is the same. Keep the file."
        ),
    )
    scan = forms.CharField(
        label=_("Its fingerprint (SHA-256), where you have it"),
        max_length=64,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "spellcheck": "false", "autocomplete": "off", "class": "code"}),
    )
    same = forms.BooleanField(label=_("The digest printed on the paper is the one shown on this page"))

    def __init__(self, *args: Any, text: int, digest: str, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = {"text": text, "digest": digest}
        choices = [("", _("Choose one")), *organisations]
        self.fields["organisation"].widget = forms.Select(choices=choices)
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]  # a field of choices has them

    def clean(self) -> dict[str, Any]:
        """Take the fingerprint of the scan, and forget the scan."""
        given = super().clean() or self.cleaned_data
        scan: UploadedFile[Any] | None = given.pop("scanned", None)
        if scan is not None and (scan.size or 0) > LARGEST_FILE:
            self.add_error("scanned", _("This scan is larger than 20 MB. Give its fingerprint instead."))
        elif scan is not None:
            digest = hashlib.sha256()
            for chunk in scan.chunks():
                digest.update(chunk)
            given["scan"] = digest.hexdigest()
        elif not given.get("scan") and not self.errors.get("scan"):
            self.add_error("scanned", _("Give the scan, or its fingerprint."))
        return given

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields."""
        given = {name: said for name, said in super().fields_of_act().items() if name != "same"}
        return {**given, "scan": str(given.get("scan", "")).lower(), **self.fixed}


class DeclineForm(ActForm):
    """Decline to sign."""

    act_type = acts.Decline
    words = ("reason",)

    reason = forms.CharField(
        label=_("Why does your organisation not sign?"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Everybody reads it. Say what would have to change."),
    )

    def __init__(self, *args: Any, text: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields."""
        return {**super().fields_of_act(), "text": self.text}
