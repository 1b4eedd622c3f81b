"""What rules where a charter is silent: the clauses of the built-in edition on which it says that it stands.

A charter of the partners says who decides what. Who may write a message, or register a key, most leave to the house:
they name a built-in edition as their base. Its clauses on who may do and read something, its thresholds, deadlines and
policy on interests go on ruling where the charter's own say nothing. Their numbers carry an `H`, for house.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeVar

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.data import Data
from commonweal.charter.interim import interim_charter
from commonweal.charter.rules import Threshold

R = TypeVar("R", bound=Data)

HOUSE: Final = "H"
"""Stands before the number of a clause of the base."""


class AnotherBase(ValueError):
    """The base that a charter names is not the built-in edition of that name."""


def base_of(charter: Charter) -> Charter | None:
    """Return the built-in edition on which a charter stands, its clauses numbered as the house's; or nothing.

    :raises AnotherBase: where its digest is not that of the edition
    :raises UnknownEdition: where no such edition was published
    """
    return None if charter.base is None else _house(charter.base.edition, charter.base.digest)


def base_rules(charter: Charter, kind: type[R]) -> Iterator[tuple[Clause, R]]:
    """Yield each rule of one kind in the base with its clause."""
    base = base_of(charter)
    if base is not None:
        yield from base.rules(kind)


def first_of(charter: Charter, kind: type[R]) -> tuple[Clause, R] | None:
    """Return the first rule of one kind with its clause: the charter's own, or else the base's."""
    return charter.first(kind) or next(base_rules(charter, kind), None)


def all_of(charter: Charter, kind: type[R]) -> list[tuple[Clause, R]]:
    """Return every rule of one kind: the charter's own before the base's."""
    return [*charter.rules(kind), *base_rules(charter, kind)]


def thresholds_of(charter: Charter) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what a charter sets, and its base where it says nothing: (criterion, name) to (value, clause)."""
    ruling = all_of(charter, Threshold)
    return {(rule.criterion, rule.name): (rule.value, clause.number) for clause, rule in reversed(ruling)}


@lru_cache(maxsize=8)
def _house(edition: str, digest: str) -> Charter:
    found = interim_charter(edition)
    if found.digest() != digest:
        raise AnotherBase(edition)
    return found.model_copy(update={"clauses": tuple(_of_the_house(clause) for clause in found.clauses)})


def _of_the_house(clause: Clause) -> Clause:
    return clause.model_copy(update={"number": f"{HOUSE}{clause.number}"})
