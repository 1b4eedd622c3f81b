"""The forms of the glossary; the rules are the acts'."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.glossary import acts
from commonweal.capabilities.glossary.phrases import HOW
from commonweal.capabilities.glossary.queries import Term, names_of
from commonweal.partnerships.models import Sector
from commonweal.web.actforms import ActForm


def _own_words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=10_000, widget=forms.Textarea({"rows": 3})
    )


class FlagForm(ActForm):
    """Flag a word."""

    act_type: ClassVar[type[Act]] = acts.Flag
    words = ("says",)

    word = forms.CharField(label=_("Which word?"), max_length=80)
    lang = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    how = forms.ChoiceField(label=_("What about it?"), choices=list(HOW.items()), widget=forms.RadioSelect)
    says = _own_words(_("What is unclear, or how do you use it?"), required=False)
    where = forms.IntegerField(
        label=_("In which entry did you meet it?"),
        required=False,
        min_value=0,
        help_text=_("Its number, if you know it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lang"].initial = get_language()


class _TermForm(ActForm):
    """Say something about a word."""

    def __init__(self, *args: Any, row: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the word that it is about."""
        return {"term": self.row.entry, **super().fields_of_act()}


class MeaningForm(_TermForm):
    """Say what a word means in a sector."""

    act_type = acts.SayMeaning
    words = ("says",)

    sector = forms.ChoiceField(label=_("For which sector do you speak?"), choices=Sector.choices)
    says = _own_words(_("What does the word mean there?"))

    def __init__(self, *args: Any, sector: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sector:
            self.fields["sector"].choices = [  # type: ignore[attr-defined] # a choice
                (code, label) for code, label in Sector.choices if code == sector
            ]
            self.fields["sector"].initial = sector


class DefineForm(_TermForm):
    """Propose a meaning for all."""

    act_type = acts.Define
    words = ("says",)

    says = _own_words(_("What should the word mean for all of us?"))

    def __init__(self, *args: Any, row: Term, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        known = {name["lang"]: name for name in names_of(row)}
        for code, label in settings.LANGUAGES:
            name = known.get(code)
            forms_known = [form for form in name["forms"] if form != name["word"]] if name else []
            self.fields[f"in_{code}"] = forms.CharField(
                label=_("The word and its other forms: %(language)s") % {"language": label},
                required=False,
                max_length=400,
                initial=", ".join([name["word"], *forms_known]) if name else "",
                help_text=_("With commas, such as its plural. Pages find it by these."),
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the meaning with the word in each language."""
        given = super().fields_of_act()
        names = []
        for code, _label in settings.LANGUAGES:
            said = str(given.pop(f"in_{code}", "")).replace("،", ",")
            found = [word.strip() for word in said.split(",") if word.strip()]
            if found:
                names.append({"lang": code, "word": found[0], "forms": sorted(set(found[1:]))})
        return {**given, "names": names}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with a name at the word's own language."""
        return super().field_for(f"in_{self.row.lang}" if name in ("names", "word", "forms") else name)


class _AnswerForm(_TermForm):
    """Say something about the meaning proposed last."""

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with that meaning."""
        return {**super().fields_of_act(), "definition": self.row.definition}


class AcceptForm(_AnswerForm):
    """Accept a meaning."""

    act_type = acts.Accept


class ObjectForm(_AnswerForm):
    """Object to a meaning."""

    act_type = acts.ObjectTo
    words = ("says",)

    says = _own_words(_("What does it leave out, or say wrongly?"))


class AdoptForm(_AnswerForm):
    """Adopt a meaning."""

    act_type = acts.Adopt

    decision = forms.IntegerField(
        label=_("By which decision?"),
        required=False,
        min_value=0,
        help_text=_("The number of the entry that proposed it. Leave it empty where nobody objects."),
    )


FORMS: dict[str, type[_TermForm]] = {
    "accept": AcceptForm,
    "object": ObjectForm,
    "adopt": AdoptForm,
    "meaning": MeaningForm,
    "define": DefineForm,
}
