"""Who may do what in a dispute: nobody handles what concerns her, and only parties speak."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from commonweal.acts.act import Act
from commonweal.acts.perform import setting_of
from commonweal.acts.seats import held_by, holders, seats_of
from commonweal.acts.stepping_back import refusal
from commonweal.capabilities.disputes import queries
from commonweal.capabilities.disputes.acts import (
    MoveOnDispute,
    SayInDispute,
    SettleDispute,
    TakeDispute,
    WithdrawDispute,
)
from commonweal.capabilities.disputes.path import Path, path_with
from commonweal.capabilities.disputes.queries import Dispute
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor


def nobody_handles_her_own(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: a dispute is handled by somebody whom it does not concern, at a body's step by somebody of that body."""
    if not isinstance(act, TakeDispute | MoveOnDispute | SettleDispute):
        return None
    row = queries.dispute_at(act.partnership, act.dispute)
    if row is None:
        return None
    path = path_with(row.partnership, digest=row.charter)
    if isinstance(act, MoveOnDispute) and by.person == row.person and queries.is_overdue(row, at.date()):
        return None  # whoever waits too long may take the next step herself
    if queries.concerned(row).includes(by):
        return _no(path, gettext("This concerns you or your organisation, so somebody else handles it."))
    said = refusal(by, at=at, decision=row.about, concerns=[row.against] if row.against else [])
    if said is not None:
        return said
    if isinstance(act, SettleDispute) and by.person != row.handler:
        return _no(path, gettext("Whoever has taken it on settles it."))
    return _outside_the_body(row, path, act, by=by, at=at)


def only_parties_speak(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: parties and whoever handles it speak in a dispute; whoever raised it takes it back."""
    if not isinstance(act, SayInDispute | WithdrawDispute):
        return None
    row = queries.dispute_at(act.partnership, act.dispute)
    if row is None:
        return None
    path = path_with(row.partnership, digest=row.charter)
    if isinstance(act, WithdrawDispute):
        hers = by.person is not None and by.person == row.person
        return None if hers else _no(path, gettext("Only whoever complained takes it back."))
    if queries.is_party(row, by, at=at):
        return None
    return _no(path, gettext("Only those whom this concerns, and whoever handles it, speak here."))


def _outside_the_body(row: Dispute, path: Path, act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    code = path.step(row.step).body
    if code is None or isinstance(act, MoveOnDispute):
        return None
    found = setting_of(row.partnership).charter.body(code)
    if found is None or held_by(by.person or "", seats_of(found[1], holders(row.partnership, at=at))):
        return None
    return _no(path, gettext("At this step only those who hold a seat in the body that decides handle it."))


def _no(path: Path, reason: str) -> Verdict:
    return Verdict(allowed=False, clause=path.clause, reason=reason)
