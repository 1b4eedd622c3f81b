"""What the forms of decisions have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.web.actforms import ActForm

Choices = Sequence[tuple[str, Says]]


def words_field(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    """Return a field in which somebody writes in her own words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=10_000,
        widget=forms.Textarea({"rows": rows}),
    )


def seat_field() -> forms.ChoiceField:
    """Return a field in which one of her seats is chosen."""
    return forms.ChoiceField(label=_("For which seat?"))


class SayForm(ActForm):
    """Say or do something in a decision; each kind has its own fields.

    :cvar heading: what the page is called, `button` what its button says and `about` what follows from it
    """

    heading: ClassVar[Says]
    button: ClassVar[Says]
    about: ClassVar[Says] = ""

    def __init__(self, *args: Any, decision: int, seats: Choices = (), others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        for name, choices in (("seat", seats), ("to", others)):
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the decision that it is about."""
        return {"decision": self.decision, **super().fields_of_act()}


class OnEntryForm(SayForm):
    """Say something about an entry of a decision, such as an objection.

    :cvar names: the act's field for that entry
    """

    names: ClassVar[str]

    def __init__(self, *args: Any, entry: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_entry = entry

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the entry that it is about."""
        return {self.names: self.on_entry, **super().fields_of_act()}
