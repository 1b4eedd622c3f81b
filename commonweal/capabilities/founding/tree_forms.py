"""The forms of the tree: ask to belong, leave, decline, name a child elsewhere, and say how one stands to others."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.founding import tree_acts
from commonweal.kit.ids import new_id
from commonweal.partnerships.models import Partnership
from commonweal.web.actforms import ActForm, sentence

STANDS: Final = {
    "learns_from": _("It learns from it"),
    "supports": _("It supports it"),
    "overlaps_with": _("It overlaps with it"),
}
ADDRESS: Final = forms.TextInput({"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"})
_KEY: Final = forms.TextInput({"dir": "ltr", "autocomplete": "off", "spellcheck": "false", "class": "code"})


def here(address: str) -> Partnership | None:
    """Return the partnership of this host whose page has this address, in full or as its last part; or nothing."""
    parts, ours = urlsplit(address.strip()), urlsplit(settings.ADDRESS)
    if parts.netloc and parts.netloc != ours.netloc:
        return None
    path = parts.path.strip("/")
    slug = path.removeprefix("p/").partition("/")[0]
    return Partnership.objects.filter(slug=slug).first() if slug else None


def partnership_of(log_key: str) -> str:
    """Return the id that stands in the name of a log's key; nothing that could be one where there is none."""
    return log_key.strip().partition("+")[0].removeprefix("commonweal/")


class JoinForm(ActForm):
    """Ask to belong to a programme, on this host or on another."""

    act_type = tree_acts.JoinProgramme

    where = forms.CharField(
        label=_("Address of the programme"),
        max_length=300,
        widget=ADDRESS,
        help_text=_("The address of its page, here or on another host."),
    )
    log_key = forms.CharField(
        label=_("Its key, where it is on another host"),
        max_length=300,
        required=False,
        widget=_KEY,
        help_text=_("One line that begins with commonweal/. Its page “The tree of partnerships” shows it."),
    )
    name = forms.CharField(label=_("Its name, where it is on another host"), max_length=120, required=False)

    def fields_of_act(self) -> dict[str, Any]:
        """Name the programme by its id, whether it is found here or named by its key."""
        where, log_key = self.cleaned_data["where"], self.cleaned_data["log_key"]
        found = None if log_key else here(where)
        if found:
            return {"parent": found.pk, "name": found.name}
        elsewhere = {"partnership": partnership_of(log_key), "url": where, "log_key": log_key}
        return {"elsewhere": elsewhere, "name": self.cleaned_data["name"]}

    def clean(self) -> dict[str, Any]:
        """Ask for the key and the name of a programme that is not found on this host."""
        said = super().clean() or self.cleaned_data
        if said.get("where") and not said.get("log_key") and here(said["where"]) is None:
            self.add_error("log_key", _("No programme of this host has this address. For another host, give its key."))
        elif said.get("log_key") and not said.get("name"):
            self.add_error("name", _("Fill this in."))
        return said

    def field_for(self, name: str) -> str | None:
        """Show what is said of the parent at its address."""
        return "where" if name in ("parent", "elsewhere", "url") else super().field_for(name)

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with a key or an address at its own field."""
        for error in invalid.errors():
            parts = [str(part) for part in error["loc"]]
            where = "where" if "url" in parts else "name" if "name" in parts else "log_key"
            self.add_error(where, sentence(error))


class LeaveForm(ActForm):
    """Leave the programme."""

    act_type = tree_acts.LeaveProgramme
    words = ("reason",)

    reason = forms.CharField(
        label=_("Why? You need not say."), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )


class DeclineForm(ActForm):
    """Say that a partnership does not belong here, and why."""

    act_type = tree_acts.DeclineChild
    words = ("reason",)

    child = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The other partnership reads it, and so does everybody who reads this record."),
    )


class AddChildForm(ActForm):
    """Name a partnership on another host that belongs here."""

    act_type = tree_acts.AddChild

    url = forms.CharField(
        label=_("Address of its page"), max_length=300, widget=ADDRESS, help_text=_("It begins with https://.")
    )
    log_key = forms.CharField(
        label=_("Its key"),
        max_length=300,
        widget=_KEY,
        help_text=_("One line that begins with commonweal/. Its page “The tree of partnerships” shows it."),
    )
    name = forms.CharField(label=_("Its name"), max_length=120)

    def fields_of_act(self) -> dict[str, Any]:
        """Take the id from the key, which is named by it."""
        return {**super().fields_of_act(), "child": partnership_of(self.cleaned_data["log_key"])}

    def field_for(self, name: str) -> str | None:
        """Show what is said of the child at its key, by which it is known."""
        return "log_key" if name == "child" else super().field_for(name)

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with the act as a whole at the key: it is the key that does not fit."""
        for error in invalid.errors():
            where = next((str(part) for part in error["loc"] if part in ("url", "name")), "log_key")
            self.add_error(where, sentence(error))


class LinkForm(ActForm):
    """Say how the partnership stands to another one."""

    act_type = tree_acts.LinkPartnership

    stands = forms.ChoiceField(label=_("How does it stand to the other one?"), choices=list(STANDS.items()))
    where = forms.CharField(
        label=_("Address of the other one"), max_length=300, widget=ADDRESS, help_text=_("Its page here, or anywhere.")
    )
    name = forms.CharField(
        label=_("Its name"), max_length=120, required=False, help_text=_("Not needed where it is on this host.")
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Name a partnership of this host by its id, any other one by its address."""
        found = here(self.cleaned_data["where"])
        link = {"link": self.cleaned_data.get("idem") or new_id(), "stands": self.cleaned_data["stands"]}
        if found:
            return {**link, "other": found.pk, "name": self.cleaned_data["name"] or found.name, "lang": found.lang}
        name = self.cleaned_data["name"]
        return {**link, "url": self.cleaned_data["where"], "name": name, "lang": get_language() or "en"}

    def field_for(self, name: str) -> str | None:
        """Show what is said of the other one at its address."""
        return "where" if name in ("url", "other") else super().field_for(name)


class UnlinkForm(ActForm):
    """Take a link back: only a button is shown."""

    act_type = tree_acts.UnlinkPartnership

    link = forms.CharField(widget=forms.HiddenInput)
