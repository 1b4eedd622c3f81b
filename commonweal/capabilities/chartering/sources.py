"""From what a draft begins: a model's starting charter, the charter in force, another draft, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.acts.capability import Setting
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.acts import Source
from commonweal.charter.clauses import Base, Charter
from commonweal.charter.models import base_today, combine
from commonweal.kit.canonical import canonical_encode

MOST_BYTES = 52_000
"""How much of a text goes into one entry, which holds 65,535 bytes with everything around it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a draft begins with.

    :param digest: of the whole text; nothing where it begins from nothing
    """

    clauses: tuple[dict[str, Any], ...]
    title: dict[str, str]
    base: Base
    digest: str | None


def source_of(source: Source, partnership: str, *, setting: Setting) -> Begun:
    """Return what a draft of this source begins with.

    :raises NotThere: where it names a draft that is not there
    """
    if source == "blank":
        return Begun((), {}, base_today(), None)
    if source == "in_force":
        return _from(setting.charter)
    if isinstance(source, int):
        return _from(queries.text_of(queries.draft_with(partnership, source)).charter())
    return _from(combine(source).charter)


def in_languages(clauses: Iterable[dict[str, Any]], languages: Sequence[str]) -> list[dict[str, Any]]:
    """Return clauses in these languages alone; what stands in none of them stays as it is."""
    return [_only(clause, frozenset(languages)) for clause in clauses]


def in_parts(clauses: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield clauses in parts of which each fits into one entry."""
    part: list[dict[str, Any]] = []
    size = 0
    for clause in clauses:
        bytes_of = len(canonical_encode(clause)) + 1
        if part and size + bytes_of > MOST_BYTES:
            yield part
            part, size = [], 0
        part.append(clause)
        size += bytes_of
    if part:
        yield part


def _from(charter: Charter) -> Begun:
    own = charter.edition.startswith("interim/")
    base = charter.base or (Base(edition=charter.edition, digest=charter.digest()) if own else base_today())
    clauses = tuple(clause.model_dump(mode="json") for clause in charter.clauses)
    return Begun(clauses, dict(charter.title), base, charter.digest())


def _only(value: Any, languages: frozenset[str]) -> Any:
    """Return data without the texts in other languages."""
    if isinstance(value, list):
        return [_only(each, languages) for each in value]
    if not isinstance(value, dict):
        return value
    if value and all(len(key) in (2, 3) and isinstance(said, str) for key, said in value.items()):
        kept = {key: said for key, said in value.items() if key in languages}
        return kept or value
    return {key: _only(each, languages) for key, each in value.items()}
