"""What a JSON Schema asks, as rows for people: each field by its path, whether it is needed, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import TypeAdapter

from commonweal.acts.act import Amount, Country, Currency, Lang
from commonweal.api.schemas import HEX, ID, INSTANT, Schema

DEEPEST: Final = 3

Shared = Mapping[str, Schema]


def _pattern_of(kind: Any) -> str:
    """Return the pattern of one of the house's kinds of text."""
    return str(TypeAdapter(kind).json_schema()["pattern"])


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``results[].unit``, whether it is needed, what it takes in words, and something of its form."""

    name: str
    needed: bool
    takes: str
    says: str
    example: Any


def fields_of(schema: Schema, shared: Shared, *, before: str = "", depth: int = 1) -> Iterator[Field]:
    """Yield the fields of an object, and those of the objects in them, in their order."""
    needed = set(schema.get("required", ()))
    for name, told in schema.get("properties", {}).items():
        asked, nothing = _resolved(told, shared)
        path = f"{before}{name}"
        yield Field(path, name in needed, _in_words(asked, shared, nothing=nothing), told.get("description", ""),
                    _example(asked, shared))  # fmt: skip
        inner, mark = _inside(asked, shared)
        if inner and depth < DEEPEST:
            yield from fields_of(inner, shared, before=f"{path}{mark}.", depth=depth + 1)


def _resolved(schema: Schema, shared: Shared) -> tuple[Schema, bool]:
    """Return what a schema asks, references followed, and whether nothing will do too."""
    if "$ref" in schema:
        return _resolved(shared.get(schema["$ref"].rpartition("/")[2], {}), shared)
    several = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if len(several) == 1:
        return _resolved({**several[0]}, shared)[0], len(schema["anyOf"]) > 1
    kind = schema.get("type")
    if isinstance(kind, list):
        return {**schema, "type": next(each for each in kind if each != "null")}, True
    return schema, False


def _inside(schema: Schema, shared: Shared) -> tuple[Schema | None, str]:
    if schema.get("properties"):
        return schema, ""
    if schema.get("type") == "array":
        item, _nothing = _resolved(schema.get("items", {}), shared)
        return (item, "[]") if item.get("properties") else (None, "")
    return None, ""


def _in_words(schema: Schema, shared: Shared, *, nothing: bool) -> str:
    words = _said(schema, shared)
    return _("%(something)s, or null") % {"something": words} if nothing else words


def _said(schema: Schema, shared: Shared) -> str:
    if "const" in schema or "enum" in schema:
        answers = schema.get("enum", [schema.get("const")])
        return _("one of: %(answers)s") % {"answers": ", ".join(map(str, answers))}
    if schema.get("type") == "array":
        item, _nothing = _resolved(schema.get("items", {}), shared)
        return _("a list of: %(items)s") % {"items": _said(item, shared)}
    if schema.get("type") == "integer":
        return _whole(schema)
    if schema.get("type") == "string":
        return _text(schema)
    return str(_PLAIN.get(str(schema.get("type")), _PLAIN["object"]))


def _whole(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None and most < 2**50:
        return _("a whole number from %(least)s to %(most)s") % {"least": least, "most": most}
    if least is not None:
        return _("a whole number from %(least)s on") % {"least": least}
    return _("a whole number")


def _text(schema: Schema) -> str:
    if schema.get("pattern") == ID["pattern"]:
        return _("an id: 26 characters")
    if schema.get("format") == "date-time":
        return _("an instant, such as 2027-03-31T12:00:00Z")
    if schema.get("format") == "date":
        return _("a day, such as 2027-03-31")
    if schema.get("pattern") in _FORMS:
        return str(_FORMS[schema["pattern"]])
    if schema.get("pattern"):
        return _("a text of the form %(pattern)s") % {"pattern": schema["pattern"].strip("^$")}
    if "maxLength" in schema:
        return _("a text of at most %(most)s characters") % {"most": schema["maxLength"]}
    return _("a text")


_FORMS: Final[Mapping[str, str | Promise]] = {
    _pattern_of(Lang): gettext_lazy("a language, such as es or pt-BR"),
    _pattern_of(Currency): gettext_lazy("a currency, such as EUR"),
    _pattern_of(Country): gettext_lazy("a country, such as KE"),
    _pattern_of(Amount): gettext_lazy("a decimal written as text, such as 12.50"),
    r"^-?\d{1,15}(\.\d{1,4})?$": gettext_lazy("a decimal written as text, such as 12.50"),
    HEX["pattern"]: gettext_lazy("a SHA-256: 64 hexadecimal digits"),
}

_PLAIN: Final[Mapping[str, str | Promise]] = {
    "object": gettext_lazy("an object"),
    "boolean": gettext_lazy("true or false"),
    "number": gettext_lazy("a number"),
}


def _example(schema: Schema, shared: Shared) -> Any:
    """Return something of the form that is asked, for a command to fill in."""
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "array":
        item, _nothing = _resolved(schema.get("items", {}), shared)
        return [_example(item, shared)]
    if schema.get("properties"):
        wanted = schema.get("required", ())
        return {n: _example(_resolved(schema["properties"][n], shared)[0], shared) for n in wanted}
    if schema.get("type") == "string":
        return _text_like(schema)
    return {"integer": schema.get("minimum", 1), "boolean": True}.get(str(schema.get("type")), {})


def _text_like(schema: Schema) -> str:
    if schema.get("pattern") == ID["pattern"]:
        return "k3w7q2n5b6v4c3x2z7m5l4k3ja"
    if schema.get("format") == "date-time" or schema.get("pattern") == INSTANT["pattern"]:
        return "2027-03-31T12:00:00Z"
    return "2027-03-31" if schema.get("format") == "date" else "…"
