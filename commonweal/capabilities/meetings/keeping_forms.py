"""The forms of whoever keeps the record: presence, speaking time, notes, minutes, actions; and of those who approve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.capabilities.meetings import minutes_acts, presence_acts
from commonweal.capabilities.meetings.forms import Choices, OfMeeting
from commonweal.capabilities.meetings.phrases import THERE
from commonweal.capabilities.meetings.queries import Whole
from commonweal.charter.roll import Seat
from commonweal.partnerships.models import Sector
from commonweal.web.actforms import ActForm, DayField, in_my_language

WHOLE: tuple[str, Says] = ("", _("The meeting as a whole"))


def point_choices(whole: Whole) -> Choices:
    """Return the points of the agenda to choose from."""
    return [WHOLE, *((each["item"], each["title"]) for each in whole.row.agenda)]


class PresenceForm(OfMeeting):
    """Say of each seat how it is there; only what changes is put on the record."""

    act_type = presence_acts.RecordPresence

    def __init__(self, *args: Any, whole: Whole, seats: list[tuple[Seat, str]], **kwargs: Any) -> None:
        super().__init__(*args, row=whole.row, **kwargs)
        now = {each.seat: each for each in whole.seats}
        self.seats, self.before = seats, {}
        for n, (seat, label) in enumerate(seats):
            told = now.get(seat.name)
            self.before[n] = self._value(seat, told.how, told.person) if told else ""
            choices: Choices = [("", _("Not said")), *THERE.items()]
            if seat.substitute:
                stands = [(f"{how}.{seat.substitute}", _("%(how)s, by whoever stands in") % {"how": THERE[how]})
                          for how in ("room", "remote", "paper")]  # fmt: skip
                choices[4:4] = stands
            self.fields[f"seat_{n}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=self.before[n]
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the seats of which something else is said than before."""
        changed = []
        for n, (seat, _label) in enumerate(self.seats):
            said = self.cleaned_data[f"seat_{n}"]
            if said and said != self.before[n]:
                how, _dot, person = said.partition(".")
                changed.append({"seat": seat.name, "how": how, "person": person or None})
        return {"meeting": self.row.meeting_id, "seats": changed}

    @staticmethod
    def _value(seat: Seat, how: str, person: str) -> str:
        return f"{how}.{person}" if person and person == seat.substitute and person != seat.person else how


class SpeakingForm(OfMeeting):
    """Say for how many minutes each sector spoke."""

    act_type = presence_acts.CountSpeaking

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:
        super().__init__(*args, row=whole.row, **kwargs)
        told: Mapping[str, int] = whole.row.speaking.get("seconds", {}) if whole.row.speaking else {}
        for sector in Sector:
            self.fields[sector.value] = forms.IntegerField(
                label=sector.label,
                required=False,
                min_value=0,
                max_value=5000,
                initial=told[sector.value] // 60 if sector.value in told else None,
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the seconds that each sector spoke, of those for which a number was given."""
        given = {s.value: self.cleaned_data[s.value] for s in Sector if self.cleaned_data[s.value] is not None}
        spoken = [{"group": sector, "seconds": minutes * 60} for sector, minutes in given.items()]
        return {"meeting": self.row.meeting_id, "by": "sector", "spoken": spoken}


class NoteForm(OfMeeting):
    """Note something."""

    act_type = minutes_acts.Note
    words = ("words_said",)

    item = forms.ChoiceField(label=_("On which point?"), required=False)
    words_said = forms.CharField(label=_("What was said?"), max_length=10_000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:
        super().__init__(*args, row=whole.row, **kwargs)
        self.fields["item"].choices = point_choices(whole)  # type: ignore[attr-defined]  # a ChoiceField

    def fields_of_act(self) -> dict[str, Any]:
        """Return the note."""
        said = in_my_language(self.cleaned_data["words_said"])
        return {"meeting": self.row.meeting_id, "item": self.cleaned_data["item"] or None, "words": said}


class ActionForm(OfMeeting):
    """Say what was agreed to be done."""

    act_type = minutes_acts.AgreeAction

    what = forms.CharField(
        label=_("What is done?"), max_length=200, help_text=_("One line. It stands on the record and names no person.")
    )
    who = forms.ChoiceField(label=_("Who does it?"))
    due_on = DayField(label=_("Until when?"), required=False)
    item = forms.ChoiceField(label=_("On which point was it agreed?"), required=False)

    def __init__(self, *args: Any, whole: Whole, organisations: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, row=whole.row, **kwargs)
        who = [("", _("Choose…")), *((f"o.{id}", name) for id, name in organisations)]
        who += [(f"p.{id}", name) for id, name in people]
        self.fields["who"].choices = who  # type: ignore[attr-defined]
        self.fields["item"].choices = point_choices(whole)  # type: ignore[attr-defined]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the action with who does it."""
        given = self.cleaned_data
        kind, _dot, who = given["who"].partition(".")
        doer = {"organisation": who} if kind == "o" else {"person": who}
        about = {"what": given["what"], "due_on": given["due_on"], "item": given["item"] or None}
        return {"meeting": self.row.meeting_id, **about, **doer}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with who does it where it is chosen."""
        return super().field_for("who" if name in ("organisation", "person") else name)


class DraftForm(OfMeeting):
    """Draft the minutes: a field for each point, filled with what was noted."""

    act_type = minutes_acts.DraftMinutes

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:
        super().__init__(*args, row=whole.row, **kwargs)
        self.items: list[str] = [*(each["item"] for each in whole.row.agenda), ""]
        noted: dict[str, list[str]] = {}
        for note in whole.notes:
            if note.words is not None and note.words.text:
                noted.setdefault(note.item, []).append(note.words.text)
        titles = {each["item"]: each["title"] for each in whole.row.agenda}
        for n, item in enumerate(self.items):
            self.fields[f"text_{n}"] = forms.CharField(
                label=titles.get(item, WHOLE[1]),
                required=False,
                max_length=10_000,
                widget=forms.Textarea({"rows": 5}),
                initial="\n\n".join(noted.get(item, [])),
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return what is said on each point."""
        said = [(item, self.cleaned_data[f"text_{n}"]) for n, item in enumerate(self.items)]
        texts = [{"item": item or None, "words": in_my_language(words)} for item, words in said if words]
        return {"meeting": self.row.meeting_id, "texts": texts}


class CorrectForm(OfMeeting):
    """Correct what the minutes say on one point."""

    act_type = minutes_acts.CorrectMinutes

    item = forms.CharField(required=False, widget=forms.HiddenInput)
    instead = forms.CharField(label=_("What should they say?"), max_length=10_000, widget=forms.Textarea({"rows": 5}))

    def fields_of_act(self) -> dict[str, Any]:
        """Return the point with its new text."""
        said = in_my_language(self.cleaned_data["instead"])
        return {"meeting": self.row.meeting_id, "item": self.cleaned_data["item"] or None, "words": said}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the words where they are written."""
        return super().field_for("instead" if name in ("words", "item") else name)


class ApproveForm(OfMeeting):
    """Approve the minutes as they were read: one tap."""

    act_type = minutes_acts.ApproveMinutes

    version = forms.IntegerField(widget=forms.HiddenInput)


class SettleForm(ActForm):
    """Say what became of something that was agreed."""

    act_type = minutes_acts.SettleAction
    words = ("says",)

    action = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=[("done", ""), ("dropped", "")])
    says = forms.CharField(
        label=_("What should be said about it?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
