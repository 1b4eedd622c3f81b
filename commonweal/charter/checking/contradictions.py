"""Whether what a charter says twice, it says alike; and whether its times fit into each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from commonweal.charter.checking.fault import Fault, error, warning
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.rules import (
    Access,
    Accession,
    Amendment,
    Deadline,
    DecisionRule,
    DisputePath,
    Dissolution,
    Exit,
    Grant,
    InterestsPolicy,
    Review,
    Signing,
    Succession,
    Suspension,
    Threshold,
)
from commonweal.charter.saying import Ref, Value

ROLES = frozenset(
    {
        "convener",
        "representative",
        "substitute",
        "participant",
        "observer",
        "anyone",
        "founder",
        "invited",
        "applicant",
        "complainant",
        "administrator",
    }
)
"""Everything that somebody can be to a partnership, for a while or for a term."""

_ONCE = (
    Signing,
    Amendment,
    Accession,
    Exit,
    Suspension,
    Succession,
    Dissolution,
    DisputePath,
    Review,
    InterestsPolicy,
)


def said_twice(charter: Charter) -> Iterator[Fault]:
    """Yield what two clauses set differently, and what may be set only once."""
    yield from _thresholds(charter)
    deadlines: dict[str, tuple[int, str]] = {}
    for clause, deadline in charter.rules(Deadline):
        days, number = deadlines.setdefault(deadline.what, (deadline.days, clause.number))
        if days != deadline.days:
            what = Ref("term", f"deadline_{deadline.what}")
            yield error(clause.number, "deadline_contradicts", what=what, other=Ref("number", number))
    met = set()
    for clause in charter.clauses:
        for rule in clause.rules:
            if isinstance(rule, _ONCE) and rule.type in met:
                yield error(clause.number, "said_twice", what=Ref("term", rule.type))
            met.add(rule.type)


def _thresholds(charter: Charter) -> Iterator[Fault]:
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for clause, rule in charter.rules(Threshold):
        key = (rule.criterion, rule.name)
        if key not in first:
            first[key] = (rule.value, clause.number)
            continue
        value, number = first[key]
        named: dict[str, Value] = {
            "criterion": rule.criterion,
            "name": Ref("threshold", rule.name),
            "other": Ref("number", number),
        }
        if Decimal(value) != Decimal(rule.value):
            yield error(clause.number, "threshold_contradicts", value=rule.value, before=value, **named)
        else:
            yield warning(clause.number, "threshold_twice", value=rule.value, **named)


def times(charter: Charter) -> Iterator[Fault]:
    """Yield rules that take longer than the charter lets a decision take."""
    limit = next((d for _c, d in charter.rules(Deadline) if d.what == "decision"), None)
    for clause, rule in charter.rules(DecisionRule):
        takes = rule.notice_days + rule.discussion_days + rule.open_days
        if limit is not None and takes > limit.days:
            yield error(clause.number, "decision_too_slow", rule=Ref("rule", rule.code), days=takes, limit=limit.days)


def grants(charter: Charter) -> Iterator[Fault]:
    """Yield roles that nobody can have, and grants of nothing or to nobody."""
    given: list[tuple[Clause, Grant | Access]] = [*charter.rules(Grant), *charter.rules(Access)]
    for clause, rule in given:
        for role in sorted(set(rule.roles) - ROLES):
            yield error(clause.number, "role_unknown", role=role)
        if not rule.roles:
            yield warning(clause.number, "grant_to_nobody")
    for clause, grant in charter.rules(Grant):
        if not grant.acts and not grant.matters:
            yield warning(clause.number, "grant_of_nothing")


def lives(charter: Charter) -> Iterator[Fault]:
    """Yield what is wrong with signing, disputes and interests."""
    for clause, signing in charter.rules(Signing):
        if not signing.assurance:
            yield error(clause.number, "signing_no_way")
        if Fraction(signing.share) > 1:
            yield error(clause.number, "share_over_one", what=Ref("term", "signing"), share=Ref("share", signing.share))
        if Fraction(signing.share) == 0:
            yield error(clause.number, "signing_nobody")
    for clause, path in charter.rules(DisputePath):
        if not path.steps:
            yield error(clause.number, "dispute_no_steps")
        elif path.steps[-1].body is None:
            yield warning(clause.number, "dispute_no_end")
    for clause, policy in charter.rules(InterestsPolicy):
        if any(Decimal(lower) >= Decimal(upper) for lower, upper in pairwise(policy.bands)):
            yield error(clause.number, "bands_not_ascending")
