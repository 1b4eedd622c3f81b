"""The forms of the agenda; the rules are the acts'."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.agenda import acts
from commonweal.capabilities.agenda.phrases import CHOICES
from commonweal.capabilities.agenda.queries import CoreGoal, Stand
from commonweal.web.actforms import ActForm, DayField, in_my_language, sentence

LONGEST = 10_000


class CoreForm(ActForm):
    """Name a goal a main one, or say that it is none: a button."""

    act_type = acts.MarkCore

    def __init__(self, *args: Any, goal: CoreGoal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal

    def fields_of_act(self) -> dict[str, Any]:
        """Say the opposite of what is so."""
        return {"goal": self.goal.goal, "core": not self.goal.core}


class PositionForm(ActForm):
    """Say where one's organisation stands on a goal."""

    act_type = acts.TakePosition
    stance = forms.ChoiceField(
        label=_("Where does your organisation stand?"), choices=list(CHOICES.items()), widget=forms.RadioSelect
    )
    says = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Needed for a reservation and an objection: what would have to change?"),
    )

    def __init__(self, *args: Any, goal: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal

    def fields_of_act(self) -> dict[str, Any]:
        """Name the goal."""
        given = self.cleaned_data
        said = {"goal": self.goal, "stance": given["stance"]}
        return {**said, "words": in_my_language(given["says"])} if given.get("says") else said

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the words where they were written."""
        return super().field_for("says" if name == "words" else name)

    def explain(self, invalid: ValidationError) -> None:
        """Show that words are missing where they are written."""
        for error in invalid.errors():
            self.add_error(self.field_for(str(error["loc"][0])) if error["loc"] else "says", sentence(error))


class SettleForm(ActForm):
    """Say that a reservation is integrated, or answer it."""

    act_type = acts.SettlePosition

    how = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            ("integrated", _("Integrated: the goal or what we do was changed so that it is met")),
            ("answered", _("Answered: it stays as it is, for the reason given, and is looked at again")),
        ],
        widget=forms.RadioSelect,
    )
    review_on = DayField(label=_("Looked at again on"), required=False, help_text=_("Needed where you only answer."))

    def __init__(self, *args: Any, row: Stand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["says"] = forms.CharField(
            label=_("How, or why?"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
        )
        self.order_fields(["idem", "how", "says", "review_on"])

    def fields_of_act(self) -> dict[str, Any]:
        """Name the position."""
        given = self.cleaned_data
        said = {"position": self.row.entry, "how": given["how"], "words": in_my_language(given["says"])}
        return {**said, "review_on": given["review_on"]} if given.get("review_on") else said

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the words where they were written."""
        return super().field_for("says" if name == "words" else name)

    def explain(self, invalid: ValidationError) -> None:
        """Show that the day is missing at the day."""
        for error in invalid.errors():
            self.add_error(self.field_for(str(error["loc"][0])) if error["loc"] else "review_on", sentence(error))


class PresentForm(ActForm):
    """Present the agenda: a button."""

    act_type = acts.Present

    def fields_of_act(self) -> dict[str, Any]:
        """The house fills in the rest."""
        return {}


class AdoptForm(ActForm):
    """Adopt a version by a decision that was carried."""

    act_type = acts.Adopt
    decision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def fields_of_act(self) -> dict[str, Any]:
        """Name the version."""
        return {**super().fields_of_act(), "version": self.version}
