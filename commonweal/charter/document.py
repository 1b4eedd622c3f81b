"""A charter as people read it: clauses in order, the plain summary beside the legal text, every rule as sentences.

What is said stands in `rule_sentences` and `living_sentences` as codes; `acts.charter_words` gives them words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.data import Localised
from commonweal.charter.living_sentences import of_life
from commonweal.charter.rule_sentences import of_a_body, of_a_matter, of_a_rule
from commonweal.charter.rules import Body, DecisionRule, Matter, Rule
from commonweal.charter.ruling import base_of
from commonweal.charter.saying import Said


@dataclass(frozen=True, slots=True)
class RuleRead:
    """A rule of a clause with what it says.

    :param anchor: where it stands in the document, such as ``body-assembly``; nothing where nothing refers to it
    """

    rule: Rule
    said: tuple[Said, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ClauseRead:
    """A clause as it is read: its number, its texts and its rules.

    :param house: whether it is a clause of the built-in edition on which the charter stands
    """

    number: str
    title: Localised
    text: Localised
    summary: Localised | None
    rules: tuple[RuleRead, ...]
    house: bool = False

    @property
    def anchor(self) -> str:
        """Where it stands in the document."""
        return f"clause-{self.number}"

    @property
    def level(self) -> int:
        """How deep its number goes: 1 for ``3``, 2 for ``3.1``."""
        return self.number.count(".") + 1


@dataclass(frozen=True, slots=True)
class Document:
    """A charter from its title to the last clause of the house that goes on ruling.

    :param own: the clauses that were agreed; `house` those of the edition on which it stands
    :param languages: those in which the title is written, in the order of the charter
    """

    title: Localised
    own: tuple[ClauseRead, ...]
    house: tuple[ClauseRead, ...]
    languages: tuple[str, ...]


def document(charter: Charter) -> Document:
    """Return a charter as a document.

    :raises AnotherBase: where the edition on which it stands is another than it says
    """
    base = base_of(charter)
    return Document(
        title=charter.title,
        own=tuple(_read(clause, house=False) for clause in charter.clauses),
        house=tuple(_read(clause, house=True) for clause in base.clauses) if base else (),
        languages=tuple(lang for lang, text in charter.title.items() if text),
    )


def rule_said(rule: Rule) -> tuple[Said, ...]:
    """Return what a rule says, sentence by sentence, for every rule and every option of it."""
    if isinstance(rule, Body):
        return tuple(of_a_body(rule))
    if isinstance(rule, Matter):
        return tuple(of_a_matter(rule))
    if isinstance(rule, DecisionRule):
        return tuple(of_a_rule(rule))
    return tuple(of_life(rule))


def standing(charter: Charter) -> dict[str, str]:
    """Return where each body, matter and rule of a charter stands: its anchor to the number of its clause."""
    return {anchor: clause.number for clause, anchor in _anchors(charter)}


def _read(clause: Clause, *, house: bool) -> ClauseRead:
    return ClauseRead(
        number=clause.number,
        title=clause.title,
        text=clause.text,
        summary=clause.summary,
        rules=tuple(RuleRead(rule, rule_said(rule), "" if house else anchor_of(rule)) for rule in clause.rules),
        house=house,
    )


def anchor_of(rule: Rule) -> str:
    """Return where a rule that has a code stands in the document; nothing for one that has none."""
    return f"{rule.type}-{rule.code}" if isinstance(rule, Body | Matter | DecisionRule) else ""


def _anchors(charter: Charter) -> Iterator[tuple[Clause, str]]:
    for clause in charter.clauses:
        yield from ((clause, anchor) for rule in clause.rules if (anchor := anchor_of(rule)))
