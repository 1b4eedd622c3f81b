"""The forms of files: bring one back, and choose what of it is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.chartering.word.archive import MOST_BYTES, FileRefused
from commonweal.capabilities.chartering.word.returning import CameBack, Sent, from_json, from_word
from commonweal.kit.ids import ID_PATTERN, new_id


class BringForm(forms.Form):
    """Bring a document back; it is only read here."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("A .docx that was downloaded here, with tracked changes or without, or a .json. At most 5 MB."),
        widget=forms.FileInput({"accept": ".docx,.json"}),
    )

    def __init__(self, *args: Any, sent: Sent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent = sent
        self.found = CameBack(sent.now)

    def clean_file(self) -> Any:
        """Read the file, or say why not."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("This file is larger than 5 MB. Take pictures out of it."))
        data = file.read()
        try:
            is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
            self.found = from_json(data, self.sent) if is_json else from_word(data, self.sent)
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class TakeOverForm(forms.Form):
    """Which changes are taken over, and why."""

    idem = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput, initial=new_id)
    why = forms.CharField(
        label=_("Why?"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Stands with each of the changes. Everybody can read it."),
    )

    def __init__(self, *args: Any, numbers: Sequence[str], ticked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["take"] = forms.MultipleChoiceField(
            label=_("Which clauses?"),
            choices=[(number, number) for number in numbers],
            widget=forms.CheckboxSelectMultiple,
            initial=list(ticked),
            error_messages={"required": _("Tick at least one clause.")},
        )

    @property
    def wanted(self) -> list[str]:
        """The numbers that were ticked."""
        return list(self.cleaned_data["take"])

    @property
    def ticked(self) -> list[str]:
        """The numbers that stand ticked on the page."""
        return list(self["take"].value() or [])
