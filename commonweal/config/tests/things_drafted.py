"""A charter that the first partnership drafts: a clause with a rule, a change, an objection, and a document."""

from __future__ import annotations

from typing import Any

from commonweal.acts.testing import NOON, Founded, account
from commonweal.capabilities.chartering.queries import draft_with
from commonweal.capabilities.chartering.queries.returned import keep_returned
from commonweal.capabilities.chartering.tests.arranging import clause, opened, put


def drafted(cool: Founded, words: str) -> dict[str, dict[str, Any]]:
    """Let these words stand in a draft, and return the ids by the place in which its pages lie."""
    said = {"text": words, "lang": "en"}
    draft = opened(cool, title=f"Charter {words}"[:200])
    rules = [{"type": "deadline", "what": "minutes", "days": 21}]
    put(cool, draft, clause("1", words, rules=rules), clause("2", words))
    change = cool.given(
        "chartering.propose_change", by=cool.emre, draft=draft, number="2", clause=clause("2", f"{words}!"), why=said
    ).position
    cool.given("chartering.comment", by=cool.emre, draft=draft, number="1", words=said)
    objection = cool.given("chartering.object", by=cool.emre, draft=draft, number="1", reason=said).position
    found = {"version": draft, "clauses": {"2": clause("2", f"{words}?")}, "lost": [], "unknown": [], "remarks": []}
    row = draft_with(cool.id, draft)
    kept = keep_returned(row, of=account("Alba"), name=f"{words}.docx", found=found, at=NOON)
    ids = {
        "draft": draft, "number": "1", "place": 0, "kind": "body", "change": change, "objection": objection,
        "source": "living_lab", "returned_file": kept.id,
    }  # fmt: skip
    return {"drafts": ids}
