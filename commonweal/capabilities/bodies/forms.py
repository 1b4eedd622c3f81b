"""The forms of seats and offices; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.capability import Says
from commonweal.capabilities.bodies import acts
from commonweal.capabilities.bodies.phrases import CHOICES_HOW, OFFICES, WHY
from commonweal.capabilities.bodies.queries import BodyNow, Decided, SeatNow
from commonweal.web.actforms import ActForm, DayField, sentence

Choices = list[tuple[str, Says]]
"""Values and what they are called: a person's pseudonym, or with the organisation for which she would sit there."""

CHOOSE: tuple[str, Says] = ("", _("Choose…"))
NOBODY: tuple[str, Says] = ("", _("Nobody"))


def decision_choices(decided: list[Decided], titles: Mapping[int, str]) -> Choices:
    """Return the decisions, and where one chose among options each of these, as ``entry`` or ``entry.option``."""
    found: Choices = [("", _("No decision"))]
    for row in decided:
        title = titles.get(row.decision, str(row.decision))
        options = row.winners or [""]
        found += [
            (f"{row.decision}.{option}" if option else f"{row.decision}", f"{title} ({option})" if option else title)
            for option in options
        ]
    return found


def _decision_and_option(said: str) -> dict[str, Any]:
    entry, _dot, option = said.partition(".")
    return {"decision": int(entry) if entry else None, "option": option or None}


class DesignateForm(ActForm):
    """Say who holds a seat."""

    act_type = acts.Designate

    person = forms.ChoiceField(label=_("Who holds it?"))
    how = forms.ChoiceField(label=_("How did it come about?"), choices=list(CHOICES_HOW.items()))
    reference = forms.CharField(
        label=_("What shows it?"),
        max_length=200,
        required=False,
        help_text=_("One line, such as “Letter of the council, 3 March”. It stands on the record and names no person."),
    )
    decision = forms.ChoiceField(label=_("Was it decided here?"), required=False)
    until_on = DayField(label=_("Last day of the term"), required=False)
    substitute = forms.ChoiceField(label=_("Who stands in?"), required=False)

    def __init__(
        self, *args: Any, body: str, seat: SeatNow, people: Choices, others: Choices, decisions: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.seat_now = body, seat
        self.fields["person"].choices = [CHOOSE, *people]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["substitute"].choices = [NOBODY, *others]  # type: ignore[attr-defined]
        self.fields["decision"].choices = decisions  # type: ignore[attr-defined]
        if len(decisions) == 1:
            del self.fields["decision"]
        if not seat.group.substitute:
            del self.fields["substitute"]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the seat with its holder, citing the decision where one is named."""
        given = self.cleaned_data
        person, _dot, organisation = given["person"].partition(".")
        decided = _decision_and_option(given.get("decision") or "")
        cites = [{"entry": decided["decision"], "rel": "implements"}] if decided["decision"] is not None else []
        return {
            "body": self.body,
            "seat": self.seat_now.seat.name,
            "person": person,
            "organisation": organisation or None,
            "how": given["how"],
            "reference": given["reference"] or None,
            "until_on": given["until_on"],
            "substitute": given.get("substitute") or None,
            "cites": cites,
            **decided,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the seat or the organisation at the person, and with the option at the decision."""
        names = {"seat": "person", "organisation": "person", "option": "decision"}
        return super().field_for(names.get(name, name))

    def explain(self, invalid: ValidationError) -> None:
        """Show what is missing as evidence where it is given."""
        for error in invalid.errors():
            where = self.field_for(str(error["loc"][0])) if error["loc"] else "reference"
            self.add_error(where, sentence(error))

    @cached_property
    def empty(self) -> bool:
        """Whether there is nobody who could be chosen."""
        return len(self.fields["person"].choices) <= 1  # type: ignore[attr-defined]


class SubstituteForm(ActForm):
    """Say who stands in for whoever holds a seat."""

    act_type = acts.NameSubstitute

    substitute = forms.ChoiceField(label=_("Who stands in?"), required=False)

    def __init__(self, *args: Any, body: str, seat: SeatNow, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.seat_now = body, seat
        self.fields["substitute"].choices = [NOBODY, *others]  # type: ignore[attr-defined]
        self.fields["substitute"].initial = seat.seat.substitute

    def fields_of_act(self) -> dict[str, Any]:
        """Return the seat with who stands in."""
        return {
            "body": self.body,
            "seat": self.seat_now.seat.name,
            "substitute": self.cleaned_data["substitute"] or None,
        }


class VacateForm(ActForm):
    """Say that somebody no longer holds a seat."""

    act_type = acts.Vacate
    words = ("says",)

    why = forms.ChoiceField(label=_("Why?"), choices=list(WHY.items()))
    says = forms.CharField(
        label=_("What should be said about it?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, body: str, seat: SeatNow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.seat_now = body, seat

    def fields_of_act(self) -> dict[str, Any]:
        """Return the seat and why it is let go of."""
        return {**super().fields_of_act(), "body": self.body, "seat": self.seat_now.seat.name}


class AppointForm(ActForm):
    """Say who holds an office."""

    act_type = acts.Appoint

    person = forms.ChoiceField(label=_("Who holds it?"))
    decision = forms.ChoiceField(label=_("Was it decided here?"), required=False)
    until_on = DayField(label=_("Last day"), required=False)

    def __init__(
        self, *args: Any, here: BodyNow, office: str, people: Choices, decisions: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.here, self.office = here, office
        self.fields["person"].choices = [CHOOSE, *people]  # type: ignore[attr-defined]
        self.fields["decision"].choices = decisions  # type: ignore[attr-defined]
        if len(decisions) == 1:
            del self.fields["decision"]

    @property
    def label(self) -> Says:
        """What the office is called."""
        return OFFICES[self.office]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the office with its holder."""
        given = self.cleaned_data
        decided = _decision_and_option(given.get("decision") or "")
        cites = [{"entry": decided["decision"], "rel": "implements"}] if decided["decision"] is not None else []
        return {
            "body": self.here.body.code,
            "office": self.office,
            "person": given["person"],
            "until_on": given["until_on"],
            "cites": cites,
            **decided,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the office at the person."""
        return super().field_for({"office": "person", "option": "decision"}.get(name, name))


class EndOfficeForm(ActForm):
    """Say that somebody no longer holds an office."""

    act_type = acts.EndOffice

    why = forms.ChoiceField(label=_("Why?"), choices=list(WHY.items()))

    def __init__(self, *args: Any, body: str, office: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.office = body, office

    def fields_of_act(self) -> dict[str, Any]:
        """Return the office and why it ends."""
        return {**super().fields_of_act(), "body": self.body, "office": self.office}
