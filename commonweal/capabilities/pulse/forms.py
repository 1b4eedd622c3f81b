"""The forms of surveys; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.capabilities.pulse import acts
from commonweal.capabilities.pulse.answering import Said
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.methods.relations import RATINGS
from commonweal.partnerships.models import Member
from commonweal.web.actforms import ActForm, DayField

CLOSENESS: Sequence[tuple[str, Says]] = (
    ("0", _("Not at all")),
    ("1", _("We know each other")),
    ("2", _("We coordinate what we do")),
    ("3", _("We cooperate on something")),
    ("4", _("We do it as one")),
)
QUESTIONS: Mapping[str, Says] = {
    "reliable": _("They do what they say."),
    "same_purpose": _("They want here what we want."),
    "open": _("They tell us what we need to know."),
    "influence": _("What they say moves others."),
    "involved": _("They give this partnership time."),
    "resources": _("They bring what the others lack."),
}
GRADES: Sequence[tuple[str, Says]] = (
    ("", _("I cannot say")),
    ("1", _("1, not at all")),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", _("5, fully")),
)


class OpenForm(ActForm):
    """Ask partners how they work together."""

    act_type = acts.OpenSurvey

    until_on = DayField(label=_("Until when can it be answered?"))

    @cached_property
    def box(self) -> str:
        """The box of the answers: the same however often the form is sent."""
        return id_from_seed("pulse", self.partnership, self.cleaned_data.get("idem") or new_id())

    def fields_of_act(self) -> dict[str, Any]:
        """Return the survey with its box."""
        return {**super().fields_of_act(), "box": self.box}


class CloseForm(ActForm):
    """Close a survey."""

    act_type = acts.CloseSurvey

    def __init__(self, *args: Any, box: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.box = box

    def fields_of_act(self) -> dict[str, Any]:
        """Return which survey closes; the house counts."""
        return {"box": self.box}


class RemedyForm(ActForm):
    """Say what is done for those who stand alone."""

    act_type = acts.NameRemedy
    words = ("says",)

    organisations = forms.MultipleChoiceField(
        label=_("Whom does it concern?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    says = forms.CharField(
        label=_("What is done, or why is it right so?"), max_length=10_000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, survey: str, partners: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        named = [(row.organisation, row.name) for row in partners]
        self.fields["organisations"].choices = named  # type: ignore[attr-defined] # a choice

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is done, and for whom."""
        given = super().fields_of_act()
        given["words"] = given.pop("says")
        return {**given, "survey": self.survey}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the words where they are written."""
        return "says" if name == "words" else super().field_for(name)


class AnswerForm(forms.Form):
    """Answer about one other organisation. Nothing of it is an act."""

    close = forms.ChoiceField(label=_("How closely do you work together?"), choices=CLOSENESS, widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, Any] | None, *, member: Member) -> None:
        super().__init__(data, prefix=member.organisation)
        self.member = member
        for name in RATINGS:
            self.fields[name] = forms.ChoiceField(label=str(QUESTIONS[name]), choices=GRADES, required=False)

    def clean(self) -> dict[str, Any]:
        """Take all six ratings of a partner or none."""
        given = super().clean() or self.cleaned_data
        lacking = [name for name in RATINGS if not given.get(name)]
        if 0 < len(lacking) < len(RATINGS):
            self.add_error(lacking[0], _("Rate all six, or none of them."))
        return given

    def said(self) -> Said:
        """Return the answer."""
        given = self.cleaned_data
        ratings = {name: int(given[name]) for name in RATINGS} if given[RATINGS[0]] else None
        return Said(self.member.organisation, int(given["close"]), ratings)
