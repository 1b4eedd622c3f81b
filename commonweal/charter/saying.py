"""What is to be said about a charter, before it has words: a code and what it speaks of.

This floor knows no translations. It says which sentence, and of what; `acts.charter_words` has the sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from commonweal.charter.data import Localised

Named = Literal[
    "body",
    "matter",
    "rule",
    "organisation",
    "sector",
    "role",
    "share",
    "language",
    "part",
    "term",
    "act",
    "domain",
    "place",
    "criterion",
    "threshold",
    "number",
]


@dataclass(frozen=True, slots=True)
class Ref:
    """Something to be named in the reader's language: by the charter (`body`, `matter`, `rule`) or by the house.

    :param code: as the charter or the vocabulary has it; of a ``share`` the fraction, of a ``term`` any word of a rule
    """

    kind: Named
    code: str


Value = int | str | Localised | Ref | tuple["str | Localised | Ref", ...]
"""What a sentence speaks of; of several, all are named."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: which one, and what it speaks of."""

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)


def refs(kind: Named, codes: tuple[str, ...]) -> tuple[Ref, ...]:
    """Return several things of one kind, in the order in which the charter names them."""
    return tuple(Ref(kind, code) for code in codes)
