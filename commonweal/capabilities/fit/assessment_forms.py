"""The forms of an assessment: opening, one screen for each criterion, sending, closing, deciding, reopening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.act import Act
from commonweal.capabilities.fit import acts
from commonweal.capabilities.fit.phrases import ALTERNATIVES, CRITERIA, OUTCOMES, Criterion
from commonweal.capabilities.fit.queries import AssessmentThen
from commonweal.methods.fit import medians_as_text
from commonweal.web.actforms import ActForm, in_my_language, sentence

OWN = range(2)
OWN_PARTS = ("title", "low", "high")
CANNOT_SAY = "x"


class OpenForm(ActForm):
    """Open an assessment: what is compared, on which criteria."""

    act_type = acts.OpenAssessment

    alternatives = forms.MultipleChoiceField(
        label=_("Which other ways are there?"),
        help_text=_("The alliance itself is always scored."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(a.code, a.name) for a in ALTERNATIVES.values() if a.code != "alliance"],
        initial=[code for code in ALTERNATIVES if code != "alliance"],
    )
    criteria = forms.MultipleChoiceField(
        label=_("What do you ask of each?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(c.code, c.title) for c in CRITERIA.values()],
        initial=list(CRITERIA),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = (_("Your own question"), _("A 1 means"), _("A 5 means"))
        for n in OWN:
            for part, label in zip(OWN_PARTS, labels, strict=True):
                self.fields[f"{part}_{n}"] = forms.CharField(label=label, max_length=200, required=False)

    def own(self) -> list[list[forms.BoundField]]:
        """Return the fields of each question of the partners' own, for the page."""
        return [[self[f"{part}_{n}"] for part in OWN_PARTS] for n in OWN]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the alternatives and the whole list of criteria, ours first."""
        given, lang = self.cleaned_data, get_language() or "en"
        own = [
            {"code": f"own_{n + 1}", "lang": lang, **{part: given[f"{part}_{n}"] or None for part in OWN_PARTS}}
            for n in OWN
            if any(given[f"{part}_{n}"] for part in OWN_PARTS)
        ]
        ours = [{"code": code} for code in given["criteria"]]
        return {"alternatives": ["alliance", *given["alternatives"]], "criteria": [*ours, *own]}

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with a question of their own at that question."""
        ours = len(self.cleaned_data.get("criteria", []))
        used = [n for n in OWN if any(self.cleaned_data.get(f"{part}_{n}") for part in OWN_PARTS)]
        for error in invalid.errors():
            first, *rest = error["loc"]
            if first == "criteria" and rest and isinstance(rest[0], int) and rest[0] >= ours:
                self.add_error(f"title_{used[rest[0] - ours]}", sentence(error))
            else:
                self.add_error(self.field_for(str(first)), sentence(error))


class CriterionForm(forms.Form):
    """One screen of scoring: every alternative on one criterion. It performs nothing; it fills a draft."""

    def __init__(self, *args: Any, alternatives: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marks = [(str(mark), str(mark)) for mark in range(1, 6)]
        for code in alternatives:
            self.fields[code] = forms.ChoiceField(
                label=str(ALTERNATIVES[code].name),
                help_text=str(ALTERNATIVES[code].about),
                widget=forms.RadioSelect,
                choices=[*marks, (CANNOT_SAY, _("I cannot say"))],
                error_messages={"required": _("Choose a number, or “I cannot say”.")},
            )

    def marks(self) -> dict[str, int | None]:
        """Return the answers, nothing where she cannot say."""
        return {code: None if said == CANNOT_SAY else int(said) for code, said in self.cleaned_data.items()}


class CostForm(forms.Form):
    """The last screen of scoring: what taking part would cost each month. Empty means that she cannot say."""

    hours = forms.DecimalField(
        label=_("Hours of your people each month"), required=False, min_value=0, decimal_places=1
    )
    money = forms.DecimalField(label=_("Money each month"), required=False, min_value=0, decimal_places=2)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        required=False,
        max_length=3,
        help_text=_("Three letters, such as EUR."),
        error_messages={"invalid": _("Give three letters, such as EUR.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the currency where there is money."""
        given = super().clean() or {}
        if given.get("money") is not None and not given.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        return given

    def cost(self) -> dict[str, str]:
        """Return what is known, as the act takes it."""
        given = self.cleaned_data
        found = {name: format(given[name], "f") for name in ("hours", "money") if given.get(name) is not None}
        return {**found, "currency": given["currency"].upper()} if "money" in found else found


class ScoreForm(ActForm):
    """Send the draft. Everything was typed on the screens before, so only a button is shown."""

    act_type = acts.Score

    def __init__(
        self, *args: Any, assessment: int, scores: Mapping[str, Any], cost: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.act = {"assessment": assessment, "scores": scores, "cost": cost}

    def fields_of_act(self) -> dict[str, Any]:
        """Return the draft; it answers the assessment."""
        return {**self.act, "cites": [{"entry": self.act["assessment"], "rel": "answers"}]}


class CloseForm(ActForm):
    """Close an assessment: a button."""

    act_type: ClassVar[type[Act]] = acts.CloseAssessment

    def __init__(self, *args: Any, assessment: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assessment = assessment

    def fields_of_act(self) -> dict[str, Any]:
        """Return which."""
        return {"assessment": self.assessment, "cites": [{"entry": self.assessment, "rel": "closes"}]}


class ReopenForm(CloseForm):
    """Reopen an assessment."""

    act_type = acts.Reopen

    reason = forms.CharField(label=_("What has changed?"), max_length=2000, widget=forms.Textarea({"rows": 2}))

    def fields_of_act(self) -> dict[str, Any]:
        """Return which and why."""
        reason = in_my_language(self.cleaned_data["reason"])
        return {"assessment": self.assessment, "reason": reason, "cites": [{"entry": self.assessment}]}


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who may take part in the decision: a person by her pseudonym, or an organisation."""

    id: str
    kind: str
    label: str
    decides: bool


INTERESTS = (
    ("", pgettext_lazy("decider", "Does not decide")),
    ("no", _("Decides, and has no interest in the answer")),
    ("yes", _("Decides, and has an interest in the answer")),
    ("unsaid", _("Decides, and has not said yet")),
)


class DecideForm(ActForm):
    """Decide whether to partner."""

    act_type = acts.Decide

    outcome = forms.ChoiceField(
        label=_("What is decided?"), widget=forms.RadioSelect, choices=[(o.code, o.name) for o in OUTCOMES.values()]
    )
    instead = forms.ChoiceField(
        label=_("What is done instead?"),
        help_text=_("Where it is a smaller form, or no partnership."),
        required=False,
        choices=[
            ("", _("Nothing, or not said")),
            *((a.code, a.name) for a in ALTERNATIVES.values() if a.code != "alliance"),
        ],
    )
    sponsor = forms.ChoiceField(label=_("Which member stands for it by name?"))
    reason = forms.CharField(label=_("Why?"), max_length=4000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, stands: AssessmentThen, deciders: Sequence[Decider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands, self.deciders = stands, deciders
        members = [(d.id, d.label) for d in deciders if d.kind == "organisation"]
        self.fields["sponsor"].choices = [("", _("Choose")), *members]  # type: ignore[attr-defined]  # it has choices
        for decider in deciders:
            self.fields[f"interest_{decider.id}"] = forms.ChoiceField(
                label=decider.label, required=False, choices=INTERESTS[1:] if decider.decides else INTERESTS
            )
            self.fields[f"what_{decider.id}"] = forms.CharField(
                label=_("Which interest?"), required=False, max_length=500
            )

    def declarations(self) -> list[tuple[Decider, forms.BoundField, forms.BoundField]]:
        """Return each possible decider with the two fields, for the page: those who decide in any case first."""
        rows = [(d, self[f"interest_{d.id}"], self[f"what_{d.id}"]) for d in self.deciders]
        return sorted(rows, key=lambda row: not row[0].decides)

    def fields_of_act(self) -> dict[str, Any]:
        """Return the decision with the figures on which it rests and the scores that it cites."""
        given = self.cleaned_data
        return {
            "assessment": self.stands.row.entry,
            "outcome": given["outcome"],
            "instead": given["instead"] or None,
            "sponsor": given["sponsor"],
            "reason": in_my_language(given["reason"]),
            "interests": [self._declaration(d) for d in self._declared()],
            "medians": medians_as_text(self.stands.result),
            "assessors": str(len(self.stands.scores)),
            "cites": [{"entry": score.entry, "rel": "based_on"} for score in self.stands.scores],
        }

    def explain(self, invalid: ValidationError) -> None:
        """Show what a declaration misses at that declaration."""
        declared = self._declared()
        for error in invalid.errors():
            first, *rest = error["loc"]
            if first == "interests" and rest and isinstance(rest[0], int):
                self.add_error(f"what_{declared[rest[0]].id}", sentence(error))
            else:
                self.add_error(self.field_for(str(first)), sentence(error))

    def _declared(self) -> list[Decider]:
        sponsor = self.cleaned_data.get("sponsor")
        return [d for d in self.deciders if self.cleaned_data.get(f"interest_{d.id}") or sponsor == d.id]

    def _declaration(self, decider: Decider) -> dict[str, Any]:
        said = self.cleaned_data.get(f"interest_{decider.id}") or "unsaid"
        what = self.cleaned_data.get(f"what_{decider.id}")
        return {
            decider.kind: decider.id,
            "interest": {"yes": True, "no": False}.get(said),
            "what": in_my_language(what) if what and said == "yes" else None,
        }


def criterion_words(asked: Mapping[str, Any]) -> Criterion:
    """Return the words of a criterion of an assessment: ours by its code, or their own as the record keeps it."""
    ours = CRITERIA.get(asked["code"])
    return ours or Criterion(asked["code"], asked["title"], asked["low"], asked["high"], asked["lang"])
