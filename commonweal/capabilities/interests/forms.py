"""The forms of interests; the rules are the acts'."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.interests import acts
from commonweal.capabilities.interests.phrases import ABOUT, ANSWERS
from commonweal.web.actforms import ActForm, DayField, sentence

Choices = list[tuple[Any, Any]]


def _lines(label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, max_length=10_000, widget=widget, help_text=help_text)


class _AtItsField(ActForm):
    """A form that shows what is wrong with the whole at one field."""

    whole_at = ""

    def explain(self, invalid: ValidationError) -> None:
        """Show each complaint at its field, one about the whole at `whole_at`."""
        for error in invalid.errors():
            where = next(filter(None, (self.field_for(str(part)) for part in error["loc"])), None)
            self.add_error(where or self.field_for(self.whole_at), sentence(error))


class DeclareForm(_AtItsField):
    """Declare an interest, of oneself or of one's organisation."""

    act_type = acts.DeclareInterest
    words = ("counterpart", "says")
    whole_at = "says"

    subject = forms.ChoiceField(label=_("Whose interest is it?"), widget=forms.RadioSelect)
    nature = forms.ChoiceField(label=_("What kind of interest?"), choices=list(ABOUT.items()), widget=forms.RadioSelect)
    counterpart_org = forms.ChoiceField(label=_("With which member of this partnership?"), required=False)
    counterpart = forms.CharField(
        label=_("Or with whom outside?"),
        max_length=300,
        required=False,
        help_text=_(
            "A company, an association, an authority. Of a private person, say how you are related, not her name."
        ),
    )
    band = forms.TypedChoiceField(label=_("How much money, in a year?"), required=False, coerce=int, empty_value=None)
    since_on = DayField(label=_("Since when?"), required=False)
    until_on = DayField(label=_("Until when?"), required=False, help_text=_("Where it has an end that is known."))
    matters = forms.MultipleChoiceField(
        label=_("In which matters does it count?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where it only counts when that member gains or loses, tick none."),
    )
    decision = forms.IntegerField(label=_("Only in one decision? Its entry"), required=False, min_value=0)
    says = _lines(
        _("What should others know of it?"), help_text=_("Everybody reads this. You can have it erased later.")
    )

    def __init__(
        self, *args: Any, subjects: Choices, members: Choices, bands: Choices, matters: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        nobody: Choices = [("", _("With no member"))]
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]  # a ChoiceField, as said above
        self.fields["counterpart_org"].choices = nobody + members  # type: ignore[attr-defined]
        self.fields["matters"].choices = matters  # type: ignore[attr-defined]
        self.fields["band"].choices = [("", _("None, or not in money")), *bands]  # type: ignore[attr-defined]
        if not bands:
            del self.fields["band"]


class NoneForm(ActForm):
    """Say that there is nothing to declare."""

    act_type = acts.DeclareNone

    subject = forms.CharField(widget=forms.HiddenInput)


class RenewForm(ActForm):
    """Say that an interest is as it was: one tap."""

    act_type = acts.RenewInterest

    declaration = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(ActForm):
    """Say that an interest is over."""

    act_type = acts.EndInterest

    on = DayField(label=_("Since when is it over?"))

    def __init__(self, *args: Any, declaration: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declaration = declaration

    def fields_of_act(self) -> dict[str, Any]:
        """Return the declaration and the day."""
        return {**super().fields_of_act(), "declaration": self.declaration}


class JudgeForm(_AtItsField):
    """Say whether an interest is a conflict, and what follows."""

    act_type = acts.JudgeInterest
    words = ("plan", "reason")
    whole_at = "conflict"

    conflict = forms.ChoiceField(label=_("Is it a conflict?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    matters = forms.MultipleChoiceField(
        label=_("Step back from which matters?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    counterpart_org = forms.ChoiceField(label=_("From what concerns which member?"), required=False)
    decision = forms.IntegerField(label=_("From one decision? Its entry"), required=False, min_value=0)
    plan = _lines(
        _("By which measures is it kept harmless?"), help_text=_("Who does what instead, and who looks at it.")
    )
    until_on = DayField(label=_("Until when?"), required=False, help_text=_("Nothing means: until others judge again."))
    reason = _lines(_("Why?"), required=True)

    def __init__(self, *args: Any, declaration: int, members: Choices, matters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declaration = declaration
        nobody: Choices = [("", _("Of no member"))]
        self.fields["matters"].choices = matters  # type: ignore[attr-defined]
        self.fields["counterpart_org"].choices = nobody + members  # type: ignore[attr-defined]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the judgement; from what to step back only where that follows, measures only where there are some."""
        given = {**super().fields_of_act(), "declaration": self.declaration}
        unused = {
            "recuse": ("plan",),
            "manage": ("matters", "counterpart_org", "decision"),
            "none": ("plan", "matters", "counterpart_org", "decision", "until_on"),
        }[given["conflict"]]
        return {name: said for name, said in given.items() if name not in unused}


class StepBackForm(_AtItsField):
    """Step back by one's own will."""

    act_type = acts.StepBack
    words = ("reason",)
    whole_at = "matters"

    subject = forms.ChoiceField(label=_("Who steps back?"), widget=forms.RadioSelect)
    matters = forms.MultipleChoiceField(
        label=_("From which matters?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    decision = forms.IntegerField(label=_("Or from one decision? Its entry"), required=False, min_value=0)
    until_on = DayField(label=_("Until when?"), required=False)
    reason = _lines(_("Why? You need not say."), rows=2)

    def __init__(self, *args: Any, subjects: Choices, matters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]
        self.fields["matters"].choices = matters  # type: ignore[attr-defined]


class ReportForm(ActForm):
    """Report that somebody took part in a decision from which she had to step back."""

    act_type = acts.ReportMissed
    words = ("reason",)

    decision = forms.IntegerField(label=_("In which decision? The entry that proposed it"), min_value=0)
    reason = _lines(_("What happened?"), rows=4, required=True)

    def __init__(self, *args: Any, declaration: int, person: str, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = {"declaration": declaration, "person": person or None, "organisation": organisation or None}

    def fields_of_act(self) -> dict[str, Any]:
        """Return the report about whoever declared the interest."""
        return {**super().fields_of_act(), **self.of}
