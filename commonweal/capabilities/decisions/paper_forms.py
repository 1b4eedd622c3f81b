"""Ballots from paper, or from hands in a meeting, entered row by row and looked at before they are taken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.decisions.vote_forms import BallotForm, Options
from commonweal.charter.choices import ABSTAIN
from commonweal.charter.rules import DecisionRule
from commonweal.kit.ids import ID_PATTERN, new_id

MOST_BYTES = 20_000_000
"""How large a scan may be: it is read, and nothing but its digest is kept."""


class ScanForm(forms.Form):
    """The scan of the papers, of which only the digest is kept."""

    scanned = forms.FileField(
        label=_("Scan or photo of the papers, or of the list of hands"),
        help_text=_("Only its digest is kept, with which anybody can check the file later. Keep the file yourselves."),
    )

    def clean_scanned(self) -> str:
        """Return the digest of the file."""
        file = self.cleaned_data["scanned"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 20 MB. Give a smaller one."))
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()


class PaperRow(BallotForm):
    """One paper: what stands on it, or nothing where none came from this seat.

    :ivar seat: the name of the seat, nothing for a paper of a secret ballot; `label` what the row is called
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        rule: DecisionRule,
        options: Options,
        prefix: str,
        label: str,
        seat: str = "",
        weight: str = "1",
        had: str = "",
    ) -> None:
        super().__init__(data, rule=rule, options=options, weight=weight, prefix=prefix)
        self.seat, self.label, self.had = seat, label, had
        if self.kind == "answers":
            none = [("", _("No paper"))] if seat else []
            self.fields["answer"] = forms.ChoiceField(
                label=label, choices=[*none, *self.answers], required=False, widget=forms.RadioSelect, initial=""
            )
        else:
            self.fields["answer"] = forms.BooleanField(
                label=_("Abstains"), required=False, widget=forms.CheckboxInput({"value": ABSTAIN})
            )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into this row."""
        return not any(self.data.get(self.add_prefix(name)) for name in self.fields)

    def clean(self) -> dict[str, Any]:
        """Leave a row alone that nothing was typed into; a paper of a secret ballot says something."""
        if self.seat and self.is_empty:
            return self.cleaned_data
        return super().clean()


class TakenForm(forms.Form):
    """What was looked at and is to be taken: the choices by seat, the digest of the scan, and a number for once."""

    rows = forms.CharField(widget=forms.HiddenInput)
    scan = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    number = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput)

    def clean_rows(self) -> Any:
        """Return the rows as data."""
        try:
            rows = json.loads(self.cleaned_data["rows"])
        except ValueError:
            rows = None
        if not isinstance(rows, dict) or set(rows) != {"seats", "choices"}:
            raise forms.ValidationError(gettext("Enter the papers again."))
        return rows

    @classmethod
    def holding(cls, seats: Sequence[str], choices: Sequence[Any], scan: str) -> TakenForm:
        """Return the form that carries what was looked at."""
        rows = json.dumps({"seats": list(seats), "choices": list(choices)}, sort_keys=True)
        return cls({"rows": rows, "scan": scan, "number": new_id()})
