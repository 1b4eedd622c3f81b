"""The forms of disputes; the rules are the acts'."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.disputes import acts
from commonweal.capabilities.disputes.phrases import ANSWERS, RAISED
from commonweal.web.actforms import ActForm, sentence

Choices = list[tuple[Any, Any]]


def _lines(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, max_length=10_000, widget=widget, help_text=help_text)


class RaiseForm(ActForm):
    """Complain, or say that something is in dispute."""

    act_type = acts.RaiseDispute
    words = ("said", "wish")

    sort = forms.ChoiceField(label=_("What is it?"), choices=list(RAISED.items()), widget=forms.RadioSelect)
    against = forms.ChoiceField(label=_("About which organisation?"), required=False)
    about = forms.IntegerField(
        label=_("About which entry of the record?"),
        required=False,
        min_value=0,
        help_text=_("Its number, where it is about something that was recorded here."),
    )
    said = _lines(
        _("What happened?"), rows=6, help_text=_("When and where it was, and what it meant for you or for others.")
    )
    wish = _lines(_("What would put it right?"), rows=2, required=False)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody: Choices = [("", _("No single one, or I do not know"))]
        self.fields["against"].choices = nobody + members  # type: ignore[attr-defined]  # a ChoiceField, as said above

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is raised; the act calls what was said its words."""
        given = super().fields_of_act()
        return {"words" if name == "said" else name: value for name, value in given.items()}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the words where they are typed."""
        return "said" if name == "words" else super().field_for(name)


class _OfOne(ActForm):
    """A form about one dispute."""

    def __init__(self, *args: Any, dispute: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispute = dispute

    def fields_of_act(self) -> dict[str, Any]:
        """Return the dispute with what was typed."""
        return {**super().fields_of_act(), "dispute": self.dispute}


class TakeForm(_OfOne):
    """Take a dispute on."""

    act_type = acts.TakeDispute


class SayForm(_OfOne):
    """Say something in a dispute."""

    act_type = acts.SayInDispute

    words = ("said",)

    said = _lines(_("What do you say to it?"))

    def fields_of_act(self) -> dict[str, Any]:
        """Return what was said; the act calls it its words."""
        given = super().fields_of_act()
        return {"words" if name == "said" else name: value for name, value in given.items()}


class MoveOnForm(_OfOne):
    """Take a dispute to the next step."""

    act_type = acts.MoveOnDispute
    words = ("reason",)

    reason = _lines(_("Why was it not settled at this step?"), rows=2, required=False)


class SettleForm(_OfOne):
    """Settle a dispute."""

    act_type = acts.SettleDispute
    words = ("why", "remedy")

    outcome = forms.ChoiceField(label=_("How does it end?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    why = _lines(_("Why?"), rows=4)
    remedy = _lines(_("What is done to put it right?"), rows=2, required=False)
    decision = forms.IntegerField(
        label=_("By which decision? The entry that proposed it"),
        required=False,
        min_value=0,
        help_text=_("Where a body decides at this step."),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Return how it ends; the act calls the reason its words."""
        given = super().fields_of_act()
        return {"words" if name == "why" else name: value for name, value in given.items()}

    def explain(self, invalid: ValidationError) -> None:
        """Show a lack of what is put right where it is to be written."""
        for error in invalid.errors():
            self.add_error(self.field_for(str(error["loc"][0])) if error["loc"] else "remedy", sentence(error))


class WithdrawForm(_OfOne):
    """Take back what one raised."""

    act_type = acts.WithdrawDispute
    words = ("reason",)

    reason = _lines(_("Why? You need not say."), rows=2, required=False)


class RehearseForm(ActForm):
    """Say that the path was tried out."""

    act_type = acts.RehearsePath
    words = ("note",)

    note = _lines(_("What was tried out, by whom, and what did you learn?"))
