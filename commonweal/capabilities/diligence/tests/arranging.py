"""Checks, findings and conclusions, arranged by acting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commonweal.acts.testing import NOON, Founded
from commonweal.capabilities.diligence.queries import Whole, check_with, whole
from commonweal.capabilities.diligence.questions import asked_at
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import Actor

YEAR = timedelta(days=365)
EVIDENCE = {"title": "Extract of the register"}
NOTE = {"text": "Two bills of last year are not paid."}


def opened(cool: Founded, org: str = "company", *, depth: str = "light", at: datetime = NOON, by: Actor | None = None):
    """Begin a check of one of the cast's organisations and return its id."""
    check = new_id()
    said = {"check": check, "organisation": cool.org(org), "depth": depth, "because": "It handles no money."}
    cool.given("diligence.open", by=by, at=at, **said)
    return check


def found(cool: Founded, check: str, item: str = "existence", finding: str = "clear", *, at: datetime = NOON,
          by: Actor | None = None, **said: Any):  # fmt: skip
    """Say what was found on a question."""
    rest = {"evidence": [EVIDENCE]} if finding == "clear" else {}
    noted = {"note": NOTE} if finding in ("concern", "serious") else {}
    return cool.given("diligence.find", by=by, at=at, check=check, item=item, finding=finding,
                      **{**rest, **noted, **said})  # fmt: skip


def all_clear(cool: Founded, check: str, *, at: datetime = NOON, but: tuple[str, ...] = ()) -> None:
    """Find nothing against the organisation on any question, but for those named."""
    for question in asked_at(check_with(cool.id, check).depth):
        if question.code not in but:
            found(cool, check, question.code, at=at)


def concluded(cool: Founded, check: str, outcome: str = "passed", *, at: datetime = NOON, **said: Any):
    """Conclude a check for a year."""
    fields = {"outcome": outcome, "valid_until": (at + YEAR).date(), "reason": {"text": "All is there."}, **said}
    if outcome == "passed_with_conditions":
        fields.setdefault("conditions", {"text": "It pays its bills by June."})
    return cool.given("diligence.conclude", at=at, check=check, **fields)


def checked(cool: Founded, org: str, *, at: datetime = NOON, by: Actor | None = None, **said: Any) -> str:
    """Look into an organisation and let it pass."""
    check = new_id()
    whom = {"check": check, "organisation": cool.org(org), "depth": "light", "because": "It handles no money."}
    cool.given("diligence.open", by=by, at=at, **whom)
    for question in asked_at("light"):
        found(cool, check, question.code, at=at, by=by)
    fields = {"outcome": "passed", "valid_until": (at + YEAR).date(), "reason": {"text": "All is there."}, **said}
    cool.given("diligence.conclude", by=by, at=at, check=check, **fields)
    return check


def everybody_checked(cool: Founded, *, at: datetime = NOON, **said: Any) -> None:
    """Let every member pass, Alba's city by Bruno."""
    for org in ("company", "ngo", "university", "families"):
        checked(cool, org, at=at, **said)
    checked(cool, "city", at=at, by=cool.bruno, **said)


def nothing_to_declare(cool: Founded, *, at: datetime = NOON, but: tuple[str, ...] = ()) -> None:
    """Let every representative say that she has no interests, and every organisation that it has none."""
    for name in ("Alba", "Bruno", "Chiara", "Dina", "Emre"):
        if name not in but:
            for subject in ("self", "organisation") if name != "Emre" else ("organisation",):
                cool.given("interests.declare_none", by=cool.actor(name), at=at, subject=subject)


def now(cool: Founded, check: str) -> Whole:
    """Return a check as it is now."""
    return whole(check_with(cool.id, check))
