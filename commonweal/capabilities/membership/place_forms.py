"""The forms by which people are invited, come, hold a place by a mandate, and go; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.installed import act_type
from commonweal.capabilities.membership import place_acts
from commonweal.capabilities.membership.offers import is_on_record
from commonweal.capabilities.membership.phrases import HOW, OFFERED
from commonweal.capabilities.membership.place_conditions import HERS_TO_GIVE
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Representation
from commonweal.partnerships.queries import members
from commonweal.people import invitations
from commonweal.web.actforms import ActForm, DayField


def end_of(day: date) -> datetime:
    """Return the last second of a day."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_current_timezone())


class RepresentForm(ActForm):
    """Say for which organisation the convener acts herself."""

    act_type = place_acts.Represent

    organisation = forms.ChoiceField(label=_("I act for"))
    until_on = DayField(label=_("Until when? The last day of the term"), required=False)

    def __init__(self, *args: Any, organisations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]  # choices it has


class Inviting(ActForm):
    """What all forms that invite have in common: an invitation of their own, and an address that is never recorded."""

    act_type: ClassVar[type[Act]] = place_acts.Invite

    until_on = DayField(
        label=_("Last day of the place"), required=False, help_text=_("A term. Leave it empty where there is none.")
    )
    expires_on = DayField(label=_("Until when may it be taken?"))
    mail = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_("We send the link there. The address never enters the record. Leave it empty to send it yourself."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=30)

    @cached_property
    def invitation(self) -> str:
        """The id of the invitation: the same however often the form is sent."""
        return id_from_seed("invitation", self.partnership, self.cleaned_data.get("idem") or new_id())

    def performed(self, *, by: Actor, at: datetime) -> bool:
        """Keep the secret half first, so that whatever sends mail after the commit finds the address."""
        if not self.is_bound or not self.is_valid():
            return False
        kept = invitations.kept(self.invitation, partnership=self.partnership, mail=self.cleaned_data["mail"])
        done = super().performed(by=by, at=at)
        if not done and not is_on_record(kept.pk):
            invitations.forget(kept.pk)
        return done

    def fields_of_act(self) -> dict[str, Any]:
        """Let the invitation end with the day that was given; the mail address is no part of the act."""
        given = super().fields_of_act()
        given.pop("mail", None)
        expires_at = end_of(given.pop("expires_on"))
        return {**given, "invitation": self.invitation, "expires_at": expires_at}

    def field_for(self, name: str) -> str | None:
        """Show an objection to the instant at the day from which it is made."""
        return "expires_on" if name == "expires_at" else super().field_for(name)


class InviteForm(Inviting):
    """Offer a place."""

    field_order = ("role", "organisation", "until_on", "places", "expires_on", "mail")

    role = forms.ChoiceField(
        label=_("As what?"), choices=list(OFFERED.items()), widget=forms.RadioSelect, initial="representative"
    )
    organisation = forms.ChoiceField(label=_("For which organisation?"), required=False)
    places = forms.IntegerField(
        label=_("For how many people?"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("One link for several participants or observers. Leave it empty where there is no limit."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = members(self.partnership).values_list("organisation", "name")
        organisation, role = self.fields["organisation"], self.fields["role"]
        if by.has("convener"):
            organisation.choices = [("", _("None: for herself or himself")), *rows]  # type: ignore[attr-defined]
            return
        organisation.choices = [row for row in rows if row[0] == by.org]  # type: ignore[attr-defined]
        role.choices = [(name, says) for name, says in OFFERED.items() if name in HERS_TO_GIVE]  # type: ignore[attr-defined]


class HandOverForm(Inviting):
    """Invite the successor of somebody who holds a place."""

    def __init__(self, *args: Any, place: Representation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        if place.role == "convener":
            del self.fields["until_on"]

    def fields_of_act(self) -> dict[str, Any]:
        """Offer the same place for the same organisation."""
        place = self.place
        given = {"role": place.role, "organisation": place.organisation or None, "succeeds": place.entry}
        return {**super().fields_of_act(), **given}


class WithdrawForm(ActForm):
    """Withdraw an invitation: a button."""

    act_type = place_acts.WithdrawInvitation
    invitation = forms.CharField(widget=forms.HiddenInput)


class AcceptForm(ActForm):
    """Take a place: a button, and the name by which the others know you."""

    act_type = place_acts.AcceptInvitation
    your_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("Only those who take part see it. You can have it erased."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, invitation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def fields_of_act(self) -> dict[str, Any]:
        """Name the invitation; the person's name never enters an act."""
        return {"invitation": self.invitation}


class CodeForm(forms.Form):
    """Type the short code of an invitation."""

    code = forms.CharField(
        label=_("The code of your invitation"),
        max_length=40,
        help_text=_("Eight characters, such as 4F7K-9QX2. Small or capital letters."),
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code in its one spelling."""
        code = invitations.understood(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("A character is wrong or missing. A code has eight letters and digits."))
        return code


class MandateForm(ActForm):
    """Say by which mandate somebody represents an organisation, until when, and who stands in."""

    act_type = place_acts.SayMandate
    NOBODY: ClassVar[str] = "nobody"

    how = forms.ChoiceField(
        label=_("Where does the mandate come from?"), choices=list(HOW.items()), widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=_("Which document says so?"),
        max_length=200,
        required=False,
        help_text=_("A decree, minutes, a letter with its date. No names of persons: this line stands for ever."),
    )
    until_on = DayField(label=_("Last day of the term"), required=False)
    substitute = forms.ChoiceField(
        label=_("Who stands in when she or he cannot?"),
        required=False,
        help_text=_("Whoever took a substitute’s place for the organisation can be named here."),
    )

    def __init__(
        self, *args: Any, place: Representation, substitutes: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        initial = {"how": place.how, "reference": place.reference, "until_on": place.until_on}
        initial["substitute"] = place.substitute or (self.NOBODY if place.no_substitute else "")
        super().__init__(*args, initial=initial, **kwargs)
        self.place = place
        named = [(person, name or _("Somebody without a name")) for person, name in substitutes]
        choices = [("", _("Not said yet")), (self.NOBODY, _("Nobody stands in")), *named]
        self.fields["substitute"].choices = choices  # type: ignore[attr-defined]  # choices it has

    def fields_of_act(self) -> dict[str, Any]:
        """Say it of the place for which the page is."""
        given = {**super().fields_of_act(), "place": self.place.entry}
        if given.get("substitute") == self.NOBODY:
            return {**given, "substitute": None, "no_substitute": True}
        return given


class EndPlaceForm(ActForm):
    """End the place of somebody else, and say why."""

    act_type = place_acts.EndPlace
    words = ("reason",)

    place = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why does the place end?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The person whose place it is reads this, and so do all who read the record."),
    )


class StepDownForm(ActForm):
    """Give up a place."""

    act_type = place_acts.StepDown
    words = ("reason",)

    place = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why? You need not say."), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class LookForm(ActForm):
    """Read what somebody needs in order to take part, for a reason that is recorded."""

    words = ("reason",)

    person = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you read it?"),
        max_length=500,
        help_text=_("The person is told, and everybody here sees that you did."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An act of another capability, known by its name once all are installed.
        self.act_type = act_type("access.looked")  # type: ignore[misc]  # not known when the class is made

    def fields_of_act(self) -> dict[str, Any]:
        """Say what is read."""
        return {**super().fields_of_act(), "what": "access_needs"}


class AccessForm(ActForm):
    """Say what you need in order to take part; only that you were asked enters the record."""

    act_type = place_acts.AnswerAccess

    needs = forms.CharField(
        label=_("What do you need in order to take part?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "A room without steps, an interpreter, child care, the cost of a bus, an hour after work. "
            "Leave it empty if you need nothing."
        ),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Record that she was asked, and nothing of the answer."""
        return {"answered": True}
