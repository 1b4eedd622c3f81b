"""What may stand where in an activity file: `data/grammar.toml` as typed shapes."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that an element may have."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A place among the children of an element."""

    name: str
    shape: str
    required: bool
    many: bool


@dataclass(frozen=True)
class Shape:
    """What an element may hold: attributes, and either children in order or text of a kind."""

    attributes: Mapping[str, Attribute]
    slots: tuple[Slot, ...]
    text: str | None
    own_attributes: bool

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The position of each child name in the order."""
        return {slot.name: place for place, slot in enumerate(self.slots)}


@dataclass(frozen=True)
class Grammar:
    """All shapes, and the elements that may begin a file or stand inside a foreign element."""

    shapes: Mapping[str, Shape]
    anywhere: Mapping[str, str]


_SLOT = re.compile(r"(?P<name>[\w-]+)(?P<often>[?*+]?)(?:=(?P<shape>[\w-]+))?")
_ATTRIBUTE = re.compile(r"(?P<name>(?:xml:)?[\w-]+)(?::(?P<kind>\w+))?(?P<required>!?)")


@cache
def grammar() -> Grammar:
    """Read the grammar, once."""
    table = tomllib.loads(files(__package__).joinpath("data", "grammar.toml").read_text("utf-8"))
    anywhere = {slot.name: slot.shape for slot in map(_slot, table["anywhere"].split())}
    return Grammar({name: _shape(row) for name, row in table["shapes"].items()}, anywhere)


def _shape(row: Mapping[str, str | bool]) -> Shape:
    attributes = [_attribute(word) for word in str(row.get("attributes", "")).split()]
    slots = tuple(_slot(word) for word in str(row.get("children", "")).split())
    text = row.get("text")
    return Shape(
        {a.name: a for a in attributes},
        slots,
        None if text is None else str(text),
        bool(row.get("own_attributes", True)),
    )


def _slot(word: str) -> Slot:
    match = _SLOT.fullmatch(word)
    if match is None:
        raise ValueError(f"grammar.toml: {word!r} is no child")
    often = match["often"]
    return Slot(match["name"], match["shape"] or match["name"], required=often in "+", many=often in ("*", "+"))


def _attribute(word: str) -> Attribute:
    match = _ATTRIBUTE.fullmatch(word)
    if match is None:
        raise ValueError(f"grammar.toml: {word!r} is no attribute")
    return Attribute(match["name"], match["kind"] or "string", bool(match["required"]))
