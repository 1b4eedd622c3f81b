"""An agenda, arranged by acting."""

from __future__ import annotations

from typing import Any

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, Founded, founded

ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university", "Emre": "families"}
"""Who speaks for which member."""


def said(text: str) -> dict[str, str]:
    """Return words in English."""
    return {"text": text, "lang": "en"}


def named(cool: Founded, title: str = "Shade in every yard", *, core: bool = True) -> int:
    """Name a goal, a main one unless said otherwise, and return its entry."""
    goal = cool.given("fit.name_goal", title=title).position
    if core:
        cool.given("agenda.mark_core", goal=goal)
    return goal


def positioned(cool: Founded, goal: int, who: str, stance: str = "support", words: str = "", **fields: Any) -> int:
    """Say where somebody's organisation stands on a goal, and return the entry."""
    more = {"words": said(words)} if words else {}
    by = cool.actor(who)
    return cool.given("agenda.position", by=by, goal=goal, stance=stance, **more, **fields).position


def carried(cool: Founded, version: int) -> int:
    """Let a decision on the purpose that cites a version be carried by consent; return the entry that proposed it."""
    decision = cool.given(
        "decisions.propose", on="purpose", title="Our goals", question=said("Are these our goals?"),
        promised="collaborate",
        knowledge=[{"kind": "experiential", "says": said("We live here.")}], cites=[{"entry": version}],
    ).position  # fmt: skip
    cool.given("decisions.open_ballot", decision=decision)
    for who in ("Alba", "Bruno", "Chiara", "Dina"):
        seat = f"members.{cool.org(ORGS[who])}"
        cool.given("decisions.cast", by=cool.actor(who), decision=decision, seat=seat, choice="yes")
    cool.given("decisions.close", decision=decision, at=NOON.replace(day=9))
    return decision


def positions() -> tuple[Founded, int, dict[str, int]]:
    """Return a partnership with one main goal and the positions of the worked example; laid down anew."""
    return kept("agenda.positions", _positions)


def _positions() -> tuple[Founded, int, dict[str, int]]:
    cool = founded()
    goal = named(cool)
    entries = {
        "Alba": positioned(cool, goal, "Alba"),
        "Bruno": positioned(cool, goal, "Bruno", "reserve", "Not before the roofs are sound."),
        "Chiara": positioned(cool, goal, "Chiara"),
        "Dina": positioned(cool, goal, "Dina", "can_live_with"),
    }
    return cool, goal, entries
