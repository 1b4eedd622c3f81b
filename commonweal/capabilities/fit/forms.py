"""The forms of goals, conditions, notes, models and questions to residents; the rules are the acts'."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.act import Act
from commonweal.capabilities.fit import acts
from commonweal.capabilities.fit.catalogue import catalogue
from commonweal.capabilities.fit.phrases import COLOURS
from commonweal.capabilities.fit.queries import Goal
from commonweal.capabilities.fit.sounding import Counted
from commonweal.kit.ids import new_id
from commonweal.web.actforms import ActForm, DayField, sentence

RESULTS = range(3)
RESULT_PARTS = ("measured", "unit", "baseline", "target")


class GoalForm(ActForm):
    """Name a goal. Only its title is needed at first; the page of the step says what is still missing."""

    act_type: ClassVar[type[Act]] = acts.NameGoal

    title = forms.CharField(label=_("What is to be different?"), max_length=200)
    beneficiaries = forms.CharField(label=_("For whom?"), max_length=200, required=False)
    area = forms.CharField(label=_("Where?"), max_length=200, required=False)
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)
    sdg = forms.CharField(
        label=_("Global goals"),
        required=False,
        help_text=_("Codes of the Sustainable Development Goals and targets, such as 11.7, 13.1."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in RESULTS:
            self.fields[f"measured_{n}"] = forms.CharField(label=_("What is measured?"), max_length=200, required=False)
            self.fields[f"unit_{n}"] = forms.CharField(label=_("In which unit?"), max_length=60, required=False)
            self.fields[f"baseline_{n}"] = forms.CharField(label=_("Today"), max_length=24, required=False)
            self.fields[f"target_{n}"] = forms.CharField(label=_("Then"), max_length=24, required=False)

    def results(self) -> list[list[forms.BoundField]]:
        """Return the fields of each result sketch, for the page."""
        return [[self[f"{part}_{n}"] for part in RESULT_PARTS] for n in RESULTS]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the goal with its results and codes."""
        given = super().fields_of_act()
        plain: dict[str, Any] = {
            name: given[name] for name in ("title", "beneficiaries", "area", "from_on", "until_on") if name in given
        }
        codes = [code for code in re.split(r"[\s,;]+", given.get("sdg", "")) if code]
        results = [
            {part: given[f"{part}_{n}"] for part in RESULT_PARTS if f"{part}_{n}" in given} for n in self._used()
        ]
        return {**plain, "lang": get_language() or "en", "results": results, "sdg": codes}

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with a result at its own field."""
        used = self._used()
        for error in invalid.errors():
            first, *rest = error["loc"]
            if first == "results" and len(rest) == 2 and isinstance(rest[0], int):
                self.add_error(f"{rest[1]}_{used[rest[0]]}", sentence(error))
            else:
                self.add_error(self.field_for(str(first)), sentence(error))

    def _used(self) -> list[int]:
        return [n for n in RESULTS if any(self.cleaned_data.get(f"{part}_{n}") for part in RESULT_PARTS)]


class ReviseGoalForm(GoalForm):
    """Say a goal anew."""

    act_type = acts.ReviseGoal

    def __init__(self, *args: Any, now: Goal, **kwargs: Any) -> None:
        said: dict[str, Any] = {name: getattr(now, name) for name in ("title", "beneficiaries", "area")}
        said |= {"from_on": now.from_on, "until_on": now.until_on, "sdg": ", ".join(now.sdg)}
        for n, result in enumerate(now.results[: len(RESULTS)]):
            said |= {f"{part}_{n}": result[part] or "" for part in RESULT_PARTS}
        super().__init__(*args, initial=said, **kwargs)
        self.now = now

    def fields_of_act(self) -> dict[str, Any]:
        """Return the new wording; results beyond those that the page shows stay as they are."""
        given = super().fields_of_act()
        return {**given, "goal": self.now.goal, "results": [*given["results"], *self.now.results[len(RESULTS) :]]}


class WithdrawGoalForm(ActForm):
    """Give a goal up."""

    act_type = acts.WithdrawGoal
    words = ("reason",)

    reason = forms.CharField(label=_("Why?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, goal: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal

    def fields_of_act(self) -> dict[str, Any]:
        """Return the goal and the reason."""
        return {**super().fields_of_act(), "goal": self.goal}


class ConditionForm(ActForm):
    """Say how it stands with one condition, and on what that rests."""

    act_type = acts.StateCondition
    words = ("says",)

    colour = forms.ChoiceField(
        label=_("How does it stand?"), widget=forms.RadioSelect, choices=[(c.code, c.name) for c in COLOURS.values()]
    )
    says = forms.CharField(
        label=_("On what does that rest?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A decision, a budget line, what somebody promised. One or two sentences, or an address below."),
    )
    link = forms.CharField(
        label=_("Address of a document"),
        required=False,
        max_length=500,
        widget=forms.URLInput({"placeholder": "https://"}),
    )

    def __init__(self, *args: Any, condition: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.condition = condition

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is said of this condition."""
        return {**super().fields_of_act(), "condition": self.condition}

    def explain(self, invalid: ValidationError) -> None:
        """Show the lack of evidence where it is to be written."""
        for error in invalid.errors():
            where = self.field_for(str(error["loc"][0])) if error["loc"] else "says"
            self.add_error(where, sentence(error))


class NoteForm(ActForm):
    """Note what was found in talking about an item."""

    act_type = acts.Note
    words = ("says",)

    alternative = forms.CharField(widget=forms.HiddenInput)
    criterion = forms.CharField(widget=forms.HiddenInput)
    says = forms.CharField(
        label=_("What did you find when you talked about it?"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, assessment: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assessment = assessment

    def fields_of_act(self) -> dict[str, Any]:
        """Return the note; it answers the assessment."""
        cites = [{"entry": self.assessment, "rel": "answers"}]
        return {**super().fields_of_act(), "assessment": self.assessment, "cites": cites}


class ModelsForm(ActForm):
    """Choose models."""

    act_type = acts.ChooseModels
    words = ("reason",)

    models = forms.MultipleChoiceField(
        label=_("How do you want to work together?"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(model.code, model.name) for model in catalogue().values()],
    )
    reason = forms.CharField(label=_("Why these?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class OpenSoundingForm(ActForm):
    """Put a question about a condition to residents."""

    act_type = acts.OpenSounding
    words = ("question",)

    box = forms.CharField(widget=forms.HiddenInput, initial=new_id)
    question = forms.CharField(
        label=_("What do you ask?"),
        max_length=200,
        help_text=_("One question that can be answered with yes, no or not sure, in the words of those you ask."),
    )
    until_on = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, condition: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.condition = condition

    def fields_of_act(self) -> dict[str, Any]:
        """Return the question and what it is about."""
        return {**super().fields_of_act(), "condition": self.condition}


class CloseSoundingForm(ActForm):
    """Close a question to residents with what its box holds: a button."""

    act_type = acts.CloseSounding

    def __init__(self, *args: Any, box: str, held: Counted, opened: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.box, self.held, self.opened = box, held, opened

    def fields_of_act(self) -> dict[str, Any]:
        """Return the count and the root of the lines."""
        cites = [{"entry": self.opened, "rel": "closes"}]
        held = self.held
        return {"box": self.box, "count": held.count, "root": held.root, "answers": held.answers, "cites": cites}
