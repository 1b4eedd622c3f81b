"""What the first partnership has agreed: one thing of each kind, so that every address of it leads somewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from commonweal.acts.testing import Founded
from commonweal.capabilities.agreement.tests.arranging import paper_of, presented
from commonweal.config.tests.things_asked import asked
from commonweal.config.tests.things_described import described
from commonweal.config.tests.things_known import known


def agreed(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand in what partners agreed, and return the ids by the place in which their pages lie."""
    return {
        "commitments": {"entry": _commitment(cool, words)},
        "pulse": {"box": _survey(cool)},
        "decisions": _decision(cool, words),
        **known(cool, words),
        **described(cool, words),
        **asked(cool, words),
        "agreement": {"presented": _text(cool, words), "turn": "next"},
        "feedback": {"entry": _contribution(cool, words), "what": "answer"},
    }


def _commitment(cool: Founded, words: str) -> int:
    return cool.given(
        "commitments.pledge", by=cool.bruno, debtor=cool.org("company"), what=f"Roofs {words}"[:200], form="work",
        due_on=date(2026, 6, 30), says={"text": f"By hand, {words}", "lang": "en"},
    ).position  # fmt: skip


def _contribution(cool: Founded, words: str) -> int:
    """Let a note of dissent be answered, with what came of it."""
    said = {"text": words, "lang": "en"}
    problem = cool.given("problem.open", title=f"Heat {words}"[:200]).position
    note = cool.given("problem.dissent", by=cool.emre, problem=problem, note=said).position
    cool.given("feedback.answer", about=[note], outcome="partly", words=said)
    cool.given("feedback.state_effect", about=[note], words=said)
    return note


def _survey(cool: Founded) -> str:
    box = cool.org("survey")
    cool.given("pulse.open", box=box, until_on=date(2026, 3, 31))
    return box


def _text(cool: Founded, words: str) -> int:
    said = {"text": words, "lang": "en"}
    text = presented(cool)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text, signer=said))
    cool.given("agreement.decline", by=cool.dina, text=text.entry, reason=said)
    cool.given("agreement.decide_next", outcome="continue", statement=said, next_on=date(2027, 3, 2))
    return text.entry


def _decision(cool: Founded, words: str) -> dict[str, Any]:
    """Let there be a secret ballot that is open, with an objection beside it."""
    said, company = {"text": words, "lang": "en"}, f"members.{cool.org('company')}"
    options = [{"code": "a", "title": said}, {"code": "b", "person": cool.person("Chiara")}]
    decision = cool.given(
        "decisions.propose", by=cool.bruno, title=f"Who chairs, {words}"[:200], on="chair", question=said,
        promised="consult", options=options, knowledge=[{"kind": "technical", "says": said}],
    ).position  # fmt: skip
    cool.given("decisions.say_position", by=cool.chiara, decision=decision, stance="for", says=said)
    objection = cool.given("decisions.object", by=cool.bruno, decision=decision, seat=company, reason=said).position
    cool.given("decisions.open_ballot", decision=decision)
    return {"decision": decision, "seat": company, "what": "position", "how": "take-back", "entry": objection}
