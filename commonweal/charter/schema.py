"""The charter language as a JSON Schema, so that a charter can be written and checked without this software.

`python -m commonweal.charter.schema` writes the published file; a test holds it to the classes from which it is made.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any, Final

from commonweal.charter.clauses import Charter

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE: Final = "charter.schema.json"

_ABOUT: Final = (
    "The rules of a partnership as data: numbered clauses with text for people in several languages and, where a "
    "clause sets a rule, the rule. The digest of a charter is the SHA-256 of its canonical JSON."
)
_PARAM = re.compile(r"(?:^:param |[;,] (?=`\w+`: ))`?(\w+)`?: ", re.MULTILINE)
_TEXTS: Final = {
    "type": "object",
    "description": "One sentence in several languages: the code of a language to the text in it.",
    "patternProperties": {"^[a-z]{2,3}$": {"type": "string"}},
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """Return the schema of a charter: draft 2020-12, every part described in words."""
    made = Charter.model_json_schema(mode="validation")
    parts = {name: _part(part) for name, part in sorted(made.pop("$defs").items())}
    parts["DecisionRule"] |= {
        "if": {"properties": {"method": {"const": "majority"}}},
        "then": {"properties": {"tests": {"minItems": 1}}, "required": ["tests"]},
        "else": {"properties": {"tests": {"maxItems": 0}}},
    }
    whole = {**_part(made), "title": "Charter", "description": _ABOUT}
    return {"$schema": DIALECT, **whole, "$defs": {"Localised": _TEXTS, **parts}}


def schema_text() -> str:
    """Return the published schema as it is written and served."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def published() -> str:
    """Return the schema as it stands in the published file."""
    return (resources.files("commonweal.charter") / FILE).read_text(encoding="utf-8")


def _part(part: dict[str, Any]) -> dict[str, Any]:
    """Return one part without what only repeats its name, each field described where the class describes it."""
    about, fields = _told(part.get("description", ""))
    properties = {name: _field(made) for name, made in part.get("properties", {}).items()}
    for name, told in fields.items():
        if name in properties:
            properties[name] = {"description": told, **properties[name]}
    kind = properties.get("type")
    required = part.get("required", [])
    if kind is not None and "const" in kind:
        properties["type"] = {"const": kind["const"]}
        required = ["type", *required]
    return {"type": "object", "description": about, "properties": properties, "required": required,
            "additionalProperties": False}  # fmt: skip


def _field(made: Any) -> Any:
    if isinstance(made, list):
        return [_field(part) for part in made]
    if not isinstance(made, dict):
        return made
    if "patternProperties" in made:
        return {"$ref": "#/$defs/Localised"}
    return {name: _field(part) for name, part in made.items() if name not in ("title", "discriminator")}


def _told(docstring: str) -> tuple[str, dict[str, str]]:
    """Return what a class says of itself, and of each of its fields."""
    about, *rest = _PARAM.split(" \n".join(docstring.split("\n")))
    fields = {name: " ".join(told.split()) for name, told in zip(rest[::2], rest[1::2], strict=True)}
    return " ".join(about.split()), fields


if __name__ == "__main__":  # pragma: no cover - run by hand when the language grows
    from pathlib import Path

    Path(__file__).with_name(FILE).write_text(schema_text(), encoding="utf-8")
