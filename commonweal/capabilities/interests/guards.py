"""What interests forbid others: judging one's own, and whatever one has to step back from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext

from commonweal.acts.act import Act
from commonweal.acts.perform import setting_of
from commonweal.acts.seats import held_by, holders, recusals, seats_of
from commonweal.acts.stepping_back import policy_here, refusal, verdict_of
from commonweal.capabilities.interests import queries
from commonweal.capabilities.interests.acts import EndInterest, JudgeInterest, RenewInterest
from commonweal.capabilities.interests.conditions import PROPOSED
from commonweal.capabilities.interests.queries import Declaration
from commonweal.charter.judge import Verdict
from commonweal.charter.recusing import keeps_out, marked
from commonweal.charter.rules import InterestsPolicy
from commonweal.partnerships.actors import Actor
from commonweal.record import reading

KEPT_FROM: Final = frozenset(
    {
        "decisions.cast",
        "decisions.choose_tie",
        "decisions.enter_paper",
        "decisions.give_proxy",
        "decisions.integrate_objection",
        "decisions.object",
        "decisions.reopen",
        "decisions.rule_on_appeal",
        "decisions.settle_amendment",
        "decisions.state_outcome",
        "decisions.veto",
        "means.approve",
        "means.pay",
        "money.approve",
        "money.pay",
    }
)
"""Acts, by name, that nobody does on a decision from which she steps back. Each names the decision by `decision`.

Acts of later capabilities stand here before they exist. Checks of members are guarded by their own capability.
"""


def nobody_judges_her_own(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: an interest is judged by the body that the charter names, and never by anybody whom it concerns."""
    if not isinstance(act, JudgeInterest):
        return None
    clause, policy = policy_here(act.partnership)
    row = queries.declaration_at(act.partnership, act.declaration)
    return refusal_to_judge([row] if row else [], clause=clause, policy=policy, by=by, at=at)


def refusal_to_judge(
    rows: Iterable[Declaration], *, clause: str, policy: InterestsPolicy, by: Actor, at: datetime
) -> Verdict | None:
    """Return why somebody may judge none of these interests, naming the clause; nothing where she may judge one."""
    if policy.decided_by is not None and not _sits_in(policy.decided_by, by=by, at=at):
        return Verdict(allowed=False, clause=clause, reason=gettext("The charter gives this to another body."))
    rows = list(rows)
    if rows and all(_is_concerned(row, by) for row in rows):
        reason = gettext("This interest concerns you or your organisation: others judge it.")
        return Verdict(allowed=False, clause=clause, reason=reason)
    return None


def _is_concerned(row: Declaration, by: Actor) -> bool:
    person, organisations = queries.concerned(row)
    return by.person == person or bool(organisations & (set(by.orgs) | ({by.org} if by.org else set())))


def only_hers(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: an interest is renewed and ended by whoever declared it, or by those who speak for the organisation."""
    if not isinstance(act, RenewInterest | EndInterest):
        return None
    row = queries.declaration_at(act.partnership, act.declaration)
    if row is None or queries.is_hers(row, by=by, at=at):
        return None
    clause, _policy = policy_here(act.partnership)
    return Verdict(allowed=False, clause=clause, reason=gettext("Only whoever declared this interest says this of it."))


def nobody_decides_who_steps_back(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: whoever steps back has no part in a decision, nor the seat that she holds."""
    decision: Any = getattr(act, "decision", None)
    if act.kind_name() not in KEPT_FROM or not isinstance(decision, int):
        return None
    touched = _touched(act.partnership, decision)
    if touched is None:
        return None
    matter, concerns = touched
    said = refusal(by, at=at, matter=matter, decision=decision, concerns=concerns)
    seat = getattr(act, "seat", None)
    if said is not None or not isinstance(seat, str):
        return said
    return _of_seat(act.partnership, seat, at=at, matter=matter, decision=decision, concerns=concerns)


def _touched(partnership: str, decision: int) -> tuple[str, list[str]] | None:
    """Return the matter of a decision and the members that gain or lose by it."""
    if decision >= reading.size(partnership):
        return None
    entry = reading.entry_at(partnership, decision)
    if entry.kind != PROPOSED:
        return None
    return entry.body.get("found") or entry.body.get("on") or "", list(entry.body.get("concerns") or ())


def _of_seat(
    partnership: str, seat: str, *, at: datetime, matter: str, decision: int, concerns: list[str]
) -> Verdict | None:
    """Return why nothing is entered for a seat whose holder steps back; nothing where nobody does from this."""
    rows = recusals(partnership, at=at)
    if not any(keeps_out(row, matter=matter, decision=decision, concerns=concerns) for row in rows):
        return None
    charter = setting_of(partnership).charter
    found = charter.matter(matter)
    body = charter.body(found[1].body) if found else None
    if body is None:
        return None
    seats = [each for each in seats_of(body[1], holders(partnership, at=at)) if each.name == seat]
    entry = next(
        (each.recused for each in marked(seats, rows, matter=matter, decision=decision, concerns=concerns)), None
    )
    return None if entry is None else verdict_of(entry, partnership=partnership)


def _sits_in(body: str, *, by: Actor, at: datetime) -> bool:
    setting = setting_of(by.partnership or "")
    found = setting.charter.body(body)
    if found is None or by.person is None:
        return False
    return bool(held_by(by.person, seats_of(found[1], holders(by.partnership or "", at=at))))
