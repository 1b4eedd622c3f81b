"""From what a person typed to an act, and from what the act refuses back to the field where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.act import Act, Words
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.kit.ids import ID_PATTERN, new_id
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

SAYS: Mapping[str, str | Promise] = {
    "missing": _("Fill this in."),
    "string_too_short": _("Write at least %(min_length)s characters."),
    "string_too_long": _("Write at most %(max_length)s characters."),
    "string_pattern_mismatch": _("This does not have the form that is needed here."),
    "greater_than_equal": _("Give a number of at least %(ge)s."),
    "greater_than": _("Give a number above %(gt)s."),
    "less_than_equal": _("Give a number of at most %(le)s."),
    "int_parsing": _("Give a whole number."),
    "int_type": _("Give a whole number."),
    "date_from_datetime_parsing": _("Give a day, such as 2027-03-31."),
    "date_parsing": _("Give a day, such as 2027-03-31."),
    "literal_error": _("Choose one of the answers offered."),
    "enum": _("Choose one of the answers offered."),
    "too_short": _("Give at least %(min_length)s."),
    "too_long": _("Give at most %(max_length)s."),
    "url_parsing": _("Give a web address that begins with https://."),
}
"""What to do, by the kind of mistake that the act found; the act's own sentences pass through as they are."""


class DayField(forms.DateField):
    """A day, picked in the browser's own calendar, which writes it ``2027-03-31`` in whatever language the page is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ActForm(forms.Form):
    """A form that performs one kind of act. Labels and widgets stand here; the rules are the act's.

    A form carries the act's number (`idem`), so that sending it twice does it once.

    :cvar words: the fields in which somebody writes in her own words
    """

    act_type: ClassVar[type[Act]]
    words: ClassVar[tuple[str, ...]] = ()

    idem = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput, initial=new_id, required=False)

    def __init__(self, *args: Any, partnership: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.entry: Entry | None = None

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields from the cleaned form, her words in the language of the page.

        A form whose fields differ from the act's overrides this.
        """
        given = {name: said for name, said in self.cleaned_data.items() if name != "idem" and said not in (None, "")}
        return {name: in_my_language(said) if name in self.words else said for name, said in given.items()}

    def performed(self, *, by: Actor, at: datetime) -> bool:
        """Return whether the form was sent, was right and has been performed; else it carries its errors."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            act = self.act_type(
                partnership=self.partnership, idem=self.cleaned_data.get("idem") or new_id(), **self.fields_of_act()
            )
            self.entry = perform(act, by=by, at=at)
        except ValidationError as invalid:
            self.explain(invalid)
        except Objected as objected:
            self.add_error(self.field_for(objected.objection.field), in_words(objected))
        except Refused as refused:
            self.add_error(None, in_words(refused))
        return self.entry is not None

    def field_for(self, name: str) -> str | None:
        """Return the form field at which an objection to the act's field `name` is shown; none that nobody sees."""
        field = self.fields.get(name)
        return name if field and not field.widget.is_hidden else None

    def explain(self, invalid: ValidationError) -> None:
        """Show each of the act's own complaints at its field, in words that say what to do."""
        for error in invalid.errors():
            where = next(filter(None, (self.field_for(str(part)) for part in error["loc"])), None)
            self.add_error(where, sentence(error))


def sentence(error: Mapping[str, Any]) -> str:
    """Return one of pydantic's errors as a sentence that says what to do."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    says = SAYS.get(error["type"])
    return str(says) % (error.get("ctx") or {}) if says else str(error["msg"])


def in_words(why: Refused | Objected) -> str:
    """Return why an act was not performed as one sentence or two, the clause named where there is one."""
    if isinstance(why, Objected):
        return str(why.objection.says)
    if not why.verdict.rests_on_a_clause:
        return why.verdict.reason
    return gettext("%(reason)s (charter, clause %(clause)s)") % {
        "reason": why.verdict.reason,
        "clause": why.verdict.clause,
    }


def in_my_language(text: str) -> Words:
    """Return free text as words in the language in which the page is shown."""
    return Words(text=text, lang=get_language() or "en")
