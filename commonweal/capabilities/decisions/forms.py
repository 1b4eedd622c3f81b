"""The forms in which something is said of a decision; the rules are the acts'."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.decisions import acts, ballot_acts
from commonweal.capabilities.decisions.form_parts import Choices, OnEntryForm, SayForm, seat_field, words_field
from commonweal.capabilities.decisions.phrases import PROMISES, STANCES
from commonweal.web.actforms import DayField, in_my_language

MOST_ACTIONS = 3


class AmendForm(SayForm):
    """Suggest a change."""

    act_type = acts.ProposeAmendment
    words = ("text", "reason")
    heading, button = _("Suggest a change"), _("Suggest it")

    text = words_field(_("How should it read instead?"))
    reason = words_field(_("Why?"), required=False)


class PositionForm(SayForm):
    """Say how one stands to it."""

    act_type = acts.SayPosition
    words = ("says",)
    heading, button = _("Say how you stand to it"), _("Say it")
    about = _("This is no ballot. It tells the others what you think before they decide.")

    stance = forms.ChoiceField(
        label=_("How do you stand to it?"), choices=list(STANCES.items()), widget=forms.RadioSelect
    )
    says = words_field(_("Why?"), required=False)


class ObjectForm(SayForm):
    """Object with a reason."""

    act_type = acts.Object
    words = ("reason",)
    heading, button = _("Object"), _("Put the objection on the record")
    about = _("While a reasoned objection stands, nothing is adopted by consent. Say what would make it acceptable.")

    seat = seat_field()
    reason = words_field(_("What harm do you see, and what would prevent it?"))


class WithdrawForm(SayForm):
    """Take a proposal back."""

    act_type = acts.Withdraw
    words = ("reason",)
    heading, button = _("Take the proposal back"), _("Take it back")

    reason = words_field(_("Why?"))


class OpenForm(SayForm):
    """Open the ballot."""

    act_type = ballot_acts.OpenBallot
    heading, button = _("Open the ballot"), _("Open it")
    about = _("Who may vote is written down now, with those who have to step back. It cannot be changed afterwards.")

    meeting = forms.TypedChoiceField(
        label=_("Is it taken in a meeting?"), required=False, coerce=int, empty_value=None, choices=[("", "–")]
    )


class ProxyForm(SayForm):
    """Let somebody else vote."""

    act_type = ballot_acts.GiveProxy
    heading, button = _("Let somebody vote for you"), _("Ask them to")
    about = _("It is recorded as a proxy. Until the ballot closes you may vote yourself, and that counts instead.")

    seat = seat_field()
    to = forms.ChoiceField(label=_("Who votes for you?"))


class OwnVoteForm(SayForm):
    """Take a proxy back."""

    act_type = ballot_acts.WithdrawProxy
    heading, button = _("Vote yourself after all"), _("Take the proxy back")
    about = _("A ballot that was cast for you stays until you cast your own.")

    seat = seat_field()


class VetoForm(SayForm):
    """Use a veto."""

    act_type = ballot_acts.UseVeto
    words = ("reason",)
    heading, button = _("Use a veto"), _("Use it")

    seat = seat_field()
    reason = words_field(_("Why?"))


class CloseForm(SayForm):
    """Close and count."""

    act_type = ballot_acts.CloseBallot
    heading, button = _("Close the ballot"), _("Close and count it")
    about = _("Nobody can vote afterwards. The house counts by the rule, and shows every step.")


class OutcomeForm(SayForm):
    """Say what was decided, and what follows."""

    act_type = acts.StateOutcome
    words = ("statement",)
    heading, button = _("Tell the outcome"), _("Tell it")
    about = _("A result is a number. Say in a few sentences what was decided and what happens next.")

    statement = words_field(_("What was decided, and what happens now?"))
    actual = forms.ChoiceField(
        label=_("How much did those affected take part in the end?"), choices=list(PROMISES.items())
    )
    review_on = DayField(label=_("When do we look at it again?"))

    def __init__(self, *args: Any, others: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, others=others, **kwargs)
        for n in range(1, MOST_ACTIONS + 1):
            self.fields[f"what_{n}"] = forms.CharField(label=_("What is to be done?"), required=False, max_length=500)
            self.fields[f"who_{n}"] = forms.ChoiceField(
                label=_("By whom?"), required=False, choices=[("", "–"), *others]
            )
            self.fields[f"due_{n}"] = DayField(label=_("By when?"), required=False)

    def action_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Return the fields of each action, for the page."""
        return [tuple(self[f"{name}_{n}"] for name in ("what", "who", "due")) for n in range(1, MOST_ACTIONS + 1)]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the outcome with the actions that were named."""
        given = self.cleaned_data
        actions = [
            {
                "what": in_my_language(given[f"what_{n}"]),
                "organisation": given[f"who_{n}"] or None,
                "due_on": given[f"due_{n}"],
            }
            for n in range(1, MOST_ACTIONS + 1)
            if given[f"what_{n}"]
        ]
        return {
            "decision": self.decision,
            "statement": in_my_language(given["statement"]),
            "actual": given["actual"],
            "review_on": given["review_on"],
            "actions": actions,
        }


class DissentForm(SayForm):
    """Have dissent recorded."""

    act_type = acts.Dissent
    words = ("says",)
    heading, button = _("Have your dissent recorded"), _("Record it")

    says = words_field(_("What do you not agree with, and why?"))


class AppealForm(SayForm):
    """Appeal against a decision."""

    act_type = acts.Appeal
    words = ("grounds",)
    heading, button = _("Appeal"), _("Appeal")
    about = _("Somebody who did not take part in the decision rules on it, with a reason.")

    grounds = words_field(_("What was wrong, and what should be done?"))


class ReopenForm(SayForm):
    """Take a decision back into discussion."""

    act_type = acts.Reopen
    words = ("reason",)
    heading, button = _("Reopen the decision"), _("Reopen it")

    reason = words_field(_("Why?"))


class SettleForm(OnEntryForm):
    """Take a change in, or decline it."""

    act_type = acts.SettleAmendment
    names = "amendment"
    words = ("question", "reason")
    heading, button = _("Answer the suggested change"), _("Answer it")

    settled = forms.ChoiceField(
        label=_("Is it taken in?"), choices=[("taken", _("Yes")), ("declined", _("No"))], widget=forms.RadioSelect
    )
    question = words_field(_("If yes: the whole text as it reads now"), required=False)
    reason = words_field(_("If no: why not?"), required=False)


class IntegrateForm(OnEntryForm):
    """Change the proposal so that an objection is met."""

    act_type = acts.IntegrateObjection
    names = "objection"
    words = ("how", "question")
    heading, button = _("Meet the objection"), _("Change the proposal")

    how = words_field(_("How is the objection met?"))
    question = words_field(_("The whole text as it reads now"))


class TakeBackForm(OnEntryForm):
    """Take an objection back."""

    act_type = acts.WithdrawObjection
    names = "objection"
    heading, button = _("Take your objection back"), _("Take it back")


class RulingForm(OnEntryForm):
    """Rule on an appeal."""

    act_type = acts.RuleOnAppeal
    names = "appeal"
    words = ("reason",)
    heading, button = _("Rule on the appeal"), _("Rule")

    ruling = forms.ChoiceField(
        label=_("What do you rule?"),
        choices=[("upheld", _("The appeal is right")), ("rejected", _("The appeal is not right"))],
        widget=forms.RadioSelect,
    )
    reason = words_field(_("Why?"))


class TieForm(SayForm):
    """Decide where votes are equal."""

    act_type: ClassVar[type[Act]] = ballot_acts.ChooseTie
    words = ("reason",)
    heading, button = _("Decide what the votes left open"), _("Decide")

    choice = forms.ChoiceField(label=_("What do you choose?"), widget=forms.RadioSelect)
    reason = words_field(_("Why?"))


SAYING: dict[str, type[SayForm]] = {
    "amend": AmendForm,
    "position": PositionForm,
    "object": ObjectForm,
    "proxy": ProxyForm,
    "own-vote": OwnVoteForm,
    "open": OpenForm,
    "veto": VetoForm,
    "close": CloseForm,
    "tie": TieForm,
    "outcome": OutcomeForm,
    "dissent": DissentForm,
    "appeal": AppealForm,
    "reopen": ReopenForm,
    "withdraw": WithdrawForm,
}
"""What can be said of a decision, by the last part of its address."""

ANSWERING: dict[str, type[OnEntryForm]] = {
    "settle": SettleForm,
    "integrate": IntegrateForm,
    "take-back": TakeBackForm,
    "ruling": RulingForm,
}
"""What can be said of an entry of a decision."""
