"""One charter out of several: what they share once, what is their own after it, and where they clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.redline import rule_key
from commonweal.charter.rules import Grant, Rule
from commonweal.charter.saying import Said


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
        return Said("clash", {"number": self.number, "other": self.other_number})


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
            if any(_same_words(clause, there) and clause.rules == there.rules for there in clauses):
                continue
            added, found = _without_clashes(clause, clauses, model)
            clashes += found
            if not any(_same_words(clause, there) for there in clauses):
                clauses.append(added)
    clauses.sort(key=lambda clause: tuple(map(int, clause.number.split("."))))
    titles = [charters[model].title for model in charters]
    title = {lang: " + ".join(text[lang] for text in titles) for lang in titles[0]}
    edition = f"model/{'+'.join(charters)}/1"
    whole = charters[first].model_copy(update={"edition": edition, "title": title, "clauses": tuple(clauses)})
    return Combination(whole, tuple(clashes))


def _same_words(one: Clause, other: Clause) -> bool:
    return (one.title, one.text) == (other.title, other.text)


def _without_clashes(clause: Clause, there: list[Clause], model: str) -> tuple[Clause, list[Clash]]:
    number = _next_number(clause, there)
    before = {key: (c.number, rule) for c in there for key, rule in _keyed(c)}
    kept, clashes = [], []
    for rule in clause.rules:
        found = None if isinstance(rule, Grant) else before.get(rule_key(rule))
        if found is None:
            kept.append(rule)
        elif found[1] != rule:
            clashes.append(Clash(model, found[0], found[1], number, rule))
    return clause.model_copy(update={"number": number, "rules": tuple(kept)}), clashes


def _keyed(clause: Clause) -> Iterator[tuple[tuple[str, ...], Rule]]:
    yield from ((rule_key(rule), rule) for rule in clause.rules)


def _next_number(clause: Clause, there: list[Clause]) -> str:
    """Return the next free number in the chapter in which a clause stands."""
    chapter = clause.number.partition(".")[0]
    taken = [int(c.number.split(".")[1]) for c in there if c.number.split(".")[0] == chapter]
    return f"{chapter}.{max(taken, default=0) + 1}"
