"""The forms of membership; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.membership import acts, place_acts
from commonweal.capabilities.membership.phrases import OFFERED
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import Level, Member, Sector
from commonweal.partnerships.queries import members
from commonweal.web.actforms import ActForm, DayField, in_my_language


class AdmitForm(ActForm):
    """Add an organisation."""

    act_type: ClassVar[type[Act]] = acts.AdmitOrganisation

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    level = forms.ChoiceField(
        label=_("How wide does it reach?"), choices=[("", _("Not said")), *Level.choices], required=False
    )
    brings = forms.CharField(
        label=_("What does it bring?"),
        max_length=200,
        required=False,
        help_text=_("Money, staff, places, trust, knowledge. One line."),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Give the organisation an id; the same when the form is sent twice, so that it joins once."""
        seed = self.cleaned_data.get("idem") or new_id()
        return {**super().fields_of_act(), "organisation": id_from_seed("organisation", self.partnership, seed)}


class CorrectForm(AdmitForm):
    """Correct what is said of an organisation; what the form does not ask stays as it is."""

    act_type = acts.CorrectOrganisation

    def __init__(self, *args: Any, now: Member, **kwargs: Any) -> None:
        shown = ("name", "sector", "level", "brings")
        super().__init__(*args, initial={name: getattr(now, name) for name in shown}, **kwargs)
        self.now = now

    def fields_of_act(self) -> dict[str, Any]:
        """Say of the same organisation what was typed, and again what was not asked."""
        kept = {"country": self.now.country or None, "identifiers": self.now.identifiers, "roles": self.now.roles}
        return {**super().fields_of_act(), **kept, "organisation": self.now.organisation}


class RepresentForm(ActForm):
    """Say for which organisation the convener acts herself."""

    act_type = place_acts.Represent

    organisation = forms.ChoiceField(label=_("I act for"))

    def __init__(self, *args: Any, organisations: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]  # choices it has


class InviteForm(ActForm):
    """Offer a place."""

    act_type = place_acts.Invite

    role = forms.ChoiceField(
        label=_("As what?"), choices=list(OFFERED.items()), widget=forms.RadioSelect, initial="representative"
    )
    organisation = forms.ChoiceField(label=_("For which organisation?"), required=False)
    expires_on = DayField(label=_("Until when may it be taken?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = members(self.partnership).values_list("organisation", "name")
        self.fields["organisation"].choices = [("", _("None: for herself or himself")), *rows]  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=30)

    @cached_property
    def invitation(self) -> str:
        """The id of the invitation: the same however often the form is sent."""
        return id_from_seed("invitation", self.partnership, self.cleaned_data.get("idem") or new_id())

    def fields_of_act(self) -> dict[str, Any]:
        """Let the invitation end with the day that was given."""
        given = super().fields_of_act()
        day = given.pop("expires_on")
        end = datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_current_timezone())
        return {**given, "invitation": self.invitation, "expires_at": end}

    def field_for(self, name: str) -> str | None:
        """Show an objection to the instant at the day from which it is made."""
        return "expires_on" if name == "expires_at" else super().field_for(name)


class WithdrawForm(ActForm):
    """Withdraw an invitation: a button."""

    act_type = place_acts.WithdrawInvitation
    invitation = forms.CharField(widget=forms.HiddenInput)


class AcceptForm(ActForm):
    """Take a place: a button, and the name by which the others know you."""

    act_type = place_acts.AcceptInvitation
    your_name = forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("Only those who take part see it. You can have it erased.")
    )

    def __init__(self, *args: Any, invitation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def fields_of_act(self) -> dict[str, Any]:
        """Name the invitation; the person's name never enters an act."""
        return {"invitation": self.invitation}


class StepDownForm(ActForm):
    """Give up a place."""

    act_type = place_acts.StepDown
    words = ("reason",)

    place = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why? You need not say."), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class LetGoForm(ActForm):
    """Record that an organisation leaves, and what it still owes."""

    act_type = acts.LetOrganisationGo
    words = ("reason",)
    rows = 5

    organisation = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why does it leave?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(self.rows):
            self.fields[f"duty_{n}"] = forms.CharField(
                label=format_lazy(_("Duty {n} that remains"), n=n + 1), required=False, max_length=1000
            )
            self.fields[f"duty_{n}_until_on"] = DayField(label=_("Until when?"), required=False)

    def fields_of_act(self) -> dict[str, Any]:
        """Name the duties that were written, each with its day."""
        given = super().fields_of_act()
        duties = []
        for n in range(self.rows):
            what, until_on = given.pop(f"duty_{n}", ""), given.pop(f"duty_{n}_until_on", None)
            if what:
                duties.append({"what": in_my_language(what), "until_on": until_on})
        return {**given, "duties": duties}

    def clean(self) -> dict[str, Any]:
        """Ask what is owed where only a day was given."""
        given = super().clean() or {}
        for n in range(self.rows):
            if given.get(f"duty_{n}_until_on") and not given.get(f"duty_{n}"):
                self.add_error(f"duty_{n}", _("Say what is to be done until this day."))
        return given
