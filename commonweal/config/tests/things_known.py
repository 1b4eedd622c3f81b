"""What the first partnership knows, calls by name and takes for granted: one thing of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from commonweal.acts.testing import Founded


def known(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand in evidence, words and assumptions, and return the ids by the place of their pages."""
    evidence = _evidence(cool, words)
    return {
        "evidence": {"entry": evidence, "decision": _decision(cool, words, evidence)},
        "glossary": {"entry": _word(cool, words)},
        "assumptions": {"entry": _assumption(cool, words, evidence)},
    }


def _evidence(cool: Founded, words: str) -> int:
    said = {"text": words, "lang": "en"}
    consent = {"given_by": f"Assembly {words}"[:200], "scope": said, "on": date(2026, 2, 1)}
    item = {"says": said, "source": said, "strength": "limited", "why_strength": said, "limits": said}
    first, second = (
        cool.given(
            "evidence.add",
            by=cool.emre,
            title=f"Heat {n}, {words}"[:200],
            kinds=["community"],
            consent=consent,
            community=f"Quarter {words}"[:200],
            territory=f"Here {words}"[:200],
            **item,
        ).position
        for n in (1, 2)
    )
    cool.given("evidence.contradict", by=cool.dina, evidence=first, other=second, says=said)
    return first


def _decision(cool: Founded, words: str, evidence: int) -> int:
    said = {"text": words, "lang": "en"}
    decision = cool.given(
        "decisions.propose", by=cool.bruno, title=f"What we are for, {words}"[:200], on="purpose", question=said,
        promised="collaborate",
    ).position  # fmt: skip
    cool.given("evidence.use", by=cool.bruno, decision=decision, evidence=[evidence], none_because=said)
    return decision


def _word(cool: Founded, words: str) -> int:
    said = {"text": words, "lang": "en"}
    word = cool.given("glossary.flag", by=cool.emre, word=f"W{words}"[:80], lang="en", how="used_otherwise", says=said)
    cool.given("glossary.say_meaning", by=cool.dina, term=word.position, sector="university", says=said)
    meaning = cool.given("glossary.define", by=cool.dina, term=word.position, says=said)
    cool.given("glossary.object", by=cool.bruno, term=word.position, definition=meaning.position, says=said)
    return word.position


def _assumption(cool: Founded, words: str, evidence: int) -> int:
    said = {"text": words, "lang": "en"}
    stated = cool.given(
        "assumptions.state", by=cool.dina, title=f"Parents wait, {words}"[:200], says=said, test=said,
        confidence="low", due_on=date(2026, 6, 30), depends=[evidence],
    ).position  # fmt: skip
    cool.given("assumptions.report_test", by=cool.emre, assumption=stated, result="fails", says=said)
    return stated
