"""Which matter a question belongs to, and so which body decides it by which rule: found here, chosen by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.rules import Body, DecisionRule, Matter


class NoMatter(LookupError):
    """The charter lets nobody decide this. `code` says why: unknown, amount, currency, body or rule."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Found:
    """What a charter says of a question: its matter, body and rule, each with the clause that sets it."""

    matter: Matter
    matter_clause: Clause
    body: Body
    body_clause: Clause
    rule: DecisionRule
    rule_clause: Clause


def found(charter: Charter, code: str, *, amount: str | None = None, currency: str | None = None) -> Found:
    """Return the matter, body and rule for a question.

    :param code: of a matter, or of the family that a matter split by amount shares
    :param amount: how much money it is about, where the matter is split by amount
    :raises NoMatter: where the charter has no such matter, or an amount is needed to tell
    """
    clause, matter = _part(charter, code, amount, currency)
    body, rule = charter.body(matter.body), charter.rule(matter.rule)
    if body is None:
        raise NoMatter("body")
    if rule is None:
        raise NoMatter("rule")
    return Found(matter, clause, body[1], body[0], rule[1], rule[0])


def matters_of(charter: Charter) -> list[tuple[Clause, Matter]]:
    """Return every matter on which this charter lets a body decide."""
    return list(charter.rules(Matter))


def _part(charter: Charter, code: str, amount: str | None, currency: str | None) -> tuple[Clause, Matter]:
    named = charter.matter(code)
    family = named[1].family if named else code
    parts = [(c, m) for c, m in charter.rules(Matter) if family is not None and m.family == family]
    if not parts:
        if named is None:
            raise NoMatter("unknown")
        return named
    if amount is None:
        raise NoMatter("amount")
    for clause, matter in parts:
        if matter.currency and currency and matter.currency != currency:
            continue
        if _within(matter, Decimal(amount)):
            return clause, matter
    raise NoMatter("currency")


def _within(matter: Matter, amount: Decimal) -> bool:
    low, high = matter.amount_from, matter.amount_below
    return (low is None or amount >= Decimal(low)) and (high is None or amount < Decimal(high))
