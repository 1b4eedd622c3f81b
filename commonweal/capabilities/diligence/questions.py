"""The catalogue of questions: what is asked at each depth, why, and what counts as evidence."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from django.utils.translation import get_language

from commonweal.charter.clauses import Localised, in_language
from commonweal.methods.checking import Depth

DEPTHS: Final[tuple[Depth, ...]] = ("light", "standard", "deep")
"""From few questions to many: each depth asks what the ones before it ask, and more."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue.

    :param depth: the first depth at which it is asked
    """

    code: str
    depth: Depth
    texts: dict[str, Localised]

    @property
    def title(self) -> str:
        """What is asked, in the language of the page."""
        return in_language(self.texts["title"], get_language() or "en")

    @property
    def why(self) -> str:
        """Why it is asked."""
        return in_language(self.texts["why"], get_language() or "en")

    @property
    def evidence(self) -> str:
        """What counts as evidence."""
        return in_language(self.texts["evidence"], get_language() or "en")


@cache
def catalogue() -> tuple[Question, ...]:
    """Return every question, in the order in which they are asked."""
    text = (resources.files("commonweal.capabilities.diligence") / "questions.toml").read_text(encoding="utf-8")
    return tuple(
        Question(row["code"], row["depth"], {name: row[name] for name in ("title", "why", "evidence")})
        for row in tomllib.loads(text)["questions"]
    )


def asked_at(depth: str) -> tuple[Question, ...]:
    """Return the questions of a check of this depth; of one that no catalogue knows, none."""
    if depth not in DEPTHS:
        return ()
    deepest = DEPTHS.index(depth)
    return tuple(question for question in catalogue() if DEPTHS.index(question.depth) <= deepest)


def question_with(code: str) -> Question | None:
    """Return the question of this code, or nothing."""
    return next((question for question in catalogue() if question.code == code), None)
