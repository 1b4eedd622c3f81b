"""What the first partnership describes: a problem with a line, dissent and a cause; an agenda with a reservation."""

from __future__ import annotations

from typing import Any

from commonweal.acts.testing import Founded
from commonweal.kit.ids import id_from_seed


def described(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand in a problem statement and in an agenda, and return the ids by their places."""
    return {"problem": _problem(cool, words), "agenda": _agenda(cool, words)}


def _problem(cool: Founded, words: str) -> dict[str, Any]:
    said, line, cause = {"text": words, "lang": "en"}, id_from_seed("test", "line"), id_from_seed("test", "cause")
    problem = cool.given("problem.open", title=f"Heat in {words}"[:200], question=said).position
    wording = cool.given(
        "problem.suggest", by=cool.emre, problem=problem, how="new", line=line, text=said, why=said
    ).position
    cool.given("problem.settle", problem=problem, suggestion=wording, settled="taken", reason=said)
    note = cool.given("problem.dissent", by=cool.emre, problem=problem, line=line, note=said).position
    cool.given("problem.answer_dissent", problem=problem, dissent=note, answer=said)
    cool.given("problem.add_cause", by=cool.emre, problem=problem, cause=cause, text=said)
    cool.given("problem.set_aside", by=cool.emre, problem=problem, cause=cause, reason=said)
    version = cool.given("problem.present", problem=problem).position
    return {"problem": problem, "entry": wording, "note": note, "cause": cause, "version": version}


def _agenda(cool: Founded, words: str) -> dict[str, Any]:
    said = {"text": words, "lang": "en"}
    goal = cool.given("fit.name_goal", title=f"Trees, {words}"[:200]).position
    cool.given("agenda.mark_core", goal=goal)
    position = cool.given("agenda.position", by=cool.bruno, goal=goal, stance="reserve", words=said).position
    cool.given("agenda.settle", position=position, how="integrated", words=said)
    version = cool.given("agenda.present").position
    return {"goal": goal, "entry": position, "version": version}
