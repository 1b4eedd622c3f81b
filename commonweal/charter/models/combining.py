"""One charter out of several: what they share once, what is their own after it, and where they clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.redline import rule_key
from commonweal.charter.rules import Body, Matter, Rule
from commonweal.charter.saying import Ref, Said, named


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that two models set differently.

    :param rule: what the first sets, in its clause `number`; it stands
    :param other: what `model` sets; it is left out, and its clause `other_number` has to be looked at
    """

    model: str
    number: str
    rule: Rule
    other_number: str
    other: Rule

    @property
    def said(self) -> Said:
        """The sentence that names it."""
        numbers = {"number": Ref("number", self.number), "other": Ref("number", self.other_number)}
        return Said("clash", {"what": named(self.rule), **numbers})


@dataclass(frozen=True, slots=True)
class Combination:
    """A charter made of several, and where they clash."""

    charter: Charter
    clashes: tuple[Clash, ...]


def combined(charters: Mapping[str, Charter]) -> Combination:
    """Return one charter for several, by model: the first as it is, and what only the others have after it."""
    first, *others = charters
    clauses = list(charters[first].clauses)
    clashes: list[Clash] = []
    for model in others:
        for clause in charters[model].clauses:
            clashes += _taken_in(clause, clauses, model)
    clauses.sort(key=lambda clause: tuple(map(int, clause.number.split("."))))
    titles = [charters[model].title for model in charters]
    title = {lang: " + ".join(text[lang] for text in titles) for lang in titles[0]}
    edition = f"model/{'+'.join(charters)}/1"
    whole = charters[first].model_copy(update={"edition": edition, "title": title, "clauses": tuple(clauses)})
    return Combination(_delegating_what_is_theirs(whole), tuple(clashes))


def _taken_in(clause: Clause, clauses: list[Clause], model: str) -> list[Clash]:
    """Take a clause in: its new rules into one of the same words, or all of it as a clause of its own."""
    like = next((n for n, there in enumerate(clauses) if _same_words(clause, there)), None)
    number = _next_number(clause, clauses) if like is None else clauses[like].number
    kept, clashes = _without_clashes(clause, clauses, number, model)
    if like is None:
        clauses.append(clause.model_copy(update={"number": number, "rules": kept}))
    else:
        clauses[like] = clauses[like].model_copy(update={"rules": (*clauses[like].rules, *kept)})
    return clashes


def _delegating_what_is_theirs(charter: Charter) -> Charter:
    """Return a charter in which no body is said to decide what another decides now."""
    mapped = {matter.code: matter.body for _clause, matter in charter.rules(Matter)}

    def theirs(rule: Rule) -> Rule:
        if not isinstance(rule, Body):
            return rule
        return rule.model_copy(update={"delegated": tuple(c for c in rule.delegated if mapped.get(c) == rule.code)})

    clauses = (clause.model_copy(update={"rules": tuple(map(theirs, clause.rules))}) for clause in charter.clauses)
    return charter.model_copy(update={"clauses": tuple(clauses)})


def _same_words(one: Clause, other: Clause) -> bool:
    return (one.title, one.text) == (other.title, other.text)


def _without_clashes(
    clause: Clause, there: list[Clause], number: str, model: str
) -> tuple[tuple[Rule, ...], list[Clash]]:
    before = {key: (c.number, rule) for c in there for key, rule in _keyed(c)}
    kept: list[Rule] = []
    clashes: list[Clash] = []
    for rule in clause.rules:
        found = before.get(rule_key(rule))
        if found is None:
            kept.append(rule)
        elif found[1] != rule:
            clashes.append(Clash(model, found[0], found[1], number, rule))
    return tuple(kept), clashes


def _keyed(clause: Clause) -> Iterator[tuple[tuple[str, ...], Rule]]:
    yield from ((rule_key(rule), rule) for rule in clause.rules)


def _next_number(clause: Clause, there: list[Clause]) -> str:
    """Return the next free number in the chapter in which a clause stands."""
    chapter = clause.number.partition(".")[0]
    taken = [int(c.number.split(".")[1]) for c in there if c.number.split(".")[0] == chapter]
    return f"{chapter}.{max(taken, default=0) + 1}"
