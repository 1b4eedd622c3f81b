"""What is typed on the pages of an import, and nothing else: choose a file, and say what its columns hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.interchange.organisations.checking import Checked
from commonweal.interchange.organisations.reading import read
from commonweal.interchange.organisations.showing import LABELS, examples
from commonweal.interchange.organisations.tables import MOST_BYTES, FileRefused, Table, letters
from commonweal.interchange.organisations.words import country_of
from commonweal.partnerships.models import Sector


class ChooseForm(forms.Form):
    """Choose a file, or paste rows out of a spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("A file"),
        help_text=gettext_lazy("A spreadsheet (.xlsx), a table (.csv) or Popolo (.json). At most 5 MB and 5,000 rows."),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,.tsv,.txt,.json"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the rows here"),
        help_text=gettext_lazy("Mark them in your spreadsheet, headings included, copy them, and paste them here."),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read what was given; a list that cannot be read is a mistake at its field."""
        given = super().clean() or {}
        file: UploadedFile[bytes] | None = given.get("file")
        where = "file" if file else "pasted"
        if not file and not given.get("pasted"):
            raise forms.ValidationError(_("Choose a file, or paste the rows."))
        data = file.read(MOST_BYTES + 1) if file else given["pasted"].encode("utf-8", "replace")
        try:
            given["table"] = read(data)
        except FileRefused as refused:
            self.add_error(where, str(refused.says))
        given["data"], given["name"] = data, (file.name or "") if file else _("Pasted list")
        return given


class ColumnsForm(forms.Form):
    """Say what each column holds, and what holds for every row."""

    def __init__(self, *args: Any, checked: Checked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Not taken in")), *((name, str(label)) for name, label in LABELS.items())]
        held = {column.index: column.field for column in checked.columns}
        table: Table = checked.table
        for n, header in enumerate(table.headers):
            self.fields[f"column-{n}"] = forms.ChoiceField(
                label=_("%(column)s: %(heading)s") % {"column": letters(n), "heading": header or _("no heading")},
                help_text=_("For example: %(text)s") % {"text": example} if (example := examples(checked, n)) else "",
                choices=offered,
                initial=held.get(n, ""),
                required=False,
            )
        self.fields["sector"] = forms.ChoiceField(
            label=_("Sector of every row that says none"),
            choices=[("", _("None")), *Sector.choices],
            required=False,
        )
        self.fields["country"] = forms.CharField(
            label=_("Country of every row that says none"), required=False, max_length=60
        )

    def clean(self) -> dict[str, Any]:
        """Hold each field to one column."""
        given = super().clean() or {}
        taken: dict[str, str] = {}
        for name, field in list(given.items()):
            if name.startswith("column-") and field:
                if field in taken:
                    self.add_error(name, _("Another column holds this already. Choose one of the two."))
                taken[field] = name
        return given

    def clean_country(self) -> str:
        """Take a country by its name or its code."""
        text: str = self.cleaned_data["country"].strip()
        code = country_of(text)
        if text and not code:
            raise forms.ValidationError(_("This is no known country. Write its name or its two letters, such as KE."))
        return code

    @property
    def wanted(self) -> dict[int, str]:
        """Which field each column holds."""
        return {int(n.removeprefix("column-")): f for n, f in self.cleaned_data.items() if n.startswith("column-")}

    @property
    def defaults(self) -> dict[str, str]:
        """What holds where a row says nothing."""
        return {name: self.cleaned_data[name] for name in ("sector", "country")}
