"""What a charter is: clauses with text for people and, where they set a rule, data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from commonweal.kit.canonical import canonical_encode

Localised = dict[str, str]
"""One sentence in several languages: language code to text. English is always there."""


def in_language(text: Localised, lang: str) -> str:
    """Return `text` in `lang` (the French of Canada in French), or in English where it was not translated."""
    return text.get(lang) or text.get(lang.partition("-")[0]) or text["en"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


R = TypeVar("R", bound=_Data)


class Grant(_Data):
    """Who may do something: the acts or matters that this clause gives to some roles."""

    type: Literal["grant"] = "grant"
    acts: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    roles: tuple[str, ...]
    refusal: Localised


class Threshold(_Data):
    """A number against which a criterion of the seven steps is held. `value` is a decimal as text."""

    type: Literal["threshold"] = "threshold"
    criterion: str
    name: str
    value: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


class Access(_Data):
    """Who may read or take away something that is not an act."""

    type: Literal["access"] = "access"
    what: str
    roles: tuple[str, ...]
    refusal: Localised


Rule = Annotated[Grant | Threshold | Access, Field(discriminator="type")]


class Clause(_Data):
    """One numbered clause: its title and text for people, and the rules it sets."""

    number: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    title: Localised
    text: Localised
    rules: tuple[Rule, ...] = ()


class Charter(_Data):
    """The rules in force: what was agreed is what the software applies."""

    edition: str
    title: Localised
    clauses: tuple[Clause, ...]

    def digest(self) -> str:
        """Return the SHA-256 of the charter's canonical bytes, in hex."""
        return hashlib.sha256(canonical_encode(self.model_dump(mode="json"))).hexdigest()

    def rules(self, kind: type[R]) -> Iterator[tuple[Clause, R]]:
        """Yield each rule of one kind with the clause it stands in, in the charter's order."""
        for clause in self.clauses:
            for rule in clause.rules:
                if isinstance(rule, kind):
                    yield clause, rule

    def threshold(self, criterion: str, name: str) -> tuple[str, str] | None:
        """Return a threshold's value and its clause, or nothing where the charter leaves the default."""
        for clause, rule in self.rules(Threshold):
            if (rule.criterion, rule.name) == (criterion, name):
                return rule.value, clause.number
        return None
