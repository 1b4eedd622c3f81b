"""Whether the rules of decision can be met by the bodies that decide by them, and do not contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from commonweal.charter.checking.fault import Fault, error, warning
from commonweal.charter.checking.seating import Membership, Seating, seating
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.rules import YES_NO, Body, DecisionRule, Matter, Quorum, Test, Veto
from commonweal.charter.saying import Ref

_SINGLE = frozenset({"irv", "schulze", "ranked_pairs"})
"""Methods among options that find one winner."""

_FEW = 3
"""A secret ballot of fewer keeps no secret."""


def rules_alone(charter: Charter) -> Iterator[Fault]:
    """Yield what is wrong with a rule whoever decides by it."""
    for clause, rule in charter.rules(DecisionRule):
        named = Ref("rule", rule.code)
        yield from (error(clause.number, code, rule=named) for code in _contradictions(rule))
        yield from (warning(clause.number, code, rule=named) for code in _idle_words(rule))
        for test in [*rule.tests, *(veto.override for veto in rule.vetoes if veto.override is not None)]:
            yield from _share(clause, named, test.share, more=test.more)
        if rule.quorum is not None:
            yield from _share(clause, named, rule.quorum.share, more=rule.quorum.more)


def bodies_alone(charter: Charter, among: Membership) -> Iterator[Fault]:
    """Yield bodies without seats, seats of nobody, and seats that are filled in a way that does not suit them."""
    for clause, body in charter.rules(Body):
        named = Ref("body", body.code)
        if not seating(body, among).total:
            yield error(clause.number, "body_without_seats", body=named)
        if Fraction(body.typical_absence) > 1:
            yield error(clause.number, "share_over_one", what=named, share=Ref("share", body.typical_absence))
        for group in body.seats:
            if group.held_by in ("organisation", "sector", "community") and not group.of:
                yield error(clause.number, "seats_of_nobody", seats=group.name, body=named)
            elif group.held_by == "sector" and group.of not in among.sectors:
                yield warning(
                    clause.number, "seats_no_member", seats=group.name, body=named, sector=Ref("sector", group.of)
                )
            elif group.held_by == "organisation" and group.of not in (among.organisations or {group.of: ""}):
                yield error(clause.number, "seats_of_stranger", seats=group.name, body=named)
            if (group.held_by == "lot") != (group.filled_by == "draw"):
                yield warning(clause.number, "seats_lot_not_drawn", seats=group.name, body=named)


def together(charter: Charter, among: Membership) -> Iterator[Fault]:
    """Yield what is wrong with a rule for a body that decides by it, once for each pair of them."""
    met = set()
    for _clause, matter in charter.rules(Matter):
        found, by = charter.body(matter.body), charter.rule(matter.rule)
        if found is None or by is None or (matter.body, matter.rule) in met:
            continue
        met.add((matter.body, matter.rule))
        seats = seating(found[1], among)
        if seats.total:
            yield from _pair(by[0], by[1], found[1], seats)


def _pair(clause: Clause, rule: DecisionRule, body: Body, seats: Seating) -> Iterator[Fault]:
    yield from _quorum(clause, rule, body, seats)
    yield from (fault for test in rule.tests for fault in _test(clause, rule, test, body, seats))
    yield from (fault for veto in rule.vetoes for fault in _veto(clause, rule, veto, body, seats))
    named = {"rule": Ref("rule", rule.code), "body": Ref("body", body.code)}
    if "chair" not in body.offices and (rule.casting_vote or rule.ties == "chair"):
        yield error(clause.number, "chair_missing", **named)
    if rule.method not in YES_NO and rule.winners > seats.total:
        yield error(clause.number, "winners_over_seats", winners=rule.winners, seats=seats.total, **named)
    if rule.secrecy == "secret" and seats.total < _FEW:
        yield warning(clause.number, "secret_few", seats=seats.total, **named)


def _quorum(clause: Clause, rule: DecisionRule, body: Body, seats: Seating) -> Iterator[Fault]:
    named = {"rule": Ref("rule", rule.code), "body": Ref("body", body.code)}
    quorum = rule.quorum
    if quorum is None:
        if any(test.of == "present" for test in rule.tests):
            yield error(clause.number, "present_without_quorum", **named)
        return
    needed = needed_of(quorum, seats.total)
    if needed > seats.total:
        yield error(clause.number, "quorum_unreachable", needed=needed, seats=seats.total, **named)
    elif needed > (there := seats.total - typically_absent(body, seats.total)):
        yield warning(clause.number, "quorum_unlikely", needed=needed, there=there, seats=seats.total, **named)
    if quorum.sectors is not None and quorum.sectors > len(seats.sectors):
        yield error(clause.number, "quorum_sectors", needed=quorum.sectors, sectors=len(seats.sectors), **named)
    for presence in quorum.presence:
        if presence.seats > (there := seats.sectors[presence.sector]):
            sector = Ref("sector", presence.sector)
            yield error(
                clause.number, "presence_unreachable", needed=presence.seats, seats=there, sector=sector, **named
            )


def needed_of(quorum: Quorum, seats: int) -> int:
    """Return how many of so many seats must be there."""
    share = Fraction(quorum.share) * seats
    return floor(share) + 1 if quorum.more else ceil(share)


def typically_absent(body: Body, seats: int) -> int:
    """Return how many of so many seats stay away on a usual day, to the nearest whole seat."""
    return floor(Fraction(body.typical_absence) * seats + Fraction(1, 2))


def _test(clause: Clause, rule: DecisionRule, test: Test, body: Body, seats: Seating) -> Iterator[Fault]:
    named = {"rule": Ref("rule", rule.code), "body": Ref("body", body.code)}
    if test.over == "population" and not seats.population:
        yield error(clause.number, "population_nobody", **named)
    if test.over == "weight" and not seats.weight:
        yield error(clause.number, "weight_nothing", **named)
    elif test.over == "weight" and len(seats.weights) == 1:
        yield warning(clause.number, "weight_equal", **named)
    if test.over == "organisations" and not seats.of_organisations:
        yield error(clause.number, "organisations_none", **named)
    if test.over == "each_sector" and not seats.sectors:
        yield error(clause.number, "sectors_none", **named)
    elif test.over == "each_sector" and (test.sectors or 0) > len(seats.sectors):
        yield error(clause.number, "sectors_few", needed=test.sectors or 0, sectors=len(seats.sectors), **named)


def _veto(clause: Clause, rule: DecisionRule, veto: Veto, body: Body, seats: Seating) -> Iterator[Fault]:
    named = {"rule": Ref("rule", rule.code), "body": Ref("body", body.code)}
    if veto.held_by == "seats" and veto.of not in {group.code for group in body.seats}:
        yield error(clause.number, "veto_seats_unknown", seats=veto.of, **named)
    if veto.held_by == "sector" and not seats.sectors[veto.of]:
        yield error(clause.number, "veto_sector_empty", sector=Ref("sector", veto.of), **named)
    if veto.override is None and veto.yearly is None:
        yield warning(clause.number, "veto_absolute", **named)


def _share(clause: Clause, named: Ref, share: str, *, more: bool) -> Iterator[Fault]:
    if Fraction(share) > 1 or (more and Fraction(share) == 1):
        yield error(clause.number, "share_over_one", what=named, share=Ref("share", share))


def _contradictions(rule: DecisionRule) -> Iterator[str]:
    secret = rule.secrecy == "secret"
    if secret and rule.split:
        yield "secret_split"
    if secret and any(test.over != "seats" for test in rule.tests):
        yield "secret_revealing"
    if secret and (rule.vetoes or rule.method in ("consent", "consensus", "advice")):
        yield "secret_reasons"
    if rule.winners > 1 and rule.method in YES_NO:
        yield "winners_of_yes_no"
    if rule.winners > 1 and rule.method in _SINGLE:
        yield "winners_of_one"
    if any(test.sectors is not None and test.over != "each_sector" for test in rule.tests):
        yield "sectors_not_counted"
    counted = [(test.over, test.of) for test in rule.tests]
    if len(set(counted)) < len(counted):
        yield "test_twice"


def _idle_words(rule: DecisionRule) -> Iterator[str]:
    if rule.casting_vote and rule.method != "majority":
        yield "casting_vote_idle"
    if rule.split and not any(test.over in ("weight", "population") for test in rule.tests):
        yield "split_idle"
    if rule.ties != "fail" and rule.method in YES_NO:
        yield "ties_idle"
    if rule.method == "advice" and (rule.quorum is not None or rule.vetoes):
        yield "advice_bound"
