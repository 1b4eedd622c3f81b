"""Who may do what in a decision, where that depends on seats: each answer names the clause that gives the seat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import setting_of
from commonweal.capabilities.decisions import acts, ballot_acts, queries
from commonweal.capabilities.decisions.completing import matter_now, rule_of, seat_as_it_is, seats_now
from commonweal.capabilities.decisions.queries import BallotRound, Decision
from commonweal.charter.clauses import Charter
from commonweal.charter.judge import SILENT, Verdict, judge
from commonweal.charter.roll import Seat
from commonweal.charter.rules import InterestsPolicy, Veto
from commonweal.charter.ruling import first_of
from commonweal.charter.vetoing import holds
from commonweal.partnerships.actors import Actor

YEAR = timedelta(days=365)


def who_holds_the_seat(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: a ballot, a proxy, a veto and an objection come from whoever holds the seat and need not step back."""
    ask = _ASKED.get(type(act))
    if ask is None:
        return None
    row = queries.bare(act.partnership, act.decision)  # type: ignore[attr-defined]  # all of them name one
    return None if row is None else ask(act, row, by, at)  # where there is none, a condition says so


def _cast(act: ballot_acts.Cast, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    ballot = queries.last_round(row.partnership, row.decision)
    if ballot is None:
        return None
    seat = seat_as_it_is(ballot, act.seat, at=at)
    if seat is None:
        return _no(_body(ballot), gettext("This seat was not on the roll when the ballot opened."))
    if act.for_absent:
        refused = _proxy(ballot, seat, by)
    elif by.person in (seat.person, seat.substitute) and by.person:
        refused = None
    else:
        refused = _no(_body(ballot), gettext("You do not hold this seat."))
    return _recused(_charter(ballot), seat) if refused is None else refused


def _proxy(ballot: BallotRound, seat: Seat, by: Actor) -> Verdict | None:
    """Return why somebody may not vote for an absent member, nothing where she may."""
    rule = rule_of(ballot)
    clause = _clause_of_rule(_charter(ballot), ballot.rule)
    given = queries.proxies_in(ballot.partnership, ballot.decision)
    hers = sorted({one.seat for one in given if one.to == by.person})
    if seat.name not in hers:
        return _no(clause, gettext("Whoever holds this seat has not asked you to vote for her."))
    if hers.index(seat.name) >= rule.proxies:
        says = ngettext(
            "One person may vote for %(n)d absent member.",
            "One person may vote for %(n)d absent members.",
            rule.proxies,
        )
        return _no(clause, says % {"n": rule.proxies})
    return None


def _paper(act: ballot_acts.EnterPaper, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    ballot = queries.last_round(row.partnership, row.decision)
    if ballot is None:
        return None
    if not may_enter_paper(ballot, by):
        return _no(_body(ballot), gettext("Only the convener, or whoever keeps the record of this body, enters paper."))
    seat = seat_as_it_is(ballot, act.seat, at=at)
    if seat is None:
        return _no(_body(ballot), gettext("This seat was not on the roll when the ballot opened."))
    return _recused(_charter(ballot), seat)


def may_enter_paper(ballot: BallotRound, by: Actor) -> bool:
    """Whether somebody keeps the record of the body that decides, or convenes."""
    keeper = queries.who_holds(ballot.partnership, ballot.body, "record_keeper")
    return by.has("convener") or (by.person is not None and by.person == keeper)


def _give_proxy(act: ballot_acts.GiveProxy, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    found = _seat_asked(row, act.seat, at)
    if found is None:
        return None
    charter, body, rule, seat, others = found
    if seat is None or by.person is None or by.person not in (seat.person, seat.substitute):
        return _no(_clause_of_body(charter, body), gettext("You do not hold this seat."))
    ruling = charter.rule(rule)
    clause = _clause_of_rule(charter, rule)
    allowed = ruling[1].proxies if ruling else 0
    if not allowed:
        return _no(clause, gettext("The rule lets nobody vote for somebody else."))
    if act.to == by.person or not any(act.to == other.person for other in others if other.name != seat.name):
        return _no(clause, gettext("Only somebody else who holds a seat in this body can vote for you."))
    given = queries.proxies_in(row.partnership, row.decision)
    if len({one.seat for one in given if one.to == act.to and one.seat != act.seat}) >= allowed:
        return _no(clause, gettext("She votes for as many absent members as the rule allows already."))
    return _recused(charter, seat)


def _withdraw_proxy(act: ballot_acts.WithdrawProxy, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    given = [one for one in queries.proxies_in(row.partnership, row.decision) if one.seat == act.seat]
    if not given or any(one.person == by.person for one in given):
        return None
    found = _seat_asked(row, act.seat, at)
    if found is None or (found[3] is not None and found[3].person == by.person):
        return None
    return _no(_clause_of_body(found[0], found[1]), gettext("You do not hold this seat."))


def _object(act: acts.Object, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    found = _seat_asked(row, act.seat, at)
    if found is None:
        return None
    charter, body, _rule, seat, _others = found
    if seat is None or by.person is None or by.person not in (seat.person, seat.substitute):
        return _no(_clause_of_body(charter, body), gettext("Only those who hold a seat in the body object."))
    return _recused(charter, seat)


def _veto(act: ballot_acts.UseVeto, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    ballot = queries.last_round(row.partnership, row.decision)
    if ballot is None:
        return None
    charter = _charter(ballot)
    seat = seat_as_it_is(ballot, act.seat, at=at)
    if seat is None or by.person is None or by.person not in (seat.person, seat.substitute):
        return _no(_body(ballot), gettext("You do not hold this seat."))
    vetoes = [veto for veto in rule_of(ballot).vetoes if holds(veto, seat)]
    clause = _clause_of_rule(charter, ballot.rule)
    if not vetoes:
        return _no(clause, gettext("The rule gives this seat no veto."))
    if all(_used_up(veto, ballot, seat, at=at) for veto in vetoes):
        return _no(clause, gettext("This veto was used as often as the rule allows within twelve months."))
    return _recused(charter, seat)


def _used_up(veto: Veto, ballot: BallotRound, seat: Seat, *, at: datetime) -> bool:
    """Whether a veto was used as often within twelve months as the rule allows, in other ballots than this one."""
    if veto.yearly is None:
        return False
    held = {"seat": seat.name} if veto.held_by == "seats" else {"sector": veto.of}
    used = queries.vetoes_of(ballot.partnership, **held)
    return len({one.round for one in used if one.round != ballot.entry and one.at > at - YEAR}) >= veto.yearly


def _withdraw_objection(act: acts.WithdrawObjection, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    objection = queries.objection_at(row.partnership, act.objection)
    if objection is None or objection.person == by.person:
        return None
    found = _seat_asked(row, objection.seat, at)
    if found is None or (found[3] is not None and by.person is not None and found[3].person == by.person):
        return None
    return _no(_clause_of_body(found[0], found[1]), gettext("Only whoever objected takes the objection back."))


def _pen(act: Act, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    """The text of a proposal is changed, and the proposal taken back, by whoever proposed it or by the convener."""
    if by.has("convener") or (by.person is not None and by.person == row.person):
        return None
    return _no(_granted(act), gettext("Only whoever proposed this, or the convener, does that."))


def _tie(act: ballot_acts.ChooseTie, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    ballot = queries.last_round(row.partnership, row.decision)
    if ballot is None:
        return None
    if rule_of(ballot).method == "advice":
        if by.person is not None and by.person == row.person:
            return None
        return _no(
            _clause_of_rule(_charter(ballot), ballot.rule), gettext("Whoever proposed this decides, after advice.")
        )
    if decides_ties(ballot, by):
        return None
    return _no(_clause_of_rule(_charter(ballot), ballot.rule), gettext("Only the chair decides where votes are equal."))


def decides_ties(ballot: BallotRound, by: Actor) -> bool:
    """Whether somebody chairs the body that decided; where nobody chairs it, the convener does."""
    chair = queries.who_holds(ballot.partnership, ballot.body, "chair")
    return by.person == chair if chair else by.has("convener")


def _rule_on_appeal(act: acts.RuleOnAppeal, row: Decision, by: Actor, at: datetime) -> Verdict | None:
    """Nobody rules on an appeal who appealed, proposed, opened or closed the ballot, or told the outcome."""
    appeal = queries.appeal_at(row.partnership, act.appeal)
    took_part = {row.person, row.stated_by} | ({appeal.person} if appeal else set())
    for ballot in queries.rounds_of(row.partnership, row.decision):
        took_part |= {ballot.opened_by, ballot.closed_by}
    if by.person is None or by.person not in took_part:
        return None
    return _no(
        _granted(act),
        gettext(
            "You appealed, or proposed this, ran its ballot or told its outcome. Somebody else rules on the appeal."
        ),
    )


_ASKED: dict[type[Act], Callable[[Any, Decision, Actor, datetime], Verdict | None]] = {
    ballot_acts.Cast: _cast,
    ballot_acts.EnterPaper: _paper,
    ballot_acts.GiveProxy: _give_proxy,
    ballot_acts.WithdrawProxy: _withdraw_proxy,
    ballot_acts.UseVeto: _veto,
    ballot_acts.ChooseTie: _tie,
    acts.Object: _object,
    acts.WithdrawObjection: _withdraw_objection,
    acts.SettleAmendment: _pen,
    acts.IntegrateObjection: _pen,
    acts.Withdraw: _pen,
    acts.RuleOnAppeal: _rule_on_appeal,
}


def _seat_asked(row: Decision, name: str, at: datetime) -> tuple[Charter, str, str, Seat | None, list[Seat]] | None:
    """Return charter, body, rule, the seat and all seats: of the open ballot, or as they would be on its roll now."""
    ballot = queries.last_round(row.partnership, row.decision) if row.stage != "discussion" else None
    if ballot is not None:
        seat = seat_as_it_is(ballot, name, at=at)
        law = matter_now(row)
        others = seats_now(row, law, at=at) if law else []
        return _charter(ballot), ballot.body, ballot.rule, seat, others
    law = matter_now(row)
    if law is None:
        return None
    seats = seats_now(row, law, at=at)
    found = next((seat for seat in seats if seat.name == name), None)
    return setting_of(row.partnership).charter, law.body.code, law.rule.code, found, seats


def _recused(charter: Charter, seat: Seat) -> Verdict | None:
    if seat.recused is None:
        return None
    policy = first_of(charter, InterestsPolicy)
    reason = gettext("Whoever holds this seat steps back from this decision, as entry %(entry)d says.")
    return _no(policy[0].number if policy else SILENT, reason % {"entry": seat.recused})


def _charter(ballot: BallotRound) -> Charter:
    return setting_with(ballot.partnership, digest=ballot.charter).charter


def _body(ballot: BallotRound) -> str:
    return _clause_of_body(_charter(ballot), ballot.body)


def _clause_of_body(charter: Charter, body: str) -> str:
    found = charter.body(body)
    return found[0].number if found else SILENT


def _clause_of_rule(charter: Charter, rule: str) -> str:
    found = charter.rule(rule)
    return found[0].number if found else SILENT


def _granted(act: Act) -> str:
    charter = setting_of(act.partnership).charter
    return judge(charter, kind=act.kind_name(), matter=act.matter, roles=frozenset()).clause


def _no(clause: str, reason: str) -> Verdict:
    return Verdict(allowed=False, clause=clause, reason=reason)
