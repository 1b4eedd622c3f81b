"""What bodies, matters and rules of decision say, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.charter.rules import YES_NO, Body, DecisionRule, Matter, Quorum, SeatGroup, Test, Veto
from commonweal.charter.saying import Ref, Said, Value, refs

_SCORED = frozenset({"score", "quadratic"})


def of_a_body(body: Body) -> Iterator[Said]:
    """Yield what a body is for, who sits in it and how it meets."""
    yield Said("body", {"body": Ref("body", body.code), "mandate": body.mandate})
    if body.parent is not None:
        yield Said("body.parent", {"parent": Ref("body", body.parent)})
    for group in body.seats:
        yield from _of_seats(group)
    if body.offices:
        yield Said("body.offices", {"offices": refs("term", body.offices)})
    else:
        yield Said("body.no_offices")
    if body.delegated:
        yield Said("body.delegated", {"matters": refs("matter", body.delegated)})
    if body.meets_every_months is not None:
        yield Said("body.meets", {"months": body.meets_every_months})
    if body.notice_days:
        yield Said("body.notice", {"days": body.notice_days})
    yield Said("body.absence", {"share": Ref("share", body.typical_absence)})
    if body.sunset_on is not None:
        yield Said("body.sunset", {"day": body.sunset_on.isoformat()})


def _of_seats(group: SeatGroup) -> Iterator[Said]:
    of = Ref("sector" if group.held_by == "sector" else "organisation", group.of)
    whose: dict[str, Value] = {
        "seats": group.name,
        "count": group.count,
        "of": group.of if group.held_by == "community" else of,
    }
    yield Said(f"seats.{group.held_by}", whose)
    yield Said(f"seats.by_{group.filled_by}")
    if group.weight != "1":
        yield Said("seats.weight", {"weight": group.weight})
    if group.population != "0":
        yield Said("seats.population", {"population": group.population})
    if group.term_months is not None:
        yield Said("seats.term", {"months": group.term_months})
    yield Said("seats.substitute" if group.substitute else "seats.no_substitute")


def of_a_matter(matter: Matter) -> Iterator[Said]:
    """Yield who decides something, by which rule, for which amounts and with whom."""
    named = {"matter": Ref("matter", matter.code), "body": Ref("body", matter.body), "rule": Ref("rule", matter.rule)}
    yield Said("matter", named)
    start, end = (amount(each, matter.currency) for each in (matter.amount_from, matter.amount_below))
    if start and end:
        yield Said("matter.between", {"start": start, "end": end})
    elif start:
        yield Said("matter.from", {"start": start})
    elif end:
        yield Said("matter.below", {"end": end})
    yield Said(f"matter.{matter.promised}")
    if matter.knowledge:
        yield Said("matter.knowledge", {"kinds": refs("term", matter.knowledge)})


def amount(value: str | None, currency: str | None) -> str:
    """Return an amount with its currency, where it has one; nothing for none."""
    return "" if value is None else f"{value} {currency}" if currency else value


def of_a_rule(rule: DecisionRule) -> Iterator[Said]:
    """Yield how a body decides, from the notice to what happens where options are equal."""
    yield Said(f"method.{rule.method}", {"rule": Ref("rule", rule.code), "winners": rule.winners})
    if len(rule.tests) > 1:
        yield Said("tests.all", {"count": len(rule.tests)})
    for test in rule.tests:
        yield of_a_test(test)
    if rule.quorum is not None:
        yield from _of_quorum(rule.quorum)
    elif rule.method != "advice":
        yield Said("quorum.none")
    for veto in rule.vetoes:
        yield from _of_veto(veto)
    yield from _of_times(rule)
    yield Said(f"secrecy.{rule.secrecy}")
    yield from _of_counting(rule)


def of_a_test(test: Test) -> Said:
    """Return which share of whom a majority takes."""
    params = {"quantity": Ref("more_than" if test.more else "at_least", test.share)}
    if test.over == "each_sector" and test.sectors is not None:
        return Said(f"test.sectors.{test.of}", {**params, "sectors": test.sectors})
    return Said(f"test.{test.over}.{test.of}", params)


def _of_quorum(quorum: Quorum) -> Iterator[Said]:
    yield Said("quorum", {"quantity": Ref("more_than" if quorum.more else "at_least", quorum.share)})
    if quorum.sectors is not None:
        yield Said("quorum.sectors", {"sectors": quorum.sectors})
    for presence in quorum.presence:
        yield Said("quorum.presence", {"sector": Ref("sector", presence.sector), "seats": presence.seats})
    yield Said("quorum.with_recused" if quorum.recused else "quorum.without_recused")


def _of_veto(veto: Veto) -> Iterator[Said]:
    if veto.held_by == "sector":
        yield Said("veto.sector", {"sector": Ref("sector", veto.of)})
    else:
        yield Said("veto.seats", {"seats": Ref("seats", veto.of)})
    if veto.yearly is not None:
        yield Said("veto.yearly", {"times": veto.yearly})
    if veto.override is not None:
        yield Said("veto.override")
        yield of_a_test(veto.override)
    else:
        yield Said("veto.final")


def _of_times(rule: DecisionRule) -> Iterator[Said]:
    for code, days in (("notice", rule.notice_days), ("discussion", rule.discussion_days), ("open", rule.open_days)):
        if days:
            yield Said(f"times.{code}", {"days": days})


def _of_counting(rule: DecisionRule) -> Iterator[Said]:
    if rule.split:
        yield Said("counting.split")
    if rule.proxies:
        yield Said("counting.proxies", {"count": rule.proxies})
    else:
        yield Said("counting.no_proxies")
    if rule.casting_vote:
        yield Said("counting.casting_vote")
    if rule.method in _SCORED:
        yield Said(f"counting.scale_{rule.method}", {"scale": rule.scale})
    if rule.method not in YES_NO:
        yield Said(f"ties.{rule.ties}")
