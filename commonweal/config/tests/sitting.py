"""Who sits where and what was said in meetings, for tests of every page."""

from __future__ import annotations

from commonweal.acts.testing import Founded, known_here


def sitting(cool: Founded, words: str) -> dict[str, str]:
    """Let these words stand wherever somebody may write her own, and return the ids that addresses are made of."""
    said = {"text": words, "lang": "en"}
    company, seat = cool.org("company"), f"members.{cool.org('company')}"
    given = {"body": "assembly", "seat": seat}
    cool.given("bodies.designate", by=cool.bruno, **given, person=known_here(cool, "Bruno"), organisation=company,
               how="mandate_letter", reference=words[:200])  # fmt: skip
    cool.given("bodies.vacate", by=cool.bruno, **given, why="other", says=said)
    return {**given, "office": "chair"}
