"""The forms of assumptions; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.assumptions import acts
from commonweal.capabilities.assumptions.phrases import CONFIDENCE, RESULTS
from commonweal.web.actforms import ActForm, DayField

Choices = Sequence[tuple[str, str]]


def _own_words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=10_000, widget=forms.Textarea({"rows": 3}))


class Entries(forms.CharField):
    """Numbers of entries, with commas."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=400, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the numbers.

        :raises ValidationError: where something else was typed
        """
        said = str(super().clean(value)).replace(",", " ").replace("،", " ").split()
        if any(not one.isdigit() or len(one) > 15 for one in said):
            raise forms.ValidationError(_("Give numbers of entries, such as 12, 40."))
        return [int(one) for one in said]


class StateForm(ActForm):
    """Write down what is taken for granted."""

    act_type: ClassVar[type[Act]] = acts.State
    words = ("says", "test")

    title = forms.CharField(label=_("What do we assume, in one line?"), max_length=200)
    says = _own_words(_("What exactly, and why do we think so?"))
    test = _own_words(_("How do we find out?"), _("What would have to be seen for it not to hold."))
    confidence = forms.ChoiceField(
        label=_("How sure are we?"), choices=list(CONFIDENCE.items()), widget=forms.RadioSelect
    )
    due_on = DayField(label=_("By when is it tested?"))
    owner = forms.ChoiceField(label=_("Who looks after it?"), required=False)
    depends = Entries(
        label=_("Which entries of the record depend on it?"),
        help_text=_(
            "Their numbers, with commas. Whoever made them is asked if it fails. Entries that cite it are added."
        ),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("I do")), *people]  # type: ignore[attr-defined] # a choice


class ReviseForm(StateForm):
    """Put an assumption anew."""

    act_type = acts.Revise

    def __init__(self, *args: Any, assumption: int, **kwargs: Any) -> None:
        super().__init__(*args, people=(), **kwargs)
        self.assumption = assumption
        del self.fields["owner"]

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the assumption that is put anew."""
        return {"assumption": self.assumption, **super().fields_of_act()}


class _TurnForm(ActForm):
    """Say something about an assumption."""

    def __init__(self, *args: Any, assumption: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assumption = assumption

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the assumption that it is about."""
        return {"assumption": self.assumption, **super().fields_of_act()}


class TestForm(_TurnForm):
    """Report a test."""

    __test__ = False  # not for the runner of our own tests
    act_type = acts.ReportTest
    words = ("says",)

    result = forms.ChoiceField(
        label=_("How did the test come out?"), choices=list(RESULTS.items()), widget=forms.RadioSelect
    )
    says = _own_words(_("What was seen?"))
    evidence = Entries(
        label=_("On which entries does that rest?"), help_text=_("Numbers of evidence or results, with commas.")
    )


class ActOnForm(_TurnForm):
    """Say what becomes of what fell."""

    act_type = acts.ActOn
    words = ("says",)

    dependent = forms.ChoiceField(label=_("What fell?"))
    says = _own_words(_("What becomes of it?"), _("What is changed, or why nothing is."))

    def __init__(self, *args: Any, fallen: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dependent"].choices = fallen  # type: ignore[attr-defined] # a choice


class HandOverForm(_TurnForm):
    """Hand an assumption over."""

    act_type = acts.HandOver

    to = forms.ChoiceField(label=_("Who looks after it from now on?"))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people  # type: ignore[attr-defined] # a choice


class GiveUpForm(_TurnForm):
    """Give an assumption up."""

    act_type = acts.GiveUp
    words = ("reason",)

    reason = _own_words(_("Why do we no longer assume it?"))
