"""The forms by which people hear back; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.feedback import acts
from commonweal.capabilities.feedback.phrases import ANSWERS
from commonweal.web.actforms import ActForm, in_my_language

LONGEST = 10_000


class AboutForm(ActForm):
    """One thing said about several contributions, each ticked; or about all that wait."""

    about = forms.MultipleChoiceField(
        label=_("Which contributions?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("One of these no longer waits. Look at the list again.")},
    )
    everything = forms.BooleanField(label=_("All that wait here"), required=False)

    def __init__(
        self, *args: Any, offered: Sequence[tuple[int, str]], all_of_them: Iterable[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        if isinstance(about, forms.MultipleChoiceField):
            about.choices = [(str(entry), says) for entry, says in offered]
        self.all_of_them = list(all_of_them)
        if not self.all_of_them:
            del self.fields["everything"]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one contribution."""
        given = super().clean() or self.cleaned_data
        if not given.get("everything") and not given.get("about") and "about" not in self.errors:
            self.add_error("about", _("Tick at least one."))
        return given

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act: what was ticked, or all that waited when the page was shown."""
        given = self.cleaned_data
        about = self.all_of_them if given.get("everything") else [int(entry) for entry in given["about"]]
        said: dict[str, Any] = {"about": about[: acts.MOST]}
        if given.get("said"):
            said["words"] = in_my_language(given["said"])
        return said

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the words at the field in which they are written."""
        return super().field_for("said" if name == "words" else name)


class AcknowledgeForm(AboutForm):
    """Say that they arrived."""

    act_type = acts.Acknowledge

    said = forms.CharField(
        label=_("A word of thanks, or what happens next"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("You may leave this empty. Everybody can read it."),
    )


class RestingForm(AboutForm):
    """Something that may rest on an entry of the record."""

    rests_on = forms.IntegerField(
        label=_("Entry of the record on which this rests"),
        min_value=0,
        required=False,
        help_text=_("Its number, such as that of a decision or of the version of a text. You may leave this empty."),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act, citing the entry on which it rests."""
        said, entry = super().fields_of_act(), self.cleaned_data.get("rests_on")
        if entry is not None:
            said["cites"] = [{"entry": entry, "rel": "based_on"}]
        return said

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with a citation at its number."""
        return super().field_for("rests_on" if name == "cites" else name)


class AnswerForm(RestingForm):
    """Answer them."""

    act_type = acts.AnswerContributions

    outcome = forms.ChoiceField(label=_("What is the answer?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    said = forms.CharField(
        label=_("Why? What happens now?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Two or three sentences that help whoever said it. Everybody can read them."),
    )
    field_order = ("about", "everything", "outcome", "said", "rests_on")

    def fields_of_act(self) -> dict[str, Any]:
        """Return the answer."""
        return {**super().fields_of_act(), "outcome": self.cleaned_data["outcome"]}


class EffectForm(RestingForm):
    """Say what came of them."""

    act_type = acts.StateEffect

    said = forms.CharField(
        label=_("What came of it?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What is different now because somebody said it; or that nothing came of it, and why."),
    )
    field_order = ("about", "everything", "said", "rests_on")


class HandOverForm(AboutForm):
    """Let somebody else answer them."""

    act_type = acts.HandOver

    owner = forms.ChoiceField(label=_("Who answers from now on?"))

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = list(owners)

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act with the new owner."""
        return {**super().fields_of_act(), "owner": self.cleaned_data["owner"]}


class ReceiptForm(forms.Form):
    """A receipt number, typed in."""

    receipt = forms.CharField(
        label=_("Number of your receipt"),
        max_length=80,
        help_text=_("As it stands on the page or the paper that you were given."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_receipt(self) -> str:
        """Return the number without blanks and hyphens, in small letters, as receipts are made."""
        typed = self.cleaned_data["receipt"]
        return "".join(each for each in typed if each.isalnum()).lower()
