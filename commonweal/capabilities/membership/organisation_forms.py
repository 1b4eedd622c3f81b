"""The forms in which organisations are described, corrected and let go; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.capability import Says
from commonweal.capabilities.membership import acts
from commonweal.capabilities.membership.phrases import PARTNER_ROLES
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import Level, Member, Sector, Tier
from commonweal.web.actforms import ActForm, DayField, in_my_language

NOT_SAID: tuple[str, Says] = ("", _("Not said"))
MOST = 20
"""How many identifiers and territories an organisation may have: what the act takes."""

ROWS: Mapping[str, tuple[tuple[str, Says, int], ...]] = {
    "identifiers": (
        ("scheme", _("Register, such as GB-COH"), 40),
        ("value", _("Number there"), 120),
    ),
    "territories": (
        ("name", _("Place"), 120),
        ("country", _("Country, two letters"), 2),
        ("code", _("Code, such as ES-VC"), 40),
    ),
}
"""The parts of an organisation that are typed in rows: the name of a part, its label and its length."""


class AdmitForm(ActForm):
    """Add an organisation: what is needed first, the rest on its own page."""

    act_type: ClassVar[type[Act]] = acts.AdmitOrganisation

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    level = forms.ChoiceField(label=_("How wide does it reach?"), choices=[NOT_SAID, *Level.choices], required=False)
    brings = forms.CharField(
        label=_("What does it bring?"),
        max_length=200,
        required=False,
        help_text=_("Money, staff, places, trust, knowledge. One line."),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Give the organisation an id; the same when the form is sent twice, so that it joins once."""
        given = super().fields_of_act()
        seed = self.cleaned_data.get("idem") or new_id()
        return {**given, **_line_language(given), "organisation": id_from_seed("organisation", self.partnership, seed)}


class CorrectForm(ActForm):
    """Say anew, and whole, what an organisation is."""

    act_type: ClassVar[type[Act]] = acts.CorrectOrganisation

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    legal_name = forms.CharField(label=_("Legal name, where it differs"), max_length=200, required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    tier = forms.ChoiceField(
        label=_("Level of government"),
        choices=[NOT_SAID, *Tier.choices],
        required=False,
        help_text=_("Only for governments."),
    )
    level = forms.ChoiceField(label=_("How wide does it reach?"), choices=[NOT_SAID, *Level.choices], required=False)
    country = forms.CharField(
        label=_("Country"), max_length=2, required=False, help_text=_("Two letters, such as ES or CL.")
    )
    mandate = forms.CharField(
        label=_("What gives it authority here?"),
        max_length=200,
        required=False,
        help_text=_("A law, a statute, an election, the trust of a group. One line."),
    )
    brings = forms.CharField(
        label=_("What does it bring?"),
        max_length=200,
        required=False,
        help_text=_("Money, staff, places, trust, knowledge. One line."),
    )
    website = forms.CharField(label=_("Website"), max_length=200, required=False, widget=forms.URLInput({"dir": "ltr"}))
    roles = forms.MultipleChoiceField(
        label=_("What is it in this partnership?"),
        choices=list(PARTNER_ROLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, now: Member, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "idem"]
        said = {name: getattr(now, name) for name in names}
        super().__init__(*args, initial={**said, **_typed_in_rows(now)}, **kwargs)
        self.now = now
        for part, columns in ROWS.items():
            for n in range(self._rows_of(part)):
                for name, label, length in columns:
                    self.fields[f"{part}_{n}_{name}"] = forms.CharField(
                        label=str(label), max_length=length, required=False, widget=forms.TextInput({"dir": "auto"})
                    )

    def fields_of_act(self) -> dict[str, Any]:
        """Say of the same organisation what was typed; an empty row is no row."""
        given = {name: said for name, said in super().fields_of_act().items() if name in self.base_fields}
        rows = {part: list(self._filled(part)) for part in ROWS}
        if given.get("country"):
            given["country"] = given["country"].upper()
        return {**given, **rows, **self._language(given), "organisation": self.now.organisation}

    def field_for(self, name: str) -> str | None:
        """Show a complaint about a row at the first field of the rows."""
        return f"{name}_0_{ROWS[name][0][0]}" if name in ROWS else super().field_for(name)

    @property
    def plain(self) -> list[BoundField]:
        """The fields that stand alone."""
        return [self[name] for name in self.base_fields if name != "idem"]

    @property
    def identifier_rows(self) -> list[list[BoundField]]:
        """The rows in which identifiers are typed."""
        return self._bound("identifiers")

    @property
    def territory_rows(self) -> list[list[BoundField]]:
        """The rows in which territories are typed."""
        return self._bound("territories")

    def _language(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Return the language of the lines: as it was while they stay as they were, else the page's."""
        same = all((given.get(name) or "") == getattr(self.now, name) for name in ("brings", "mandate"))
        return {"lang": self.now.lang} if same and self.now.lang else {} if same else _line_language(given)

    def _rows_of(self, part: str) -> int:
        sent = [int(n) for key in self.data for n in [key.removeprefix(f"{part}_").split("_")[0]] if n.isdigit()]
        return min(MOST, max([len(getattr(self.now, part)) + 2, 3, *(n + 1 for n in sent)]))

    def _bound(self, part: str) -> list[list[BoundField]]:
        return [[self[f"{part}_{n}_{name}"] for name, _l, _m in ROWS[part]] for n in range(self._rows_of(part))]

    def _filled(self, part: str) -> Iterator[dict[str, str]]:
        for n in range(self._rows_of(part)):
            row = {name: self.cleaned_data.get(f"{part}_{n}_{name}", "") for name, _label, _length in ROWS[part]}
            if any(row.values()):
                row = {name: said for name, said in row.items() if said}
                yield {**row, "country": row["country"].upper()} if "country" in row else row


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

    @property
    def plain(self) -> list[BoundField]:
        """The fields that stand alone."""
        return [self["reason"]]

    @property
    def duty_rows(self) -> list[list[BoundField]]:
        """The rows in which duties are typed."""
        return [[self[f"duty_{n}"], self[f"duty_{n}_until_on"]] for n in range(self.rows)]

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


class DischargeForm(ActForm):
    """Report a duty as done: a button."""

    act_type = acts.DischargeDuty

    leave = forms.IntegerField(widget=forms.HiddenInput)
    duty = forms.IntegerField(widget=forms.HiddenInput)


def _typed_in_rows(now: Member) -> dict[str, str]:
    return {
        f"{part}_{n}_{name}": row.get(name) or ""
        for part, columns in ROWS.items()
        for n, row in enumerate(_rows(now, part))
        for name, _label, _length in columns
    }


def _rows(now: Member, part: str) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = getattr(now, part)
    return rows


def _line_language(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the language of the lines that were typed: the page's."""
    return {"lang": get_language() or "en"} if given.get("brings") or given.get("mandate") else {}
