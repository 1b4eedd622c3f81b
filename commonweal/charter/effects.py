"""What happens when one charter takes the place of another: named before anybody votes on it.

Who loses a seat, which bodies and seats come and go, which matters move to another body or rule, which numbers change,
and which open decisions that touches. Pure data; `acts.charter_words` has the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.redline import rule_key
from commonweal.charter.roll import Seat
from commonweal.charter.rules import (
    Access,
    Body,
    Deadline,
    DecisionRule,
    Grant,
    InterestsPolicy,
    Matter,
    Rule,
    SeatGroup,
    Threshold,
)
from commonweal.charter.ruling import base_of, thresholds_of
from commonweal.charter.saying import Ref, Said, Value

R = TypeVar("R", Body, Matter, DecisionRule)
About = Literal["body", "seat", "matter", "rule", "number", "decision"]

_SAID_ALREADY = (Body, Matter, DecisionRule, Grant, Threshold)
_GO_ON_RULING = (Access, Deadline, InterestsPolicy)
"""Rules of the base that rule where the charter's own say nothing."""


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision that is not taken yet.

    :param charter: the digest of the charter under which its ballot was opened; nothing while it is only proposed
    """

    entry: int
    matter: str
    charter: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that the new charter does.

    :param clause: the clause of the new charter that does it, or of the old one where it goes; nothing for a threshold
    :param seat: the seat that somebody loses; its `person` is who
    :param decision: the entry of the open decision that is touched
    :param before: the rule as it was and as it will be, where one says something else now
    """

    about: About
    code: str
    clause: str
    params: Mapping[str, Value] = field(default_factory=dict)
    seat: Seat | None = None
    decision: int | None = None
    before: Rule | None = None
    after: Rule | None = None

    @property
    def said(self) -> Said:
        """The sentence that tells it."""
        return Said(f"effect.{self.code}", self.params)


def effects(
    before: Charter,
    after: Charter,
    *,
    seats: Mapping[str, Sequence[Seat]] | None = None,
    decisions: Iterable[OpenDecision] = (),
) -> list[Effect]:
    """Return what changes when `after` takes the place of `before`, in the order in which people ask.

    :param seats: by body, the seats as they are held today; those that somebody loses are named
    :param decisions: those that are open
    """
    return [
        *_lost(before, after, seats or {}),
        *_bodies(before, after),
        *_matters(before, after),
        *_rules(before, after),
        *_numbers(before, after),
        *_open(before, after, decisions),
    ]


def _lost(before: Charter, after: Charter, seats: Mapping[str, Sequence[Seat]]) -> Iterator[Effect]:
    for clause, old in before.rules(Body):
        found = after.body(old.code)
        groups = {group.code: group for group in found[1].seats} if found else {}
        for seat in seats.get(old.code, ()):
            was = next((group for group in old.seats if group.code == seat.group), None)
            if seat.filled and was is not None and not _stays(seat, was, groups.get(seat.group)):
                number = found[0].number if found else clause.number
                params: dict[str, Value] = {"body": old.name, "seats": was.name, "seat": seat.name}
                yield Effect("seat", "seat_lost", number, params, seat=seat)


def _stays(seat: Seat, was: SeatGroup, now: SeatGroup | None) -> bool:
    if now is None or (now.held_by, now.of) != (was.held_by, was.of):
        return False
    number = seat.name.rpartition(".")[2]
    counted = now.held_by not in ("each_member", "each_person")
    return not (counted and number.isdecimal() and int(number) > now.count)


def _bodies(before: Charter, after: Charter) -> Iterator[Effect]:
    old, new = _by_code(before.rules(Body)), _by_code(after.rules(Body))
    for code, (clause, body) in new.items():
        if code not in old:
            yield Effect("body", "body_new", clause.number, {"body": Ref("body", code)})
            continue
        was = old[code][1]
        if was.parent != body.parent:
            yield Effect("body", "body_moved", clause.number, {"body": Ref("body", code)})
        if was.sunset_on != body.sunset_on and body.sunset_on is not None:
            day = body.sunset_on.isoformat()
            yield Effect("body", "body_sunset", clause.number, {"body": Ref("body", code), "day": day})
        yield from _groups(clause, was, body)
    for code, (clause, body) in old.items():
        if code not in new:
            yield Effect("body", "body_gone", clause.number, {"body": body.name})


def _groups(clause: Clause, was: Body, now: Body) -> Iterator[Effect]:
    old, new = ({group.code: group for group in body.seats} for body in (was, now))
    for code, group in new.items():
        named: dict[str, Value] = {"body": Ref("body", now.code), "seats": group.name}
        there = old.get(code)
        if there is None:
            yield Effect("body", "seats_new", clause.number, named)
        elif (there.held_by, there.of) != (group.held_by, group.of):
            yield Effect("body", "seats_of_others", clause.number, named)
        elif there.count != group.count:
            counts: dict[str, Value] = {"before": there.count, "count": group.count}
            yield Effect("body", "seats_count", clause.number, {**named, **counts})
        if there is not None and (there.weight, there.population) != (group.weight, group.population):
            yield Effect("body", "seats_weight", clause.number, named)
        if there is not None and there.term_months != group.term_months:
            yield Effect("body", "seats_term", clause.number, named)
    for code, group in old.items():
        if code not in new:
            yield Effect("body", "seats_gone", clause.number, {"body": Ref("body", now.code), "seats": group.name})


def _matters(before: Charter, after: Charter) -> Iterator[Effect]:
    old, new = _by_code(before.rules(Matter)), _by_code(after.rules(Matter))
    for code, (clause, matter) in new.items():
        named: dict[str, Value] = {"matter": Ref("matter", code), "body": Ref("body", matter.body)}
        if code not in old:
            yield Effect("matter", "matter_new", clause.number, named)
            continue
        was = old[code][1]
        if was.body != matter.body:
            yield Effect("matter", "matter_body", clause.number, {**named, "before": _name_of_body(before, was.body)})
        if was.rule != matter.rule:
            rules: dict[str, Value] = {"before": _name_of_rule(before, was.rule), "rule": Ref("rule", matter.rule)}
            yield Effect("matter", "matter_rule", clause.number, {"matter": Ref("matter", code), **rules})
        if (was.amount_from, was.amount_below, was.currency) != (
            matter.amount_from,
            matter.amount_below,
            matter.currency,
        ):
            yield Effect("matter", "matter_amounts", clause.number, named, before=was, after=matter)
        if was.promised != matter.promised:
            yield Effect("matter", "matter_promise", clause.number, named, before=was, after=matter)
    for code, (clause, matter) in old.items():
        if code not in new:
            yield Effect("matter", "matter_gone", clause.number, {"matter": matter.name})


def _rules(before: Charter, after: Charter) -> Iterator[Effect]:
    """Yield rules of decision that say something else now, for the matters that are decided by them."""
    old = _by_code(before.rules(DecisionRule))
    for code, (clause, rule) in _by_code(after.rules(DecisionRule)).items():
        if code in old and old[code][1] != rule:
            matters = tuple(Ref("matter", m.code) for _c, m in after.rules(Matter) if m.rule == code)
            params: dict[str, Value] = {"rule": Ref("rule", code), "matters": matters}
            yield Effect("rule", "rule_changed", clause.number, params, before=old[code][1], after=rule)


def _numbers(before: Charter, after: Charter) -> Iterator[Effect]:
    """Yield thresholds that change, those of the base included, and every other rule that says something else."""
    old, new = thresholds_of(before), thresholds_of(after)
    for criterion, name in sorted({*old, *new}):
        was, now = old.get((criterion, name)), new.get((criterion, name))
        if (was or ("",))[0] != (now or ("",))[0]:
            params: dict[str, Value] = {"criterion": criterion, "name": Ref("threshold", name)}
            values: dict[str, Value] = {"before": was[0] if was else "–", "value": now[0] if now else "–"}
            yield Effect("number", "threshold", now[1] if now else "", {**params, **values})
    there, here = _others(before), _others(after)
    for key in {**here, **there}:
        one, other = there.get(key), here.get(key)
        if one and other and one[1] != other[1]:
            yield Effect("number", "other_changed", other[0].number, before=one[1], after=other[1])
        elif other and not one:
            yield Effect("number", "other_new", other[0].number, after=other[1])
        elif one and not other:
            yield Effect("number", "other_gone", one[0].number, before=one[1])


def _open(before: Charter, after: Charter, decisions: Iterable[OpenDecision]) -> Iterator[Effect]:
    for decision in decisions:
        was, now = before.matter(decision.matter), after.matter(decision.matter)
        if _touched(before, after, decision.matter):
            named: dict[str, Value] = {
                "entry": str(decision.entry),
                "matter": was[1].name if was else now[1].name if now else decision.matter,
            }
            code = "decision_keeps" if decision.charter else "decision_moves" if now else "decision_homeless"
            clause = now[0].number if now else was[0].number if was else ""
            yield Effect("decision", code, clause, named, decision=decision.entry)


def _touched(before: Charter, after: Charter, matter: str) -> bool:
    """Whether the matter, its body or its rule says something else now."""
    return _deciding(before, matter) != _deciding(after, matter)


def _deciding(charter: Charter, code: str) -> tuple[Rule | None, ...]:
    found = charter.matter(code)
    if found is None:
        return (None,)
    body, rule = charter.body(found[1].body), charter.rule(found[1].rule)
    return (found[1], body[1] if body else None, rule[1] if rule else None)


def _others(charter: Charter) -> dict[tuple[str, ...], tuple[Clause, Rule]]:
    """Return every other rule that rules, by what it is known by: the charter's own before those of its base."""
    found: dict[tuple[str, ...], tuple[Clause, Rule]] = {}
    for clause in charter.clauses:
        found |= {rule_key(rule): (clause, rule) for rule in clause.rules if not isinstance(rule, _SAID_ALREADY)}
    base = base_of(charter)
    for clause in base.clauses if base else ():
        for rule in clause.rules:
            if isinstance(rule, _GO_ON_RULING):
                found.setdefault(rule_key(rule), (clause, rule))
    return found


def _by_code(rules: Iterable[tuple[Clause, R]]) -> dict[str, tuple[Clause, R]]:
    found: dict[str, tuple[Clause, R]] = {}
    for clause, rule in rules:
        found.setdefault(rule.code, (clause, rule))
    return found


def _name_of_body(charter: Charter, code: str) -> Value:
    found = charter.body(code)
    return found[1].name if found else code


def _name_of_rule(charter: Charter, code: str) -> Value:
    found = charter.rule(code)
    return found[1].name if found else code
