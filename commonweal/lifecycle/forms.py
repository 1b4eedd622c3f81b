"""Ask for a waiver, agree to one, end one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.lifecycle.acts import AgreeToWaiver, AskWaiver, EndWaiver
from commonweal.web.actforms import ActForm, DayField


class AskForm(ActForm):
    """Ask that a criterion be waived."""

    act_type = AskWaiver
    words = ("reason",)

    criterion = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why should it be waived?"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody can read this. Say what you do instead, and until when."),
    )
    expires_on = DayField(
        label=_("Last day of the waiver"),
        help_text=_("Within twelve months. After that day the criterion shows again what it is."),
    )


class _OnWaiverForm(ActForm):
    waiver = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    relation: str

    def fields_of_act(self) -> dict[str, Any]:
        """Return the citation of the waiver, and what else was said."""
        given = super().fields_of_act()
        given["cites"] = ({"entry": given.pop("waiver"), "rel": self.relation},)
        return given


class AgreeForm(_OnWaiverForm):
    """Agree to a waiver on behalf of an organisation."""

    act_type = AgreeToWaiver
    relation = "waives"


class EndForm(_OnWaiverForm):
    """End a waiver before its last day."""

    act_type = EndWaiver
    words = ("reason",)
    relation = "closes"

    reason = forms.CharField(label=_("Why does it end?"), widget=forms.Textarea({"rows": 2}), required=False)
