"""The forms by which a draft is presented, taken back or set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.chartering import acts
from commonweal.partnerships.models import Member
from commonweal.web.actforms import ActForm, DayField

PURPOSES = {
    "sign": _("For signature: it rules once those who have to have signed it"),
    "amend": _("For decision: it takes the place of the charter in force once that is decided"),
}


class PresentForm(ActForm):
    """Present a text."""

    act_type = acts.Freeze

    def __init__(
        self,
        *args: Any,
        draft: int,
        members: Sequence[Member],
        named: bool,
        amendable: bool,
        initial: dict[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=initial, **kwargs)
        self.draft = draft
        purposes = [(code, label) for code, label in PURPOSES.items() if code == "sign" or amendable]
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What is it presented for?"), choices=purposes, widget=forms.RadioSelect
        )
        self.fields["parties"] = forms.MultipleChoiceField(
            label=_("Who signs?"),
            choices=[(member.organisation, member.name) for member in members],
            widget=forms.CheckboxSelectMultiple,
            required=named,
            help_text=_("The draft says that those sign who are named here.")
            if named
            else _("Nobody ticked: every member signs."),
        )
        self.fields["in_order"] = forms.BooleanField(
            label=_("They sign in this order, one after the other"), required=False
        )
        self.fields["until_on"] = DayField(label=_("Last day to sign"), required=False)
        self.fields["effective_on"] = DayField(
            label=_("It rules from this day on"),
            required=False,
            help_text=_("Empty: from the moment at which the last signature or the decision is there."),
        )

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is presented, for what, to whom; the house fills in the digest."""
        return {"draft": self.draft, **super().fields_of_act()}


class ReasonForm(ActForm):
    """Set a draft aside, or take a text back: a reason and a button."""

    act_type: ClassVar[type[Act]] = acts.WithdrawDraft
    words = ("reason",)

    reason = forms.CharField(label=_("Why?"), max_length=10_000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, draft: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft

    def fields_of_act(self) -> dict[str, Any]:
        """Name the draft."""
        return {"draft": self.draft, **super().fields_of_act()}


class TakeBackForm(ReasonForm):
    """Take a presented text back."""

    act_type = acts.ReopenDraft


class WithdrawObjectionForm(ActForm):
    """Take an objection back: a button."""

    act_type = acts.WithdrawObjection

    def __init__(self, *args: Any, objection: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objection = objection

    def fields_of_act(self) -> dict[str, Any]:
        """Name the objection."""
        return {"objection": self.objection}
