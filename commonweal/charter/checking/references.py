"""Whether what a charter names by a code is there, once, and fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from commonweal.charter.checking.fault import WHOLE, Fault, error, warning
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.rules import (
    Accession,
    Amendment,
    Body,
    Cycle,
    DataPrinciple,
    DecisionRule,
    DisputePath,
    Dissolution,
    InterestsPolicy,
    Matter,
    Rule,
    Succession,
    Suspension,
)
from commonweal.charter.saying import Ref

_ON_A_MATTER = (Amendment, Accession, Suspension, Succession, Dissolution)
"""Rules that leave what they are about to be decided on a matter."""


def unmapped(charter: Charter) -> Iterator[Fault]:
    """Yield each matter without its body or rule, and each matter that a clause needs and none maps."""
    bodies, rules = {b.code for _c, b in charter.rules(Body)}, {r.code for _c, r in charter.rules(DecisionRule)}
    matters = {m.code for _c, m in charter.rules(Matter)}
    for clause, matter in charter.rules(Matter):
        if matter.body not in bodies:
            yield error(clause.number, "matter_without_body", matter=Ref("matter", matter.code), body=matter.body)
        if matter.rule not in rules:
            yield error(clause.number, "matter_without_rule", matter=Ref("matter", matter.code), rule=matter.rule)
    yield from _needed(charter, matters)
    for clause, body in charter.rules(Body):
        for code in body.delegated:
            yield from _delegation(charter, clause, body, code)
    for clause, code in _bodies_named(charter):
        if code not in bodies:
            yield error(clause.number, "body_unknown", body=code)


def twice(charter: Charter) -> Iterator[Fault]:
    """Yield each number and code that stands twice; a matter that does is mapped twice."""
    numbers = Counter(clause.number for clause in charter.clauses)
    yield from (error(number, "number_twice", number=number) for number, count in numbers.items() if count > 1)
    first: dict[tuple[str, str], str] = {}
    for clause, rule in _rules(charter):
        if isinstance(rule, Matter | Body | DecisionRule | Cycle | DataPrinciple):
            key = (rule.type, rule.code)
            if key in first:
                yield error(clause.number, f"{rule.type}_twice", code=rule.code, other=Ref("number", first[key]))
            first.setdefault(key, clause.number)
    for clause, body in charter.rules(Body):
        for code, count in Counter(group.code for group in body.seats).items():
            if count > 1:
                yield error(clause.number, "seats_twice", code=code, body=Ref("body", body.code))


def tree(charter: Charter) -> Iterator[Fault]:
    """Yield each body whose parent is unknown, or that stands above itself."""
    parents = {body.code: body.parent for _clause, body in charter.rules(Body)}
    for clause, body in charter.rules(Body):
        if body.parent is not None and body.parent not in parents:
            yield error(clause.number, "parent_unknown", body=Ref("body", body.code), parent=body.parent)
        if _stands_above_itself(body.code, parents):
            yield error(clause.number, "above_itself", body=Ref("body", body.code))


def used(charter: Charter, at: date) -> Iterator[Fault]:
    """Yield bodies that have expired or decide nothing, and rules by which nothing is decided."""
    matters = [matter for _clause, matter in charter.rules(Matter)]
    deciding, ruling = {matter.body for matter in matters}, {matter.rule for matter in matters}
    busy = deciding | {code for _c, code in _bodies_named(charter)}
    for clause, body in charter.rules(Body):
        over = body.sunset_on is not None and body.sunset_on < at
        if over and body.code in busy:
            yield error(clause.number, "body_expired", body=Ref("body", body.code), day=str(body.sunset_on))
        elif over:
            yield warning(clause.number, "body_expired_idle", body=Ref("body", body.code), day=str(body.sunset_on))
        elif body.code not in busy:
            yield warning(clause.number, "body_idle", body=Ref("body", body.code))
    for clause, rule in charter.rules(DecisionRule):
        if rule.code not in ruling:
            yield warning(clause.number, "rule_idle", rule=Ref("rule", rule.code))
    if not matters:
        yield error(WHOLE, "no_matters")


def _needed(charter: Charter, matters: set[str]) -> Iterator[Fault]:
    for clause, rule in _rules(charter):
        if isinstance(rule, _ON_A_MATTER) and rule.matter is not None and rule.matter not in matters:
            yield error(clause.number, "needed_matter_unmapped", what=Ref("term", rule.type), matter=rule.matter)


def _rules(charter: Charter) -> Iterator[tuple[Clause, Rule]]:
    yield from ((clause, rule) for clause in charter.clauses for rule in clause.rules)


def _delegation(charter: Charter, clause: Clause, body: Body, code: str) -> Iterator[Fault]:
    found = charter.matter(code)
    if found is None:
        yield error(clause.number, "delegated_unknown", body=Ref("body", body.code), matter=code)
    elif found[1].body != body.code:
        yield error(
            clause.number,
            "delegated_elsewhere",
            body=Ref("body", body.code),
            matter=Ref("matter", code),
            other=Ref("body", found[1].body),
            where=Ref("number", found[0].number),
        )
    if body.parent is None:
        yield error(clause.number, "delegated_by_nobody", body=Ref("body", body.code))


def _bodies_named(charter: Charter) -> Iterator[tuple[Clause, str]]:
    for clause, path in charter.rules(DisputePath):
        yield from ((clause, step.body) for step in path.steps if step.body is not None)
    for clause, policy in charter.rules(InterestsPolicy):
        if policy.decided_by is not None:
            yield clause, policy.decided_by


def _stands_above_itself(code: str, parents: dict[str, str | None]) -> bool:
    met, above = {code}, parents[code]
    while above is not None and above not in met:
        met.add(above)
        above = parents.get(above)
    return above == code
