"""From a question about a rule to form fields, and from what was typed to data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.charter_terms import LANGUAGES
from commonweal.capabilities.chartering.ruling.asked import Ask
from commonweal.web.actforms import DayField

LONGEST_NAME: Final = 160
LONGEST_TEXT: Final = 4_000
_SHARE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*[%٪]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


class ShareField(forms.CharField):
    """An exact share: a fraction, or a percentage that becomes one."""

    def to_python(self, value: Any) -> str:
        """Return the fraction as charters write it."""
        said = (super().to_python(value) or "").translate(_DIGITS).strip()
        if not said:
            return ""
        percent, share = _PERCENT.fullmatch(said), _SHARE.fullmatch(said)
        if percent:
            exact = Fraction(percent[1].replace(",", ".")) / 100
        elif share and int(share[2]):
            exact = Fraction(int(share[1]), int(share[2]))
        else:
            raise forms.ValidationError(_("Give a fraction such as 2/3, or a percentage such as 55%."))
        if exact > 1:
            raise forms.ValidationError(_("Give a share of at most all: 1/1."))
        return f"{exact.numerator}/{exact.denominator}"


class NumberField(forms.CharField):
    """A decimal, kept as it was written."""

    def to_python(self, value: Any) -> str:
        """Return it with a point and without a sign."""
        said = (super().to_python(value) or "").translate(_DIGITS).strip().replace(",", ".")
        if said and not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", said):
            raise forms.ValidationError(_("Give a number, such as 5000 or 2.5."))
        return said


class LinesField(forms.CharField):
    """Several words, one a line."""

    widget = forms.Textarea({"rows": 3})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list of lines, by design
        """Return the lines that say something."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


def named_language(lang: str) -> str:
    """Return the name of a language in the reader's own; its code where the house does not know it."""
    return str(LANGUAGES.get(lang, lang))


def fields_for(
    ask: Ask, path: str, *, languages: Sequence[str], codes: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields of one question, each with its name."""
    if ask.sort in ("names", "texts"):
        for lang in languages:
            yield f"{path}-{lang}", _in_language(ask, lang, several=len(languages) > 1)
        return
    said: dict[str, Any] = {"label": str(ask.label), "help_text": str(ask.hint), "required": False}
    if ask.sort == "choice":
        choices = list((ask.choices or {}).items())
        yield path, forms.ChoiceField(choices=[("", "–"), *choices], **said)
    elif ask.sort in ("choices", "many"):
        offered = ask.choices if ask.choices is not None else codes.get(ask.of, {})
        yield (
            path,
            forms.MultipleChoiceField(choices=list(offered.items()), widget=forms.CheckboxSelectMultiple, **said),
        )
    elif ask.sort == "one":
        yield path, forms.ChoiceField(choices=[("", "–"), *codes.get(ask.of, {}).items()], **said)
    else:
        yield path, _plain(ask, said)


def _plain(ask: Ask, said: dict[str, Any]) -> forms.Field:
    if ask.sort == "yes":
        return forms.BooleanField(**said)
    if ask.sort == "whole":
        return forms.IntegerField(min_value=ask.least, max_value=100_000, **said)
    if ask.sort == "day":
        return DayField(**said)
    if ask.sort == "share":
        return ShareField(max_length=20, **said)
    if ask.sort == "number":
        return NumberField(max_length=24, **said)
    if ask.sort == "lines":
        return LinesField(max_length=LONGEST_TEXT, **said)
    return forms.CharField(max_length=LONGEST_NAME, **said)


def _in_language(ask: Ask, lang: str, *, several: bool) -> forms.Field:
    label = str(ask.label)
    if several:
        label = gettext("%(question)s (%(language)s)") % {"question": ask.label, "language": named_language(lang)}
    if ask.sort == "texts":
        widget: forms.Widget = forms.Textarea({"rows": 3, "lang": lang, "dir": "auto"})
    else:
        widget = forms.TextInput({"lang": lang, "dir": "auto"})
    longest = LONGEST_TEXT if ask.sort == "texts" else LONGEST_NAME
    return forms.CharField(label=label, help_text=str(ask.hint), max_length=longest, required=False, widget=widget)
