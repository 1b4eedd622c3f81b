"""The form of one rule: made from what its type asks, read back as data, faults shown where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext
from pydantic import TypeAdapter, ValidationError

from commonweal.capabilities.chartering.ruling.asked import Ask, Kind, Part, Question, Rows
from commonweal.capabilities.chartering.ruling.codes import code_from
from commonweal.capabilities.chartering.ruling.fields import fields_for
from commonweal.capabilities.chartering.ruling.kinds import PARTS_OF, RULES
from commonweal.charter.rules import Rule
from commonweal.web.actforms import sentence

MOST_ROWS = 60
_RULE: TypeAdapter[Any] = TypeAdapter(Rule)
Data = dict[str, Any]


@dataclass
class Shown:
    """A part of the form, for the page: fields, or a part with its own, or rows of them."""

    label: str = ""
    hint: str = ""
    fields: list[forms.BoundField] = field(default_factory=list)
    beside: list[forms.BoundField] = field(default_factory=list)
    switch: forms.BoundField | None = None
    inside: list[Shown] = field(default_factory=list)
    rows: list[Shown] = field(default_factory=list)
    hidden: list[forms.BoundField] = field(default_factory=list)
    rare: bool = False
    open: bool = False


class RuleForm(forms.Form):
    """One rule of a clause. Whether it fits with the others is asked of the whole draft, not here."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: Kind,
        languages: Sequence[str],
        codes: Mapping[str, Mapping[str, str]],
        now: Data | None = None,
    ) -> None:
        super().__init__(data)
        self.kind, self.languages, self.codes, self.now = kind, tuple(languages), codes, now or {}
        self.used: dict[str, list[int]] = {}
        self.rule: Data | None = None
        self._ask_all(kind.asks, "", self.now or blank(RULES[kind.type]))

    # ── making ──

    def _ask_all(self, asks: Iterable[Question], path: str, now: Data) -> None:
        for ask in asks:
            name = f"{path}-{ask.name}" if path else ask.name
            if isinstance(ask, Ask):
                self._ask(ask, name, now.get(ask.name))
            elif isinstance(ask, Part):
                said = now.get(ask.name)
                self.fields[f"{name}-on"] = forms.BooleanField(
                    label=str(ask.switch), required=False, initial=bool(said)
                )
                self._ask_all(ask.asks, name, said or blank(PARTS_OF[ask.name]))
            else:
                self._ask_rows(ask, name, now.get(ask.name) or [])

    def _ask(self, ask: Ask, name: str, said: Any) -> None:
        for field_name, made in fields_for(ask, name, languages=self.languages, codes=self.codes):
            lang = field_name.rpartition("-")[2]
            made.initial = (said or {}).get(lang, "") if ask.sort in ("names", "texts") else said
            if isinstance(made, forms.ChoiceField):
                _keep(made, said)
            self.fields[field_name] = made

    def _ask_rows(self, ask: Rows, name: str, said: Sequence[Data]) -> None:
        count = len(said) + ask.more
        if self.is_bound and str(self.data.get(f"{name}-rows", "")).isdecimal():
            count = min(int(self.data[f"{name}-rows"]), MOST_ROWS)
        self.fields[f"{name}-rows"] = forms.IntegerField(initial=count, required=False, widget=forms.HiddenInput)
        for n in range(count):
            row = said[n] if n < len(said) else {**blank(PARTS_OF[ask.name]), ask.key: None}
            self.fields[f"{name}-{n}-code"] = forms.CharField(
                initial=row.get("code", ""), required=False, max_length=40, widget=forms.HiddenInput
            )
            self._ask_all(ask.asks, f"{name}-{n}", row)
            if n < len(said):
                self.fields[f"{name}-{n}-gone"] = forms.BooleanField(label=gettext("Take this out"), required=False)

    # ── reading ──

    def clean(self) -> Data:
        """Read the rule, and show what is wrong with it where it belongs."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        said = {"type": self.kind.type, **self._read(self.kind.asks, "")}
        if self.kind.type == "rule" and (said.get("method") == "majority") != bool(said["tests"]):
            self.add_error(
                "tests-0-share", gettext("A majority says which share of whom it takes, and no other way does.")
            )
            return given
        if self.kind.coded:
            said["code"] = self.now.get("code") or self._new_code(said)
        try:
            self.rule = _RULE.validate_python(said).model_dump(mode="json")
        except ValidationError as invalid:
            for error in invalid.errors():
                self.add_error(self._place(error["loc"][1:]), sentence(error))
        return given

    def _read(self, asks: Iterable[Question], path: str) -> Data:
        found: Data = {}
        for ask in asks:
            name = f"{path}-{ask.name}" if path else ask.name
            if isinstance(ask, Ask):
                said = self._said(ask, name)
                if said is not None:
                    found[ask.name] = said
            elif isinstance(ask, Part):
                found[ask.name] = self._read(ask.asks, name) if self.cleaned_data.get(f"{name}-on") else None
            else:
                found[ask.name] = list(self._read_rows(ask, name))
        return found

    def _said(self, ask: Ask, name: str) -> Any:
        if ask.sort not in ("names", "texts"):
            said = self.cleaned_data.get(name)
            return None if said in ("", None) else said
        texts = {lang: self.cleaned_data.get(f"{name}-{lang}", "").strip() for lang in self.languages}
        return {lang: text for lang, text in texts.items() if text} or None

    def _read_rows(self, ask: Rows, name: str) -> Iterator[Data]:
        self.used[name] = []
        coded = "code" in PARTS_OF[ask.name].model_fields
        taken: set[str] = set(self.codes.get("seats", {})) if coded else set()
        for n in range(self.cleaned_data.get(f"{name}-rows") or 0):
            row = self._read(ask.asks, f"{name}-{n}")
            if self.cleaned_data.get(f"{name}-{n}-gone") or not row.get(ask.key):
                continue
            if coded:
                row["code"] = self.cleaned_data.get(f"{name}-{n}-code") or code_from(
                    row[ask.key], otherwise=ask.name, taken=taken
                )
                taken.add(row["code"])
            self.used[name].append(n)
            yield row

    def _new_code(self, said: Data) -> str:
        name = said.get("name") or said.get("what") or {}
        of = "cycle" if self.kind.type == "cycle" else self.kind.type
        return code_from(name if isinstance(name, dict) else {}, otherwise=of, taken=self.codes.get(of, {}))

    def _place(self, loc: Iterable[Any]) -> str | None:
        path = ""
        for part in loc:
            step = str(self.used.get(path, [part])[part]) if isinstance(part, int) and path in self.used else str(part)
            path = f"{path}-{step}" if path else step
        return next((name for name in (path, f"{path}-{self.languages[0]}") if name in self.fields), None)

    # ── showing ──

    @property
    def shown(self) -> list[Shown]:
        """The form as the page shows it, what is rarely asked last."""
        return self._show(self.kind.asks, "")

    def _show(self, asks: Iterable[Question], path: str) -> list[Shown]:
        found: list[Shown] = []
        rare = Shown(label=gettext("What is rarely needed"), rare=True)
        for ask in asks:
            name = f"{path}-{ask.name}" if path else ask.name
            if isinstance(ask, Ask):
                fields = self._fields(ask, name)
                if ask.sort == "names" and len(fields) > 1:
                    found.append(Shown(beside=fields))
                    continue
                (rare if ask.rare else _last(found)).fields += fields
                rare.open = rare.open or (ask.rare and any(each.errors for each in fields))
            elif isinstance(ask, Part):
                inside = self._show(ask.asks, name)
                found.append(Shown(label=str(ask.label), switch=self[f"{name}-on"], inside=inside))
            else:
                rows = [self._row(ask, f"{name}-{n}") for n in range(self._count(name))]
                hidden = [self[f"{name}-rows"]]
                found.append(Shown(label=str(ask.label), hint=str(ask.hint), rows=rows, hidden=hidden))
        return [*found, rare] if rare.fields else found

    def _row(self, ask: Rows, name: str) -> Shown:
        gone = self[f"{name}-gone"] if f"{name}-gone" in self.fields else None
        inside = self._show(ask.asks, name)
        wrong = any(bound.errors for bound in self if bound.name.startswith(f"{name}-")) if self.is_bound else False
        return Shown(
            label=self._called(ask, name) or (gettext("One more") if gone is None else str(ask.label)),
            inside=inside,
            switch=gone,
            hidden=[self[f"{name}-code"]],
            open=wrong or (gone is None and name.endswith("-0")),
        )

    def _called(self, ask: Rows, name: str) -> str:
        """Return what a row is called: its name, or else what its first answer says."""
        for each in (f"{name}-{ask.key}-{self.languages[0]}", f"{name}-{ask.key}"):
            if each in self.fields:
                value = self[each].value() or ""
                choices = dict(getattr(self.fields[each], "choices", ()))
                return str(choices.get(value, value))
        return ""

    def _fields(self, ask: Ask, name: str) -> list[forms.BoundField]:
        names = [f"{name}-{lang}" for lang in self.languages] if ask.sort in ("names", "texts") else [name]
        return [self[each] for each in names]

    def _count(self, name: str) -> int:
        return sum(f"{name}-{n}-code" in self.fields for n in range(MOST_ROWS))


def _keep(made: forms.ChoiceField, said: Any) -> None:
    """Let what stands be chosen again, although nobody offers it."""
    offered = {str(code) for code, _label in made.choices}  # type: ignore[misc,union-attr]  # plain pairs, made by us
    values = said if isinstance(said, list | tuple) else [said]
    stands = [str(each) for each in values if each and str(each) not in offered]
    made.choices = [*made.choices, *((each, each) for each in stands)]  # type: ignore[misc]  # as above


def _last(found: list[Shown]) -> Shown:
    """Return the last run of plain fields, a new one where something else stands last."""
    if not found or found[-1].rows or found[-1].beside or found[-1].switch:
        found.append(Shown())
    return found[-1]


def blank(model: type[Any]) -> Data:
    """Return what a rule, or a part of one, says where nobody has said anything: its defaults as data."""
    found: Data = {}
    for name, info in model.model_fields.items():
        value = None if info.is_required() else info.get_default()
        found[name] = list(value) if isinstance(value, tuple) else value
    return found
