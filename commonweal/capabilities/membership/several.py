"""Several invitations at once: lines that somebody pasted, looked through before anything is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError as WrongAddress
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.capabilities.membership.offers import is_on_record
from commonweal.capabilities.membership.phrases import PLACES
from commonweal.capabilities.membership.place_acts import Invite
from commonweal.capabilities.membership.place_conditions import HERS_TO_GIVE
from commonweal.capabilities.membership.place_forms import end_of
from commonweal.kit.ids import ID_PATTERN, id_from_seed, new_id
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members
from commonweal.people import invitations
from commonweal.web.actforms import DayField, in_words

MOST = 100
"""How many lines are looked through at once."""

SEMICOLON = re.compile("[;\N{ARABIC SEMICOLON}]")
"""What separates the parts of a line: the semicolon of either script."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was understood, or what is wrong with it.

    :param number: counted from 1, empty lines included, as an editor shows it
    """

    number: int
    text: str
    organisation: str = ""
    name: str = ""
    role: str = ""
    mail: str = ""
    fault: str = ""

    @property
    def role_label(self) -> str:
        """The place in words."""
        return str(PLACES.get(self.role, ""))


class SeveralForm(forms.Form):
    """Lines of “organisation; role; mail address”, and until when all of these places may be taken."""

    idem = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput, initial=new_id, required=False)
    lines = forms.CharField(
        label=gettext_lazy("One invitation on each line: organisation; place; mail address"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8, "dir": "auto", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Such as “Riverside Museum; representative; bruno@example.org”. The place and the mail address may be left "
            "out: then it is a representative’s, and you send the link yourself."
        ),
    )
    until_on = DayField(label=gettext_lazy("Last day of the places"), required=False)
    expires_on = DayField(label=gettext_lazy("Until when may they be taken?"))

    def __init__(self, *args: Any, partnership: str, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership, self.by = partnership, by
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=30)
        self.found: list[Line] = []

    def clean_lines(self) -> str:
        """Look through the lines; what is wrong with one is told beside it, so that the others are not lost."""
        text: str = self.cleaned_data["lines"]
        written = [(n, line.strip()) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
        if len(written) > MOST:
            raise forms.ValidationError(_("Paste at most %(most)s lines at once.") % {"most": MOST})
        self.found = list(self._understood(written))
        return text

    @property
    def faults(self) -> list[Line]:
        """The lines with which something is wrong."""
        return [line for line in self.found if line.fault]

    def make(self, *, by: Actor, at: datetime) -> int:
        """Make the invitations, each once however often this is sent, and return how many there are now."""
        seed = self.cleaned_data.get("idem") or new_id()
        done = []
        for line in self.found:
            invitation = id_from_seed("several", self.partnership, seed, str(line.number))
            done.append(self._made(line, invitation, by=by, at=at))
        self.found = done
        return sum(not line.fault for line in done)

    def _made(self, line: Line, invitation: str, *, by: Actor, at: datetime) -> Line:
        act = Invite.model_validate(
            {
                "partnership": self.partnership,
                "idem": invitation,
                "invitation": invitation,
                "role": line.role,
                "organisation": line.organisation or None,
                "until_on": self.cleaned_data["until_on"] if line.role != "convener" else None,
                "expires_at": end_of(self.cleaned_data["expires_on"]),
            }
        )
        invitations.kept(invitation, partnership=self.partnership, mail=line.mail)
        try:
            perform(act, by=by, at=at)
        except (Refused, Objected) as why:
            if not is_on_record(invitation):
                invitations.forget(invitation)
            return Line(line.number, line.text, line.organisation, line.name, line.role, line.mail, in_words(why))
        return line

    def _understood(self, written: list[tuple[int, str]]) -> Iterator[Line]:
        here = list(members(self.partnership).values_list("name", "organisation"))
        by_name = {name.casefold(): (organisation, name) for name, organisation in here}
        for number, text in written:
            parts = [part.strip() for part in SEMICOLON.split(text)]
            name, role, mail = (*parts, "", "")[:3]
            organisation, named = by_name.get(name.casefold(), ("", name))
            place = _place_called(role or "representative")
            fault = self._fault(len(parts), named, organisation, place, role, mail)
            yield Line(number, text, organisation, named, place, mail, fault)

    def _fault(self, parts: int, name: str, organisation: str, place: str, role: str, mail: str) -> str:
        if parts > 3:
            return _("There are more than three parts. Separate organisation, place and mail address by semicolons.")
        if name and not organisation:
            return _("No member organisation is called “%(name)s”. Add it first, or correct the name.") % {"name": name}
        if not place:
            known = ", ".join(str(label) for label in PLACES.values())
            return _("“%(place)s” is no place. Write one of these: %(known)s.") % {"place": role, "known": known}
        if place in ("representative", "substitute") and not organisation:
            return _("Choose the organisation that this person will represent.")
        if not self.by.has("convener") and (organisation != self.by.org or place not in HERS_TO_GIVE):
            return _("You may only invite people for the organisation for which you act.")
        return _wrong_address(mail)


def _place_called(said: str) -> str:
    """Return the place that is called so, in the language of the page or as the record calls it; else nothing."""
    called = {str(label).casefold(): name for name, label in PLACES.items()} | {name: name for name in PLACES}
    return called.get(said.casefold(), "")


def _wrong_address(mail: str) -> str:
    if not mail:
        return ""
    try:
        validate_email(mail)
    except WrongAddress:
        return _("“%(mail)s” is no mail address.") % {"mail": mail}
    return ""
