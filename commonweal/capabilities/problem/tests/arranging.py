"""A problem statement, arranged by acting."""

from __future__ import annotations

from typing import Any

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, Founded, founded
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import Actor


def said(text: str) -> dict[str, str]:
    """Return words in English."""
    return {"text": text, "lang": "en"}


def resting(*entries: int) -> list[dict[str, Any]]:
    """Return citations of what something rests on."""
    return [{"entry": entry, "rel": "based_on"} for entry in entries]


def opened(cool: Founded) -> int:
    """Open a problem statement and return the entry by which it is known."""
    return cool.given("problem.open", title="Heat in the school yards", question=said("What is it like?")).position


def suggested(cool: Founded, problem: int, words: str | None = "Yards reach 45 degrees.", **fields: Any) -> int:
    """Suggest a line, as Emre where nobody else is named, and return its entry."""
    by = fields.pop("by", None) or cool.emre
    made = {"how": "new", "line": new_id(), "text": said(words) if words else None, **fields}
    return cool.given("problem.suggest", by=by, problem=problem, **made).position


def taken(cool: Founded, problem: int, suggestion: int, *, by: Actor | None = None) -> int:
    """Take a suggestion into the text."""
    return cool.given(
        "problem.settle", by=by, problem=problem, suggestion=suggestion, settled="taken"
    ).position  # fmt: skip


def caused(cool: Founded, problem: int, text: str, *, under: str | None = None, **fields: Any) -> str:
    """Name a cause and return its id."""
    cause = new_id()
    cool.given("problem.add_cause", by=cool.emre, problem=problem, cause=cause, under=under, text=said(text), **fields)
    return cause


def carried(cool: Founded, version: int, *, on: str = "purpose") -> int:
    """Let a decision that cites a version be carried by consent, and return the entry that proposed it."""
    decision = cool.given(
        "decisions.propose", on=on, title="Our problem", question=said("Is this our problem?"), promised="collaborate",
        knowledge=[{"kind": "experiential", "says": said("We live here.")}],
        cites=resting(version),
    ).position  # fmt: skip
    cool.given("decisions.open_ballot", decision=decision)
    for who, org in (("Alba", "city"), ("Bruno", "company"), ("Chiara", "ngo"), ("Dina", "university")):
        seat = f"members.{cool.org(org)}"
        cool.given("decisions.cast", by=cool.actor(who), decision=decision, seat=seat, choice="yes")
    cool.given("decisions.close", decision=decision, at=NOON.replace(day=9))
    return decision


def described() -> tuple[Founded, int, list[int]]:
    """Return a partnership with a statement of two lines, each resting on a goal that was named; laid down anew."""
    return kept("problem.described", _described)


def _described() -> tuple[Founded, int, list[int]]:
    cool = founded()
    goal = cool.given("fit.name_goal", title="Shade in every yard").position
    problem = opened(cool)
    first = suggested(cool, problem, cites=resting(goal))
    second = suggested(cool, problem, "Children stay indoors.", by=cool.bruno)
    taken(cool, problem, first)
    taken(cool, problem, second)
    return cool, problem, [goal, first, second]
