"""The forms of commitments; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.commitments import acts
from commonweal.capabilities.commitments.phrases import CAME, FORMS
from commonweal.partnerships.models import Member
from commonweal.web.actforms import ActForm, DayField


def _own_words(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=10_000, widget=forms.Textarea({"rows": 4})
    )


class PledgeForm(ActForm):
    """Take something on for the organisation for which one acts."""

    act_type: ClassVar[type[Act]] = acts.Pledge
    words = ("says",)

    what = forms.CharField(
        label=_("What do you take on?"), max_length=200, help_text=_("One line that can be checked.")
    )
    form = forms.ChoiceField(label=_("What is it?"), choices=list(FORMS.items()), widget=forms.RadioSelect)
    amount = forms.CharField(label=_("How much, in money"), required=False, max_length=20)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    due_on = DayField(label=_("By when?"))
    creditor = forms.ChoiceField(label=_("For whom?"), required=False)
    clause = forms.ChoiceField(label=_("Which clause of the charter does it carry out?"), required=False)
    says = _own_words(_("What else should be known?"))

    def __init__(
        self, *args: Any, debtor: str, partners: Sequence[Member], clauses: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.debtor = debtor
        others = [(row.organisation, row.name) for row in partners if row.organisation != debtor]
        self.fields["creditor"].choices = [("", _("All partners")), *others]  # type: ignore[attr-defined] # a choice
        self.fields["clause"].choices = [("", _("None of them")), *clauses]  # type: ignore[attr-defined] # a choice

    def clean(self) -> dict[str, Any]:
        """Give the currency only together with an amount."""
        given = super().clean() or self.cleaned_data
        if not given.get("amount"):
            given["currency"] = ""
        return given

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is promised, and by whom."""
        return {"debtor": self.debtor, **super().fields_of_act()}


class AskForm(PledgeForm):
    """Ask another partner to take something on."""

    act_type = acts.AskFor

    debtor_asked = forms.ChoiceField(label=_("Whom do you ask?"))
    field_order = ("debtor_asked",)

    def __init__(self, *args: Any, partners: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, partners=partners, **kwargs)
        others = [(row.organisation, row.name) for row in partners if row.organisation != self.debtor]
        self.fields["debtor_asked"].choices = others  # type: ignore[attr-defined] # a choice
        everybody = [("", _("All partners")), *[(row.organisation, row.name) for row in partners]]
        self.fields["creditor"].choices = everybody  # type: ignore[attr-defined] # a choice
        self.fields["what"].label = _("What should they take on?")

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is asked, and of whom."""
        given = super().fields_of_act()
        given["debtor"] = given.pop("debtor_asked")
        return given

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with whoever owes it where one is asked."""
        return "debtor_asked" if name == "debtor" else super().field_for(name)


class _TurnForm(ActForm):
    """Say something about a commitment."""

    def __init__(self, *args: Any, commitment: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment = commitment

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the commitment that it is about."""
        return {"commitment": self.commitment, **super().fields_of_act()}


class AcceptForm(_TurnForm):
    """Accept what one was asked to take on."""

    act_type = acts.Accept


class DeclineForm(_TurnForm):
    """Decline what one was asked to take on."""

    act_type = acts.Decline
    words = ("reason",)

    reason = _own_words(_("Why not?"), required=True)


class ReportForm(_TurnForm):
    """Report that it was done."""

    act_type = acts.Report
    words = ("says",)

    done_on = DayField(label=_("On which day was it done?"))
    says = _own_words(_("What was done, and where can one see it?"))


class ConfirmForm(_TurnForm):
    """Say whether it came."""

    act_type = acts.Confirm
    words = ("says",)

    came = forms.ChoiceField(label=_("Did it come?"), choices=list(CAME.items()), widget=forms.RadioSelect)
    says = _own_words(_("What is missing, or what was good?"))


class ExplainForm(_TurnForm):
    """Explain a delay or a breach, and name the remedy."""

    act_type = acts.Explain
    words = ("reason", "remedy")

    reason = _own_words(_("Why is it late, or not as promised?"), required=True)
    remedy = _own_words(_("What makes good for it?"), required=True)
    remedy_on = DayField(label=_("By when?"))


class ReleaseForm(_TurnForm):
    """Let go of a commitment."""

    act_type = acts.Release
    words = ("reason",)

    reason = _own_words(_("Why is it no longer needed?"), required=True)


TURN_FORMS: dict[str, type[_TurnForm]] = {
    "accept": AcceptForm,
    "decline": DeclineForm,
    "report": ReportForm,
    "confirm": ConfirmForm,
    "explain": ExplainForm,
    "release": ReleaseForm,
}
