"""The ballot as a form, one for each rule: what is chosen is checked by the same function that counts it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.decisions.phrases import ANSWERS, wrong_choice
from commonweal.charter.choices import ABSTAIN, RANKED, BadChoice, Choice, answers_of, valid_choice
from commonweal.charter.rules import YES_NO, DecisionRule

Options = Sequence[tuple[str, str]]
"""What can be chosen: code and words, in the order in which it was offered."""


class BallotForm(forms.Form):
    """A ballot: answers, ticks, numbers or ranks, whatever the rule takes.

    :ivar choice: what was chosen, in the form in which it is counted, once the form is valid
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rule: DecisionRule,
        options: Options,
        weight: str = "1",
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.rule, self.options, self.weight = rule, options, weight
        self.choice: Choice | None = None
        self.fields.update(self._asked())

    @property
    def kind(self) -> str:
        """How the ballot is laid out: ``answers``, ``split``, ``ticks``, ``ranks`` or ``numbers``."""
        if self.rule.method in YES_NO:
            return "split" if self.rule.split else "answers"
        if self.rule.method == "approval":
            return "ticks"
        return "ranks" if self.rule.method in RANKED else "numbers"

    @property
    def answers(self) -> list[tuple[str, Any]]:
        """The answers of a ballot on one question, each as a button."""
        names = {"yes": _("I consent"), ABSTAIN: ANSWERS[ABSTAIN]} if self.rule.method == "consent" else ANSWERS
        return [(code, names[code]) for code in answers_of(self.rule)]

    def clean(self) -> dict[str, Any]:
        """Check what was chosen as the count will, and say at its field what is wrong."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        try:
            self.choice = valid_choice(
                self.rule, [code for code, _words in self.options], self._chosen(given), weight=self.weight
            )
        except BadChoice as bad:
            self.add_error(None, str(wrong_choice(bad)))
        return given

    def as_kept(self) -> str:
        """Return what was chosen as text, for the page on which it is looked at once more."""
        return json.dumps(self.choice, sort_keys=True)

    def _asked(self) -> dict[str, forms.Field]:
        if self.kind == "answers":
            return {"answer": forms.ChoiceField(choices=self.answers, required=False)}
        if self.kind == "split":
            part = {"required": False, "max_digits": 15, "decimal_places": 6, "min_value": 0}
            return {code: forms.DecimalField(label=str(name), **part) for code, name in self.answers}  # type: ignore[arg-type]  # the four are what a decimal takes
        if self.kind == "ticks":
            ticks = forms.CheckboxSelectMultiple
            return {"approved": forms.MultipleChoiceField(choices=self.options, required=False, widget=ticks)}
        if self.kind == "ranks":
            places = [("", "–"), *((str(n), str(n)) for n in range(1, len(self.options) + 1))]
            return {
                f"rank_{code}": forms.ChoiceField(label=words, choices=places, required=False)
                for code, words in self.options
            }
        highest = self.rule.scale
        return {
            f"number_{code}": forms.IntegerField(label=words, min_value=0, max_value=highest, required=False)
            for code, words in self.options
        }

    def _chosen(self, given: Mapping[str, Any]) -> Any:
        if self.data.get(self.add_prefix("answer")) == ABSTAIN:
            return ABSTAIN
        if self.kind == "answers":
            return given.get("answer") or ""
        if self.kind == "split":
            return {code: str(given[code]) for code, _name in self.answers if given.get(code) is not None}
        if self.kind == "ticks":
            return given["approved"]
        if self.kind == "ranks":
            return _tiers({code: given[f"rank_{code}"] for code, _words in self.options})
        numbers = {code: given[f"number_{code}"] for code, _words in self.options}
        return {code: number for code, number in numbers.items() if number is not None}


class ChosenForm(forms.Form):
    """What was chosen, looked at once more; in a secret ballot that is changed, with the receipt of the one before."""

    choice = forms.CharField(widget=forms.HiddenInput)
    receipt = forms.CharField(
        label=_("The code of the ballot that you change"),
        required=False,
        max_length=40,
        help_text=_("You were shown it when you voted. Without it nobody can find your ballot, not even you."),
    )

    def clean_choice(self) -> Any:
        """Return what was chosen as data."""
        try:
            return json.loads(self.cleaned_data["choice"])
        except ValueError:
            raise forms.ValidationError(gettext("Choose again.")) from None


def _tiers(ranks: Mapping[str, str]) -> list[list[str]]:
    """Return the options by rank, those of one rank together; those without a rank are left out."""
    places = sorted({int(rank) for rank in ranks.values() if rank})
    return [[code for code, rank in ranks.items() if rank == str(place)] for place in places]


def in_words(choice: Any, options: Options, rule: DecisionRule) -> list[str]:
    """Return what a ballot says, a line each."""
    names = dict(options)
    if isinstance(choice, str):
        if rule.method == "consent" and choice == "yes":
            return [gettext("I consent")]
        return [str(ANSWERS.get(choice, names.get(choice, choice)))]
    if isinstance(choice, dict):
        numbered = {names.get(code, str(ANSWERS.get(code, code))): number for code, number in choice.items()}
        return [f"{name}: {number}" for name, number in numbered.items()]
    tiers = [[one] if isinstance(one, str) else list(one) for one in choice]
    if rule.method == "approval":
        return [names.get(one, one) for tier in tiers for one in tier]
    return [f"{n}. {' = '.join(names.get(one, one) for one in tier)}" for n, tier in enumerate(tiers, 1)]
