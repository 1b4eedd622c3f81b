"""JSON Schemas (2020-12) of what is sent and given, made from the acts, sheets and codes themselves."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from commonweal.acts.act import ENVELOPE, Act
from commonweal.acts.capability import Column, Sheet
from commonweal.acts.installed import act_types
from commonweal.kit.canonical import MAX_INT
from commonweal.kit.dates import INSTANT_PATTERN
from commonweal.kit.digests import HEX_PATTERN
from commonweal.kit.ids import ID_PATTERN

Schema = dict[str, Any]

PLACE: Final = "#/components/schemas/"

ID: Final[Schema] = {"type": "string", "pattern": f"^{ID_PATTERN}$"}
HEX: Final[Schema] = {"type": "string", "pattern": f"^{HEX_PATTERN}$"}
INSTANT: Final[Schema] = {"type": "string", "format": "date-time", "pattern": f"^{INSTANT_PATTERN}$"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": MAX_INT}
TEXT: Final[Schema] = {"type": "string"}
YES_OR_NO: Final[Schema] = {"type": "boolean"}


def ref(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": PLACE + name}


def or_nothing(schema: Schema) -> Schema:
    """Return a schema that also takes null."""
    kind = schema.get("type")
    return {**schema, "type": [kind, "null"]} if isinstance(kind, str) else {"anyOf": [schema, {"type": "null"}]}


def closed(properties: dict[str, Schema], *, may: tuple[str, ...] = (), **more: Any) -> Schema:
    """Return the schema of an object with exactly these properties, of which those in `may` can be left out."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in may],
        "additionalProperties": False,
        **more,
    }


def listed(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def schema_of_body(act: type[Act]) -> Schema:
    """Return the JSON Schema of the fields of one kind of act, standing for itself."""
    schema = _tidied(act.model_json_schema())
    body = _without_envelope(schema)
    if "$defs" in schema:
        body["$defs"] = {name: _tidied(each) for name, each in schema["$defs"].items() if name in _named_in(schema)}
    return body


@cache
def bodies() -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schema of the fields of every kind of act, by kind, and the schemas they share, by name.

    Where two kinds have parts of one name that differ, those parts get longer names.
    """
    kinds = sorted(act_types().items())
    named, made = models_json_schema([(act, "validation") for _kind, act in kinds], ref_template=PLACE + "{model}")
    shared = {name: _tidied(schema) for name, schema in made["$defs"].items()}
    whole = {kind: shared.pop(_name_in(named[act, "validation"])) for kind, act in kinds}
    fields = {kind: _without_envelope(schema) for kind, schema in whole.items()}
    for unused in ("TextRef", "Cite"):
        shared.pop(unused, None)
    return fields, shared


def row_schema(sheet: Sheet) -> Schema:
    """Return the schema of one row of a sheet."""
    return closed({column.name: _cell(column) for column in sheet.columns})


def _cell(column: Column) -> Schema:
    said = {"title": str(column.title)}
    if column.type == "list":
        return {**listed(TEXT), **said}
    return {**or_nothing(_CELLS[column.type]), **said}


_CELLS: Final[dict[str, Schema]] = {
    "string": TEXT,
    "id": TEXT,
    "integer": {"type": "integer"},
    "number": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    "boolean": YES_OR_NO,
    "date": DAY,
    "datetime": INSTANT,
}
"""A number is a decimal and goes as text, so that no program rounds it."""


def _without_envelope(schema: Schema) -> Schema:
    body = {name: value for name, value in schema.items() if name != "$defs"}
    body["properties"] = {n: s for n, s in schema["properties"].items() if n not in ENVELOPE}
    body["required"] = [name for name in schema.get("required", []) if name not in ENVELOPE]
    return body


def _name_in(reference: Schema) -> str:
    name: str = reference["$ref"].rpartition("/")[2]
    return name


def _named_in(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        here = {_name_in(schema)} if isinstance(schema.get("$ref"), str) else set()
        return here.union(*(_named_in(value) for value in schema.values()))
    return set().union(*map(_named_in, schema)) if isinstance(schema, list) else set()


def _tidied(schema: Any) -> Any:
    """Return a schema without titles that only repeat names, and with the words themselves wherever words are taken.

    A reference to words is what the record keeps; nobody may send one.
    """
    if isinstance(schema, list):
        return [_tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy: Schema = {}
    for name, value in schema.items():
        if name in ("properties", "$defs"):
            tidy[name] = {key: _tidied(each) for key, each in value.items()}
        elif name == "anyOf":
            kept = [_tidied(each) for each in value if not _is_reference_to_words(each)]
            tidy |= kept[0] if len(kept) == 1 else {name: kept}
        elif name != "title":
            tidy[name] = value if name in ("default", "enum", "const") else _tidied(value)
    if "patternProperties" in tidy:
        tidy.setdefault("additionalProperties", False)  # other keys are refused, which pydantic leaves unsaid
    return tidy


def _is_reference_to_words(schema: Any) -> bool:
    return isinstance(schema, dict) and str(schema.get("$ref", "")).endswith("/TextRef")
