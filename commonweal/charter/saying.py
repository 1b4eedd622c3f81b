"""What is to be said about a charter, before it has words: a code and what it speaks of.

This floor knows no translations. It says which sentence, and of what; `acts.charter_words` has the sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from commonweal.charter.data import Localised
from commonweal.charter.rules import Body, Deadline, DecisionRule, Matter, Rule

Named = Literal[
    "body",
    "matter",
    "rule",
    "seats",
    "number",
    "organisation",
    "sector",
    "role",
    "act",
    "domain",
    "readable",
    "threshold",
    "language",
    "part",
    "share",
    "more_than",
    "at_least",
    "term",
]


@dataclass(frozen=True, slots=True)
class Ref:
    """Something to be named in the reader's language: by the charter or by the house.

    :param kind: ``body``, ``matter``, ``rule`` and ``seats`` are named by the charter, a ``number`` is a clause's; the
        others are words of the house, a ``term`` any word that a rule uses
    :param code: as the charter or the vocabulary has it; of ``share``, ``more_than`` and ``at_least`` the fraction
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


def named(rule: Rule) -> Ref:
    """Return what a rule is about: a body, matter or rule of decision by its name, any other by its kind."""
    if isinstance(rule, Body | Matter | DecisionRule):
        return Ref(rule.type, rule.code)
    return Ref("term", f"deadline_{rule.what}" if isinstance(rule, Deadline) else rule.type)


def refs(kind: Named, codes: tuple[str, ...]) -> tuple[Ref, ...]:
    """Return several things of one kind, in the order in which the charter names them."""
    return tuple(Ref(kind, code) for code in codes)
