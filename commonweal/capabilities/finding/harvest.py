"""What an act says to people: its own lines, and the words of persons to which its entry refers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from commonweal.acts.act import ENVELOPE, Act, TextRef
from commonweal.acts.installed import UnknownKind, act_of
from commonweal.record.entry import Entry

SHORTEST = 2
"""Lines of fewer characters are codes."""

NAME, TITLE, LINE, WORDS = 3, 2, 1, 0
"""What comes first: the name of an organisation, the title of a thing, any other line, words of a person."""

_ALONE = {"name": NAME, "title": TITLE}


@dataclass(frozen=True, slots=True)
class Line:
    """One line that an act says, and how far ahead it stands among what is found."""

    text: str
    weight: int = LINE


def lines_of(entry: Entry) -> list[Line]:
    """Return what an entry says itself; nothing for a kind that is no longer installed."""
    try:
        return list(_lines(act_of(entry)))
    except (UnknownKind, ValueError):  # pydantic's complaint about a kind taken out is a ValueError
        return []


def _lines(value: Any, *, weight: int = LINE, human: bool = False) -> Iterator[Line]:
    if isinstance(value, TextRef):
        return
    if isinstance(value, BaseModel):
        whole = isinstance(value, Act)
        for name in type(value).model_fields:
            if not (whole and name in ENVELOPE):
                ahead = _ALONE.get(name, LINE) if whole else LINE
                yield from _lines(getattr(value, name), weight=ahead, human=_is_for_people(type(value), name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _lines(item, human=human)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _lines(item, human=human)
    elif isinstance(value, str) and human and len(value) >= SHORTEST:
        yield Line(value, weight)


@cache
def _is_for_people(model: type[BaseModel], name: str) -> bool:
    """Whether people type what stands in this field: then the act takes the spaces away around it, and asks no form.

    Ids, codes, keys, digests and amounts have a pattern, or a fixed list, or are taken as they come.
    """
    field = model.model_fields[name]
    return _typed(field.annotation, tuple(field.metadata))


def _typed(annotation: Any, constraints: tuple[Any, ...] = ()) -> bool:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _typed(inner, (*constraints, *more))
    if annotation is str:
        rules = [each for each in constraints if isinstance(each, StringConstraints)]
        return any(rule.strip_whitespace for rule in rules) and not any(rule.pattern for rule in rules)
    return any(_typed(each) for each in get_args(annotation) if each is not Ellipsis)
