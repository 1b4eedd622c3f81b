"""The forms by which something becomes of the agreement; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.agreement import acts
from commonweal.capabilities.agreement.phrases import OUTCOMES
from commonweal.charter.interim import CURRENT
from commonweal.web.actforms import ActForm, DayField

Choices = Iterable[tuple[str, str]]


class Choosing(ActForm):
    """A form that offers decisions, organisations, or both."""

    def __init__(self, *args: Any, decisions: Choices = (), organisations: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {"decision": decisions, "organisation": organisations, "successor": organisations}
        for name, rows in offered.items():
            if name in self.fields:
                self.fields[name].choices = [("", _("Choose one")), *rows]  # type: ignore[attr-defined]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields, the decision as a number."""
        given = super().fields_of_act()
        return {name: int(said) if name == "decision" else said for name, said in given.items()}


def _decision(*, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("By which decision?"),
        required=required,
        help_text=_("Decisions that were carried and stand. What is not here was not decided."),
    )


class ForceForm(Choosing):
    """Bring a text into force."""

    act_type = acts.BringIntoForce

    decision = _decision(required=False)

    def __init__(self, *args: Any, text: int, amends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        if not amends:
            del self.fields["decision"]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields."""
        return {**super().fields_of_act(), "text": self.text}


class NoticeForm(Choosing):
    """Give notice."""

    act_type = acts.GiveNotice
    words = ("reason",)

    leaves_on = DayField(label=_("On which day does your organisation leave?"))
    reason = forms.CharField(
        label=_("Why? You need not say."), max_length=10_000, required=False, widget=forms.Textarea({"rows": 3})
    )


class SuspendForm(Choosing):
    """Let the seats of an organisation rest."""

    act_type = acts.Suspend

    organisation = forms.ChoiceField(label=_("Whose seats rest?"))
    decision = _decision()
    until_on = DayField(label=_("Until when? Leave it empty where that is open."), required=False)


class LiftForm(Choosing):
    """Let the seats of an organisation rest no longer."""

    act_type = acts.LiftSuspension

    organisation = forms.ChoiceField(label=_("Whose seats rest no longer?"))
    decision = _decision()


class SucceedForm(Choosing):
    """Say who takes whose place."""

    act_type = acts.Succeed

    organisation = forms.ChoiceField(label=_("Which organisation ended or was merged?"))
    successor = forms.ChoiceField(label=_("Which one takes its place?"))
    evidence = forms.CharField(
        label=_("Where does that stand?"),
        max_length=200,
        help_text=_("The act of the register, the law or the contract, and its day."),
    )
    sha256 = forms.CharField(
        label=_("Fingerprint (SHA-256) of that document, where you have it"),
        max_length=64,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "spellcheck": "false", "autocomplete": "off", "class": "code"}),
    )
    decision = _decision(required=False)


class RenewForm(Choosing):
    """Renew the agreement."""

    act_type = acts.Renew

    until_on = DayField(label=_("Until which day is it renewed?"))
    decision = _decision()


class DissolveForm(Choosing):
    """Say that and when the partnership ends."""

    act_type = acts.Dissolve
    words = ("statement",)

    ends_on = DayField(
        label=_("On which day does it end?"), help_text=_("From that day on only what winds it up is done.")
    )
    decision = _decision()
    statement = forms.CharField(
        label=_("What should everybody know?"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What was reached, what remains and with whom, and where the record stays."),
    )


class NextForm(Choosing):
    """Say what comes next."""

    act_type = acts.DecideNext
    words = ("statement",)

    outcome = forms.ChoiceField(label=_("What comes next?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect())
    statement = forms.CharField(
        label=_("Why, and what changes?"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Everybody reads it: what was reached, what was not, and what you do differently."),
    )
    next_on = DayField(label=_("When is this asked again?"))
    decision = _decision(required=False)


class EditionForm(Choosing):
    """Go on under the newest interim charter."""

    act_type = acts.AdoptEdition

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields."""
        return {"edition": CURRENT}
