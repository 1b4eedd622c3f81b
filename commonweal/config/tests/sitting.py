"""Who sits where and what was said in meetings, for tests of every page."""

from __future__ import annotations

from datetime import timedelta

from commonweal.acts.testing import NOON, Founded, known_here
from commonweal.kit.ids import id_from_seed


def sitting(cool: Founded, words: str) -> dict[str, str]:
    """Let these words stand wherever somebody may write her own, and return the ids that addresses are made of."""
    said = {"text": words, "lang": "en"}
    company, seat = cool.org("company"), f"members.{cool.org('company')}"
    given = {"body": "assembly", "seat": seat}
    cool.given("bodies.designate", by=cool.bruno, **given, person=known_here(cool, "Bruno"), organisation=company,
               how="mandate_letter", reference=words[:200])  # fmt: skip
    cool.given("bodies.vacate", by=cool.bruno, **given, why="other", says=said)
    return {**given, "office": "chair", "meeting": _meeting(cool, words)}


def _meeting(cool: Founded, words: str) -> str:
    """Let a meeting have come to minutes, with these words in all of it, and return its id."""
    meeting, item, said = id_from_seed("test", "meeting"), id_from_seed("test", "item"), {"text": words, "lang": "en"}
    at = NOON + timedelta(days=7)
    of = {"meeting": meeting}
    point = {"item": item, "title": words[:200]}
    held = {
        "starts_at": at,
        "ends_at": at + timedelta(hours=2),
        "how": "both",
        "where": words[:200],
        "address": words[:200],
    }
    cool.given("meetings.call", **of, **held, body="assembly", title=words[:200], agenda=[point])
    cool.given("meetings.suggest_item", **of, item=id_from_seed("test", "another"), title=words[:200])
    cool.given("meetings.open", **of, at=at)
    cool.given("meetings.say_present", **of, how="room", at=at)
    cool.given("meetings.note", **of, item=item, words=said, at=at)
    cool.given("meetings.agree_action", **of, what=words[:200], organisation=cool.org("company"), at=at)
    cool.given("meetings.close", **of, at=at)
    cool.given("meetings.draft_minutes", **of, texts=[{"item": item, "words": said}], at=at)
    cool.given("meetings.correct_minutes", **of, item=item, words=said, at=at)
    return meeting
