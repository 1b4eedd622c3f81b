"""The forms of workshops; the rules are the acts'."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.workshops import acts
from commonweal.capabilities.workshops.canvases import Canvas, library
from commonweal.capabilities.workshops.queries import Card, OwnTemplate
from commonweal.web.actforms import ActForm, DayField, in_my_language

LONGEST_CARD = 1000
ZONES_OFFERED = range(1, 9)


class PlanForm(ActForm):
    """Announce a workshop."""

    act_type = acts.PlanWorkshop
    words = ("purpose", "accessibility")

    title = forms.CharField(label=_("What is the workshop called?"), max_length=200)
    purpose = forms.CharField(
        label=_("What do you want to find out together?"), max_length=10_000, widget=forms.Textarea({"rows": 3})
    )
    on = DayField(label=_("Day"))
    begins = forms.TimeField(label=_("Begins"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    where = forms.CharField(
        label=_("Where"), max_length=300, required=False, help_text=_("A room that people find, with its address.")
    )
    online = forms.CharField(
        label=_("Link for those who take part from elsewhere"),
        max_length=500,
        required=False,
        widget=forms.URLInput({"dir": "ltr"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    guide = forms.ChoiceField(
        label=_("Guide"), required=False, help_text=_("How to lead it, with times. You can leave it out.")
    )
    accessibility = forms.CharField(
        label=_("What is there for those who need it?"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Step-free way in, interpreting, child care, travel costs, quiet room."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guide = self.fields["guide"]
        if isinstance(guide, forms.ChoiceField):
            guide.choices = [("", _("No guide")), *((c.code, f"{c.title} ({c.minutes})") for c in library().values())]
        self.fields["on"].initial = timezone.localdate() + timedelta(days=14)

    def fields_of_act(self) -> dict[str, Any]:
        """Return the workshop, its hours where the host is."""
        said = super().fields_of_act()
        day, zone = said.pop("on"), timezone.get_current_timezone()
        said["starts_at"] = datetime.combine(day, said.pop("begins"), tzinfo=zone)
        said["ends_at"] = datetime.combine(day, said.pop("ends"), tzinfo=zone)
        return said

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the hours at the end."""
        return {"ends_at": "ends", "starts_at": "begins"}.get(name) or super().field_for(name)


class OfWorkshopForm(ActForm):
    """Something that is done with one workshop."""

    def __init__(self, *args: Any, workshop: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def fields_of_act(self) -> dict[str, Any]:
        """Name the workshop."""
        return {"workshop": self.workshop, **super().fields_of_act()}


class BeginForm(OfWorkshopForm):
    """Begin: a button."""

    act_type = acts.BeginWorkshop


class EndForm(OfWorkshopForm):
    """End, with what came of it."""

    act_type = acts.EndWorkshop
    words = ("summary",)

    summary = forms.CharField(
        label=_("What came of it?"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("A few sentences for those who were not there. Everybody can read this."),
    )


class OpenCanvasForm(OfWorkshopForm):
    """Lay a canvas out."""

    act_type = acts.OpenCanvas

    canvas = forms.ChoiceField(label=_("Canvas"))
    title = forms.CharField(
        label=_("What is it about?"), max_length=200, help_text=_("Such as the person, the place or the question.")
    )

    def __init__(self, *args: Any, own: list[OwnTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        canvas = self.fields["canvas"]
        if isinstance(canvas, forms.ChoiceField):
            ours = [(str(row.entry), row.title) for row in own]
            canvas.choices = [*((c.code, c.title) for c in library().values()), *ours]

    def fields_of_act(self) -> dict[str, Any]:
        """Name the canvas of the library or the partnership's own."""
        said = super().fields_of_act()
        chosen = said.pop("canvas")
        return said | ({"own": int(chosen)} if chosen.isdigit() else {"template": chosen})

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the template at the choice."""
        return "canvas" if name in ("template", "own") else super().field_for(name)


class CardForm(ActForm):
    """Put a card into a zone."""

    act_type = acts.PutCard
    words = ("text",)

    text = forms.CharField(
        label=_("Your card"),
        max_length=LONGEST_CARD,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("One thought on each card. No names of persons."),
    )

    def __init__(self, *args: Any, canvas: int, zone: str, beside: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.canvas, self.zone, self.beside = canvas, zone, beside

    def fields_of_act(self) -> dict[str, Any]:
        """Name the place of the card, and the card beside which it is kept."""
        said = {"canvas": self.canvas, "zone": self.zone, **super().fields_of_act()}
        return said | ({"cites": [{"entry": self.beside, "rel": "based_on"}]} if self.beside else {})


class ChangeForm(ActForm):
    """Change the words of a card, from the version that was read."""

    act_type = acts.ChangeCard
    words = ("text",)

    on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("How should it read?"), max_length=LONGEST_CARD, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        text = card.text.text if card.text else ""
        super().__init__(*args, initial={"on": card.version, "text": text} | kwargs.pop("initial", {}), **kwargs)
        self.card = card

    def fields_of_act(self) -> dict[str, Any]:
        """Name the card."""
        return {"card": self.card.entry, **super().fields_of_act()}


class MoveForm(ActForm):
    """Move a card."""

    act_type = acts.MoveCard

    zone = forms.ChoiceField(label=_("Move it to"))

    def __init__(self, *args: Any, card: Card, canvas: Canvas, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card
        zone = self.fields["zone"]
        if isinstance(zone, forms.ChoiceField):
            zone.choices = [(z.code, z.title) for z in canvas.zones if z.code != card.zone]

    def fields_of_act(self) -> dict[str, Any]:
        """Name the card."""
        return {"card": self.card.entry, **super().fields_of_act()}


class TakeBackForm(ActForm):
    """Take a card back: a button."""

    act_type = acts.TakeBackCard

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card

    def fields_of_act(self) -> dict[str, Any]:
        """Name the card."""
        return {"card": self.card.entry}


class ClusterForm(ActForm):
    """Put cards under one name."""

    act_type = acts.ClusterCards
    words = ("name",)

    name = forms.CharField(label=_("Name of the group"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    cards = forms.MultipleChoiceField(label=_("Cards"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, canvas: int, offered: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.canvas = canvas
        cards = self.fields["cards"]
        if isinstance(cards, forms.MultipleChoiceField):
            cards.choices = [(str(entry), text) for entry, text in offered]

    def fields_of_act(self) -> dict[str, Any]:
        """Name the canvas and the cards that were ticked."""
        said = super().fields_of_act()
        return {"canvas": self.canvas, **said, "cards": sorted(int(card) for card in said["cards"])}


class TemplateForm(ActForm):
    """Make a canvas of one's own: up to eight zones, each with a name and a question."""

    act_type = acts.MakeTemplate

    title = forms.CharField(label=_("What is the canvas called?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in ZONES_OFFERED:
            self.fields[f"zone_{n}"] = forms.CharField(
                label=_("Zone %(n)s") % {"n": n}, max_length=200, required=n == 1
            )
            self.fields[f"prompt_{n}"] = forms.CharField(
                label=_("What is asked there?"), max_length=300, required=False
            )

    @property
    def zones(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The zones with what is asked in each, for the page."""
        return [(self[f"zone_{n}"], self[f"prompt_{n}"]) for n in ZONES_OFFERED]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the zones that were named, in the language of the page."""
        given = self.cleaned_data
        zones = [
            {"code": f"zone_{n}", "title": given[f"zone_{n}"], "prompt": given[f"prompt_{n}"]}
            for n in ZONES_OFFERED
            if given[f"zone_{n}"]
        ]
        return {"title": given["title"], "language": in_my_language("x").lang, "zones": zones}
