"""The forms by which meetings are called, moved, filled with points, and attended; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import ValidationError

from commonweal.acts.capability import Says
from commonweal.capabilities.meetings import acts, presence_acts
from commonweal.capabilities.meetings.phrases import HOW, PURPOSES
from commonweal.capabilities.meetings.queries import Meeting
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.web.actforms import ActForm, DayField, sentence

Choices = list[tuple[str, Says]]

NEW_POINTS = 3
"""How many empty rows the form of an agenda offers."""


class TimeField(forms.TimeField):
    """An hour and minute, picked in the browser's own way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput({"type": "time"}, format="%H:%M"), **kwargs)


class HeldForm(ActForm):
    """When and where a meeting is held."""

    day = DayField(label=_("On which day?"))
    begins = TimeField(label=_("From when?"))
    ends = TimeField(label=_("Until when?"))
    how = forms.ChoiceField(label=_("How do you meet?"), choices=list(HOW.items()), widget=forms.RadioSelect)
    where = forms.CharField(
        label=_("Where is the room?"),
        max_length=200,
        required=False,
        help_text=_("Also how to get in without stairs."),
    )
    address = forms.CharField(
        label=_("How does one take part from afar?"),
        max_length=200,
        required=False,
        help_text=_("An address or a number to call. Everybody who reads the record reads it."),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the time and the place."""
        given = self.cleaned_data
        zone = timezone.get_current_timezone()
        return {
            "starts_at": datetime.combine(given["day"], given["begins"], tzinfo=zone),
            "ends_at": datetime.combine(given["day"], given["ends"], tzinfo=zone),
            "how": given["how"],
            "where": given["where"] or None,
            "address": given["address"] or None,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the beginning at the day, and with the end at its hour."""
        return super().field_for({"starts_at": "day", "ends_at": "ends"}.get(name, name))

    def explain(self, invalid: ValidationError) -> None:
        """Show what a meeting lacks as a whole where it is given."""
        for error in invalid.errors():
            said = sentence(error)
            where = next(filter(None, (self.field_for(str(part)) for part in error["loc"])), None)
            self.add_error(where or next((name for words, name in PLACES if str(words) == said), None), said)


PLACES: tuple[tuple[Says, str], ...] = (
    (_("Say where the room is."), "where"),
    (_("Say how to take part from afar: an address or a number to call."), "address"),
    (_("Let the meeting end after it begins."), "ends"),
)
"""Where the act's own sentences on a meeting as a whole are shown."""


class CallForm(HeldForm):
    """Call a body to a meeting."""

    act_type = acts.CallMeeting

    body = forms.ChoiceField(label=_("Which body meets?"))
    title = forms.CharField(label=_("Does the meeting have a name?"), max_length=200, required=False)
    points = forms.CharField(
        label=_("What is on the agenda?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "One point on each line. On the page of the meeting you say what is decided and how long it takes."
        ),
    )

    field_order = ("body", "title", "day", "begins", "ends", "how", "where", "address", "points")

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]  # a ChoiceField

    @cached_property
    def meeting(self) -> str:
        """The id of the meeting: the same however often the form is sent."""
        return id_from_seed("meeting", self.partnership, self.cleaned_data.get("idem") or new_id())

    def fields_of_act(self) -> dict[str, Any]:
        """Return the call with its points, one for each line."""
        given = self.cleaned_data
        lines = [line.strip() for line in given["points"].splitlines() if line.strip()]
        agenda = [{"item": id_from_seed(self.meeting, str(n)), "title": line} for n, line in enumerate(lines)]
        about = {"meeting": self.meeting, "body": given["body"], "title": given["title"] or None, "agenda": agenda}
        return {**super().fields_of_act(), **about}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the agenda where it is written."""
        return super().field_for("points" if name == "agenda" else name)


class MoveForm(HeldForm):
    """Move a meeting."""

    act_type = acts.Reschedule

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        begins, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
        now = {"day": begins.date(), "begins": begins.time(), "ends": ends.time(), "how": row.how}
        super().__init__(*args, initial={**now, "where": row.where, "address": row.address}, **kwargs)
        self.row = row

    def fields_of_act(self) -> dict[str, Any]:
        """Return the meeting with its new time and place."""
        return {**super().fields_of_act(), "meeting": self.row.meeting_id}


class OfMeeting(ActForm):
    """A form about one meeting."""

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def fields_of_act(self) -> dict[str, Any]:
        """Return what was typed, about this meeting."""
        return {**super().fields_of_act(), "meeting": self.row.meeting_id}


class CancelForm(OfMeeting):
    """Cancel a meeting."""

    act_type = acts.Cancel
    words = ("reason",)

    reason = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class OpenForm(OfMeeting):
    """Open a meeting."""

    act_type = acts.OpenMeeting


class CloseForm(OfMeeting):
    """Close a meeting."""

    act_type = acts.CloseMeeting


class ComeForm(OfMeeting):
    """Say that one comes, or is there: one tap."""

    act_type = presence_acts.SayPresent

    how = forms.ChoiceField(choices=[("room", ""), ("remote", "")], required=True)

    def fields_of_act(self) -> dict[str, Any]:
        """Return how she is there; before the meeting begins, that she will be."""
        return {**super().fields_of_act(), "expected": self.row.opened_at is None}


class AbsentForm(OfMeeting):
    """Say that one cannot come: one tap."""

    act_type = presence_acts.SayAbsent

    substitute = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=True)

    def fields_of_act(self) -> dict[str, Any]:
        """Return whether whoever stands in comes."""
        return {**super().fields_of_act(), "substitute": self.cleaned_data["substitute"] == "yes"}


class SuggestForm(OfMeeting):
    """Suggest a point."""

    act_type = acts.SuggestItem

    title = forms.CharField(label=_("What should be talked about?"), max_length=200)
    purpose = forms.ChoiceField(label=_("What for?"), choices=list(PURPOSES.items()), initial="discuss")
    minutes = forms.IntegerField(label=_("For how many minutes?"), required=False, min_value=1, max_value=600)

    def fields_of_act(self) -> dict[str, Any]:
        """Return the point with its id."""
        return {**super().fields_of_act(), "item": id_from_seed("point", self.cleaned_data.get("idem") or new_id())}


class AgendaForm(OfMeeting):
    """Settle the agenda: points in order, suggestions among them, some empty rows."""

    act_type = acts.SettleAgenda

    def __init__(self, *args: Any, row: Meeting, matters: Choices, decisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        known = {each["item"] for each in row.agenda}
        suggested = [each for each in row.suggestions if each["item"] not in known]
        fresh = [{"item": id_from_seed(row.meeting_id, str(row.agenda_entry), str(n))} for n in range(NEW_POINTS)]
        self.points: list[dict[str, Any]] = [*row.agenda, *suggested, *fresh]
        about = [("", _("Nothing that is decided")), *matters, *decisions]
        for n, each in enumerate(self.points):
            place = n + 1 if n < len(row.agenda) else None
            self.fields[f"place_{n}"] = forms.IntegerField(
                label=_("Place"), required=False, initial=place, min_value=1, max_value=99
            )
            self.fields[f"title_{n}"] = forms.CharField(
                label=_("What is it about?"), max_length=200, required=False, initial=each.get("title", "")
            )
            self.fields[f"purpose_{n}"] = forms.ChoiceField(
                label=_("What for?"), choices=list(PURPOSES.items()), initial=each.get("purpose", "discuss")
            )
            on = str(each["decision"]) if each.get("decision") is not None else each.get("on") or ""
            self.fields[f"on_{n}"] = forms.ChoiceField(
                label=_("What is decided?"), choices=about, required=False, initial=on
            )
            self.fields[f"minutes_{n}"] = forms.IntegerField(
                label=pgettext_lazy("duration", "Minutes"),
                required=False,
                initial=each.get("minutes"),
                min_value=1,
                max_value=600,
            )

    def rows(self) -> list[tuple[str, Sequence[forms.BoundField]]]:
        """Return each point with its fields: ``kept``, ``suggested`` or ``new``."""
        kept, suggested = len(self.row.agenda), len(self.points) - NEW_POINTS
        names = ("title", "purpose", "on", "minutes", "place")
        return [
            ("kept" if n < kept else "suggested" if n < suggested else "new", [self[f"{name}_{n}"] for name in names])
            for n in range(len(self.points))
        ]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the points that have a place and a name, in the order of their places."""
        given, found = self.cleaned_data, []
        for n, each in enumerate(self.points):
            place, new = given[f"place_{n}"], n >= len(self.points) - NEW_POINTS
            if not given[f"title_{n}"] or (place is None and not new):
                continue
            on = given[f"on_{n}"]
            about = {"decision": int(on)} if on.isdigit() else {"on": on or None}
            point = {"item": each["item"], "title": given[f"title_{n}"], "purpose": given[f"purpose_{n}"], **about}
            found.append((place or 100 + n, n, {**point, "minutes": given[f"minutes_{n}"]}))
        return {"meeting": self.row.meeting_id, "agenda": [point for _place, _n, point in sorted(found, key=_in_order)]}


def _in_order(point: tuple[int, int, dict[str, Any]]) -> tuple[int, int]:
    return point[:2]
