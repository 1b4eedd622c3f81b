"""What a form can ask of a rule: one small class for each sort of question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Says = str | Promise
Choices = Mapping[str, Says]

Sort = Literal[
    "names",  # one line in every language of the draft
    "texts",  # some lines in every language
    "line",
    "lines",  # several words, one a line
    "choice",
    "choices",
    "one",  # one body, matter, rule or group of seats of the draft
    "many",  # several of them
    "whole",
    "number",
    "share",
    "day",
    "yes",
]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about a field of a rule.

    :param of: what a `one` or `many` chooses among: ``body``, ``matter``, ``rule``, ``seats``
    :param needed: whether a rule without it makes no sense
    :param least: the smallest number that makes sense
    """

    name: str
    sort: Sort
    label: Says
    hint: Says = ""
    choices: Choices | None = None
    of: str = ""
    needed: bool = False
    least: int = 0
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rule that is there or not, such as a quorum."""

    name: str
    label: Says
    asks: tuple[Question, ...]
    switch: Says
    """What to tick so that it is there."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Parts of which a rule has several, such as the seats of a body.

    :param key: the field by whose emptiness an unused row is told
    :param more: how many empty rows are offered
    """

    name: str
    label: Says
    asks: tuple[Question, ...]
    key: str
    hint: Says = ""
    more: int = 2


Question = Ask | Part | Rows


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of rule as the house asks for it.

    :param says: what such a rule is for, in one sentence
    :param coded: whether it has a code of its own, which is made from its name
    """

    type: str
    label: Says
    says: Says
    asks: tuple[Question, ...]
    coded: bool = False
