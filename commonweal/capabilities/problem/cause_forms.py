"""The forms of the tree of causes; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.problem import cause_acts
from commonweal.capabilities.problem.forms import LONGEST, ResourcefulForm
from commonweal.capabilities.problem.queries import Cause
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import CoreGoal
from commonweal.web.actforms import ActForm, in_my_language


class CauseForm(ResourcefulForm):
    """Name a cause."""

    act_type = cause_acts.AddCause

    text = forms.CharField(label=_("Why is it so?"), max_length=1000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, problem: int, places: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problem = problem
        self.fields["under"] = forms.ChoiceField(label=_("Under what?"), choices=places, required=False)
        self.order_fields(["idem", "text", "under", "evidence", "rests_on"])

    def fields_of_act(self) -> dict[str, Any]:
        """Return the cause, with a name that stays the same however often the form is sent."""
        given = self.cleaned_data
        return {
            "problem": self.problem,
            "cause": id_from_seed("cause", self.partnership, given.get("idem") or new_id()),
            "under": given.get("under") or None,
            "text": in_my_language(given["text"]),
            "cites": self.cites,
        }


class RewordForm(ResourcefulForm):
    """Say a cause in other words, or let it rest on other entries."""

    act_type = cause_acts.RewordCause

    text = forms.CharField(label=_("Why is it so?"), max_length=1000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, row: Cause, **kwargs: Any) -> None:
        super().__init__(*args, rests_on=row.cites, **kwargs)
        self.row = row
        self.fields["text"].initial = row.text.text if row.text else ""
        self.order_fields(["idem", "text", "evidence", "rests_on"])

    def fields_of_act(self) -> dict[str, Any]:
        """Name the cause."""
        text = in_my_language(self.cleaned_data["text"])
        return {"problem": self.row.problem, "cause": self.row.cause, "text": text, "cites": self.cites}


class OneCauseForm(ActForm):
    """Something that is said of one cause."""

    def __init__(self, *args: Any, row: Cause, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def fields_of_act(self) -> dict[str, Any]:
        """Name the cause."""
        return {**super().fields_of_act(), "problem": self.row.problem, "cause": self.row.cause}


class MoveForm(OneCauseForm):
    """Put a cause elsewhere."""

    act_type = cause_acts.MoveCause
    under = forms.ChoiceField(label=_("Put it under"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = places  # type: ignore[attr-defined]  # a choice field
        self.fields["under"].initial = self.row.under


class RootForm(OneCauseForm):
    """Say that a cause is a root, or that it is none: a button."""

    act_type = cause_acts.MarkRoot

    def fields_of_act(self) -> dict[str, Any]:
        """Say the opposite of what is so."""
        return {**super().fields_of_act(), "root": not self.row.root}


class LinkForm(OneCauseForm):
    """Name the goal that takes a cause up."""

    act_type = cause_acts.LinkCause
    goal = forms.TypedChoiceField(label=_("Goal"), coerce=int)

    def __init__(self, *args: Any, goals: Iterable[CoreGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [(row.goal, row.title) for row in goals]  # type: ignore[attr-defined]  # the same


class AsideForm(OneCauseForm):
    """Set a cause aside."""

    act_type = cause_acts.SetAside
    words = ("reason",)
    reason = forms.CharField(label=_("Why is it not yours?"), max_length=LONGEST, widget=forms.Textarea({"rows": 2}))
