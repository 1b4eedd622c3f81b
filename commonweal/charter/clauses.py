"""What a charter is: clauses with text for people and, where they set a rule, data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from commonweal.charter.data import Data, Localised, in_language
from commonweal.charter.rules import Access, Body, DecisionRule, Grant, Matter, Rule, Threshold
from commonweal.kit.canonical import canonical_encode

__all__ = ["Access", "Base", "Charter", "Clause", "Grant", "Localised", "Part", "Rule", "Threshold", "in_language"]

R = TypeVar("R", bound=Data)

Part = Literal[
    "purpose",
    "parties",
    "roles",
    "bodies",
    "rules",
    "contributions",
    "data",
    "credit",
    "interests",
    "disputes",
    "review",
    "accession",
    "exit",
    "end",
    "signing",
    "amendment",
    "other",
]
"""Which part of an agreement a clause is; an agreement without one of the first fourteen is not complete."""

REQUIRED_PARTS: tuple[Part, ...] = (
    "purpose",
    "parties",
    "roles",
    "bodies",
    "rules",
    "contributions",
    "data",
    "credit",
    "interests",
    "disputes",
    "review",
    "accession",
    "exit",
    "end",
)


class _Sparing(Data):
    """Leaves out what was not said, so that a charter from before a field existed keeps its bytes and its digest."""

    @model_serializer(mode="wrap")
    def _without_nothing(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value is not None}


class Clause(_Sparing):
    """One numbered clause: its title and text for people, and the rules it sets.

    :param summary: the same in plain words, beside the legal text
    """

    number: Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,3}){0,3}$")]
    title: Localised
    text: Localised
    rules: tuple[Rule, ...] = ()
    summary: Localised | None = None
    part: Part | None = None


class Base(Data):
    """A built-in edition whose clauses go on ruling wherever the charter itself is silent on who may do something."""

    edition: str
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Charter(_Sparing):
    """The rules in force: what was agreed is what the software applies."""

    edition: str
    title: Localised
    clauses: tuple[Clause, ...]
    base: Base | None = None

    def digest(self) -> str:
        """Return the SHA-256 of the charter's canonical bytes, in hex."""
        return hashlib.sha256(canonical_encode(self.model_dump(mode="json"))).hexdigest()

    def rules(self, kind: type[R]) -> Iterator[tuple[Clause, R]]:
        """Yield each rule of one kind with the clause it stands in, in the charter's order."""
        for clause in self.clauses:
            for rule in clause.rules:
                if isinstance(rule, kind):
                    yield clause, rule

    def first(self, kind: type[R]) -> tuple[Clause, R] | None:
        """Return the first rule of one kind with its clause, such as how partners sign; or nothing."""
        return next(self.rules(kind), None)

    def body(self, code: str) -> tuple[Clause, Body] | None:
        """Return the body of this code with its clause, or nothing."""
        return next(((c, b) for c, b in self.rules(Body) if b.code == code), None)

    def matter(self, code: str) -> tuple[Clause, Matter] | None:
        """Return the matter of this code with its clause, or nothing."""
        return next(((c, m) for c, m in self.rules(Matter) if m.code == code), None)

    def rule(self, code: str) -> tuple[Clause, DecisionRule] | None:
        """Return the rule of decision of this code with its clause, or nothing."""
        return next(((c, r) for c, r in self.rules(DecisionRule) if r.code == code), None)
