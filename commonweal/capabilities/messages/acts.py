"""What can be done to talk with each other."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, model_validator

from commonweal.acts.act import Act, Cite, FreeText, Id, Position

MOST_MENTIONED = 20


def _each_once(people: tuple[str, ...]) -> tuple[str, ...]:
    """Put them in one order, each once, so that one set of people has one form."""
    return tuple(sorted(set(people)))


class _Citing(Act):
    """An act whose citations follow from its fields, so that nobody has to say them twice."""

    relations: ClassVar[dict[str, str]]

    @model_validator(mode="before")
    @classmethod
    def _cites_what_it_names(cls, given: Any) -> Any:
        if not isinstance(given, dict) or not isinstance(given.get("cites", ()), list | tuple | set):
            return given
        named = [
            {"entry": given[field], "rel": rel} for field, rel in cls.relations.items() if given.get(field) is not None
        ]
        said = [cite.model_dump() if isinstance(cite, Cite) else cite for cite in given.get("cites", ())]
        return {**given, "cites": [*said, *named]}


class WriteMessage(_Citing):
    """Somebody writes about something on the record, or answers what was written about it."""

    kind: ClassVar[str] = "messages.write.v1"
    matter: ClassVar[str] = "talk"
    relations: ClassVar[dict[str, str]] = {"about": "based_on", "answers": "answers"}

    about: Position
    answers: Position | None = None
    words: FreeText
    mentions: Annotated[tuple[Id, ...], Field(max_length=MOST_MENTIONED), AfterValidator(_each_once)] = ()


class SetMessageAside(_Citing):
    """A message is set aside with a reason: folded, not removed."""

    kind: ClassVar[str] = "messages.set_aside.v1"
    matter: ClassVar[str] = "talk"
    relations: ClassVar[dict[str, str]] = {"message": "challenges"}

    message: Position
    reason: FreeText
