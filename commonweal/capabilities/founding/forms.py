"""The five questions, and the form that describes a partnership anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.founding.acts import DescribePartnership, FoundPartnership, NoteChild
from commonweal.capabilities.founding.proposal import MODELS, SIZES, WHO_DECIDES
from commonweal.capabilities.founding.queries import free_slug
from commonweal.partnerships.models import Level, Partnership
from commonweal.record import reading
from commonweal.web.actforms import ActForm, DayField

LANGUAGES = [(code, get_language_info(code)["name_local"]) for code in ("en", "es", "fr", "ar", "pt", "de", "it", "sw")]


class FiveQuestions(ActForm):
    """Found a partnership with five answers."""

    act_type = FoundPartnership

    name = forms.CharField(
        label=_("What is it called?"), max_length=120, help_text=_("A working name. You can change it.")
    )
    place = forms.CharField(
        label=_("Where does it work?"),
        max_length=120,
        help_text=_("A district, a city, a river basin, several countries."),
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence: what will be different, and for whom?"),
    )
    who_decides = forms.ChoiceField(
        label=_("Who should decide?"), choices=list(WHO_DECIDES.items()), widget=forms.RadioSelect
    )
    size = forms.ChoiceField(label=_("How many will take part?"), choices=list(SIZES.items()), widget=forms.RadioSelect)
    parent = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, log_key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.log_key = log_key

    def fields_of_act(self) -> dict[str, Any]:
        """Return the five answers with what follows from them: an address, a language and the host's key."""
        lang = get_language() or "en"
        slug = free_slug(self.cleaned_data["name"], of=self.partnership)
        level = "multi_country" if self.cleaned_data["size"] == "many" else "local"
        return {
            **super().fields_of_act(), "slug": slug, "lang": lang, "languages": (lang,), "level": level,
            "log_key": self.log_key, "territories": ({"name": self.cleaned_data["place"]},),
        }  # fmt: skip

    def field_for(self, name: str) -> str | None:
        """Show an objection to the address at the name from which it is made."""
        return "name" if name == "slug" else super().field_for(name)


class DescribeForm(ActForm):
    """Say anew what the partnership is."""

    act_type = DescribePartnership

    name = forms.CharField(label=_("Name"), max_length=120)
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence: what will be different, and for whom?"),
    )
    place = forms.CharField(label=_("Place"), max_length=120)
    level = forms.ChoiceField(label=_("How wide does it reach?"), choices=Level.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    currency = forms.CharField(
        label=_("Currency"), min_length=3, max_length=3, help_text=_("Three letters, such as EUR.")
    )
    starts_on = DayField(label=_("Starts on"), required=False)
    ends_on = DayField(label=_("Ends on"), required=False)

    def __init__(self, *args: Any, now: Partnership, **kwargs: Any) -> None:
        names = ("name", "purpose", "place", "level", "languages", "currency", "starts_on", "ends_on")
        super().__init__(*args, initial={name: getattr(now, name) for name in names}, **kwargs)
        self.now = now
        offered = dict(LANGUAGES)
        more = [(code, code) for code in now.languages if code not in offered]
        self.fields["languages"].choices = [*LANGUAGES, *more]  # type: ignore[attr-defined]  # choices it has

    def fields_of_act(self) -> dict[str, Any]:
        """Return the answers; the territories stay as they are, the currency is written in capitals."""
        given = super().fields_of_act()
        return {
            **given,
            "lang": self.now.lang,
            "currency": given["currency"].upper(),
            "territories": self.now.territories,
        }


class NoteChildForm(ActForm):
    """Note the record of a child partnership as it is now: only a button is shown."""

    act_type = NoteChild

    child = forms.CharField(widget=forms.HiddenInput)

    def fields_of_act(self) -> dict[str, Any]:
        """Write down the child's name, size and root as they are at this moment."""
        child = self.cleaned_data["child"]
        found = Partnership.objects.filter(pk=child).first()
        head = reading.head(child)
        return {"child": child, "name": found.name if found else child, "size": head.size, "root": head.root.hex()}

    def explain(self, invalid: ValidationError) -> None:
        """Say that there is no such child: nothing else can be wrong with what is read from its record."""
        self.add_error(None, _("There is no such partnership on this host."))


def model_names(models: list[str]) -> list[str]:
    """Return the names of these models for people."""
    return [str(MODELS.get(model, model)) for model in models]
