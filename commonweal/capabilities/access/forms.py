"""The forms of access; the rules are the acts'."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.access import queries
from commonweal.capabilities.access.acts import LinkPerson
from commonweal.web.actforms import ActForm

REASON = _("Why?")
REASON_HINT = _("Everybody who takes part reads it. Name nobody in it.")


def reason_field() -> forms.CharField:
    """Return the field in which somebody says why she looks."""
    return forms.CharField(
        label=REASON,
        help_text=REASON_HINT,
        min_length=10,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say why: without a reason nothing is shown.")},
    )


class LinkForm(ActForm):
    """Let somebody be linked again to her sign in this record."""

    act_type = LinkPerson
    words = ("reason",)

    def __init__(self, *args: Any, people: list[queries.Unlinked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(
            label=_("Who?"), choices=[(one.person, one.named) for one in people], widget=forms.RadioSelect
        )
        self.fields["reason"] = reason_field()


class LookUpForm(forms.Form):
    """Look at one account, named exactly, for a reason."""

    who = forms.CharField(
        label=_("The exact mail address, or the number of the account"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
    reason = reason_field()


class StopForm(forms.Form):
    """Stop an account, or let it go on."""

    account = forms.CharField(max_length=26, widget=forms.HiddenInput)
    stop = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = reason_field()
