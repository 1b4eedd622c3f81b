"""Evidence as tests meet it: what sensors measured, and what a community knows."""

from __future__ import annotations

from datetime import date

from commonweal.acts.testing import founded


def said(text):
    return {"text": text, "lang": "en"}


CONSENT = {"given_by": "Assembly of the North Quarter", "scope": said("For the plan of shade."), "on": date(2026, 2, 1)}


def bring(cool, who="Dina", **fields):
    given = {
        "title": "Heat in six school yards",
        "kinds": ["technical"],
        "says": said("At noon the yards are 9 degrees warmer than the park."),
        "source": said("Sensors of the university."),
        "strength": "strong",
        "why_strength": said("A summer of readings."),
        "limits": said("One summer only."),
    }
    return cool.given("evidence.add", by=cool.actor(who), **(given | fields))


def of_a_community(cool, who="Emre", **fields):
    given = {"title": "Where it is cool", "kinds": ["community", "experiential"], "community": "North Quarter"}
    return bring(cool, who, **(given | {"consent": CONSENT} | fields))


def turn(cool, what, entry, who, **fields):
    return cool.given(f"evidence.{what}", by=cool.actor(who), evidence=entry.position, **fields)


def propose(cool, on="purpose", **fields):
    return cool.given(
        "decisions.propose", by=cool.bruno, title="What we are for", on=on, question=said("Shade for all?"),
        promised="collaborate", **fields,
    ).position  # fmt: skip


def two_items():
    """A partnership, what sensors measured and what a community knows."""
    cool = founded()
    return cool, bring(cool), of_a_community(cool, community_organisation=cool.org("families"))
