"""The forms with which people let programs in, and have other systems told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.acts.installed import act_types, capability_of, installed
from commonweal.api import tokens
from commonweal.kit.ids import ID_PATTERN, new_id
from commonweal.kit.outbound import NotAllowed, allowed

DAYS = {"30": _("A month"), "90": _("Three months"), "365": _("A year")}


class OnceForm(forms.Form):
    """A form that carries the id of what it makes, so that sending it twice makes it once."""

    id = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput, initial=new_id)


class TokenForm(OnceForm):
    """Make a token."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("The name of the program, for yourself.")
    )
    scopes = forms.MultipleChoiceField(label=_("What may the program do?"), widget=forms.CheckboxSelectMultiple)
    days = forms.ChoiceField(label=_("For how long?"), choices=list(DAYS.items()), initial="90")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = list(scope_labels().items())  # type: ignore[attr-defined]  # choices it has

    def expires_at(self, at: datetime) -> datetime:
        """Return the instant from which it counts no longer."""
        return at + timedelta(days=int(self.cleaned_data["days"]))


class WebhookForm(OnceForm):
    """Have another system told."""

    url = forms.CharField(
        label=_("Where to?"),
        max_length=2000,
        widget=forms.URLInput({"dir": "ltr", "placeholder": "https://"}),
        help_text=_("A web address that begins with https:// and that everybody can reach."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Of what?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing to send everything."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(topic_labels().items())  # type: ignore[attr-defined]  # choices it has

    def clean_url(self) -> str:
        """Refuse what the house does not ask: machines of its own network above all."""
        url: str = self.cleaned_data["url"].strip()
        try:
            allowed(url, private=settings.PRIVATE_HOSTS)
        except NotAllowed as refused:
            raise forms.ValidationError(str(refused)) from refused
        return url


def topic_labels() -> dict[str, str | Promise]:
    """Return the capabilities that offer acts, by name."""
    return {capability.name: capability.label for capability in installed() if capability.acts}


def scope_labels() -> dict[str, str | Promise]:
    """Return what a token may let a program do, in words; a matter is named by the capabilities whose acts it holds."""
    rooms: dict[str, dict[str, str]] = {}
    for kind, act in act_types().items():
        capability = capability_of(kind)
        rooms.setdefault(act.matter, {})[capability.name] = str(capability.label)
    labels: dict[str, str | Promise] = {
        tokens.READ: _("Read what I may read"),
        tokens.EVERYTHING: _("Do everything that I may do"),
    }
    for matter, names in sorted(rooms.items()):
        labels[f"{tokens.ACT}{matter}"] = _("Act only in: %(places)s") % {"places": ", ".join(names.values())}
    return labels
