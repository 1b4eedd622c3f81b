"""The form of a proposal; the rules are the act's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.decisions import acts
from commonweal.capabilities.decisions.form_parts import Choices, words_field
from commonweal.capabilities.decisions.phrases import KNOWLEDGE, PROMISES
from commonweal.charter.mattering import Found
from commonweal.charter.rules import YES_NO
from commonweal.web.actforms import ActForm, DayField, in_my_language

MOST_OPTIONS, FIRST_OPTIONS = 12, 4


class ProposeForm(ActForm):
    """Propose a decision on a matter; who decides by which rule follows from the charter."""

    act_type = acts.Propose

    title = forms.CharField(label=_("What is it called?"), max_length=200, help_text=_("One line, as in an agenda."))
    question = words_field(_("What exactly is to be decided?"), _("The whole text on which is voted."))
    concerns = forms.MultipleChoiceField(
        label=_("Which partners gain or lose by it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever declared an interest in one of them steps back."),
    )
    promised = forms.ChoiceField(label=_("How much do those affected take part?"), choices=list(PROMISES.items()))
    review_on = DayField(label=_("When do we look at it again?"), required=False)
    cited = forms.CharField(
        label=_("On which entries of the record does it rest?"),
        required=False,
        max_length=200,
        help_text=_("Their numbers, with commas."),
    )

    def __init__(
        self,
        *args: Any,
        law: Found,
        on: str,
        amount: str,
        currency: str,
        members: Choices,
        people: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.law, self.on, self.amount, self.currency = law, on, amount, currency
        self.fields["concerns"].choices = members  # type: ignore[attr-defined] # a choice
        self.fields["promised"].initial = law.matter.promised
        for code, name in KNOWLEDGE.items():
            self.fields[f"knows_{code}"] = words_field(name, required=code in law.matter.knowledge, rows=2)
        if law.rule.method not in YES_NO:
            self._ask_for_options(people)

    def _ask_for_options(self, people: Choices) -> None:
        for n in range(1, MOST_OPTIONS + 1):
            label = _("Option %(n)s") % {"n": n}
            self.fields[f"option_{n}"] = forms.CharField(label=label, required=False, max_length=500)
            who = forms.ChoiceField(label=_("or a person"), required=False, choices=[("", "–"), *people])
            self.fields[f"person_{n}"] = who

    @property
    def chooses(self) -> bool:
        """Whether the rule chooses among options."""
        return "option_1" in self.fields

    def first_options(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of the first options, for the page."""
        return self._option_fields(1, FIRST_OPTIONS)

    def more_options(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of the options that are folded until somebody needs them."""
        return self._option_fields(FIRST_OPTIONS + 1, MOST_OPTIONS)

    def more_filled(self) -> bool:
        """Whether something was typed into the folded ones."""
        return any(words.value() or person.value() for words, person in self.more_options())

    def _option_fields(self, first: int, last: int) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"option_{n}"], self[f"person_{n}"]) for n in range(first, last + 1)]

    def knowledge_fields(self) -> list[forms.BoundField]:
        """Return the fields in which is said on what knowledge it rests."""
        return [self[f"knows_{code}"] for code in KNOWLEDGE]

    def clean_cited(self) -> list[int]:
        """Read the numbers of entries."""
        said = self.cleaned_data["cited"].replace(",", " ").replace("،", " ").split()
        if any(not one.isdigit() for one in said):
            raise forms.ValidationError(_("Give numbers of entries, such as 12, 40."))
        return [int(one) for one in said]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the proposal; the matter is the one that was asked for, and the house finds body and rule."""
        given = self.cleaned_data
        knowledge = [
            {"kind": code, "says": in_my_language(given[f"knows_{code}"])}
            for code in KNOWLEDGE
            if given[f"knows_{code}"]
        ]
        return {
            "title": given["title"],
            "question": in_my_language(given["question"]),
            "on": self.on,
            "amount": self.amount or None,
            "currency": self.currency or None,
            "options": [option for n in range(1, MOST_OPTIONS + 1) if (option := self._option(n))],
            "concerns": given["concerns"],
            "knowledge": knowledge,
            "promised": given["promised"],
            "review_on": given["review_on"],
            "cites": [{"entry": entry, "rel": "based_on"} for entry in given["cited"]],
        }

    def _option(self, n: int) -> dict[str, Any] | None:
        words, person = self.cleaned_data.get(f"option_{n}"), self.cleaned_data.get(f"person_{n}")
        if not words and not person:
            return None
        return {
            "code": f"option_{n}",
            "title": in_my_language(words) if words else None,
            "person": person or None,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with options at the first of them, and with knowledge at its first kind."""
        first = {"options": "option_1", "knowledge": "knows_technical", "cites": "cited"}.get(name, name)
        return super().field_for(first)
