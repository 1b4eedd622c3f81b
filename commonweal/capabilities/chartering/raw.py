"""The rules of a clause as JSON, for engineers."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter, ValidationError

from commonweal.charter.rules import Rule

_RULES: TypeAdapter[Any] = TypeAdapter(tuple[Rule, ...])


class RawForm(forms.Form):
    """All rules of a clause at once."""

    rules = forms.CharField(
        label=_("Rules as JSON"),
        max_length=60_000,
        widget=forms.Textarea({"rows": 24, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("A list of objects, each with a “type”. The schema stands under “For programs”."),
    )

    def clean_rules(self) -> Any:
        """Return the rules as data, or say where they are wrong."""
        try:
            said = json.loads(self.cleaned_data["rules"])
            rules = _RULES.validate_python(said)
        except (ValueError, RecursionError) as error:
            if not isinstance(error, ValidationError):
                raise forms.ValidationError(_("This is no JSON: %(why)s"), params={"why": error}) from None
            faults = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:6]]
            raise forms.ValidationError([forms.ValidationError(fault) for fault in faults]) from None
        return [rule.model_dump(mode="json") for rule in rules]
