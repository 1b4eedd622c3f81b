"""A presented charter is computed again from the acts of its draft; one altered clause is named."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.charter.drafting import digest_of, mark_of, plain_text
from commonweal.verifier.tests.both import by_product
from commonweal.verifier.tests.making import Maker


def clause(number: str, text: str) -> dict[str, Any]:
    return {"number": number, "title": {"en": number}, "text": {"en": text}, "rules": []}


def drafted(*, forged: str = "", digest: str = "") -> Maker:
    """Return a record with a draft of two clauses, one changed by a proposal, presented at entry 5.

    :param forged: a text that the host put in the place of the first clause, in the entry itself
    """
    maker = Maker("drafts")
    maker.found()
    first, second, changed = clause("1", "All share."), clause("2", "Few pay."), clause("2", "All pay.")
    opening = {"title": "Ours", "source": "blank", "languages": ["en"], "titles": None, "base": None}
    maker.add("chartering.open_draft", {**opening, "source_digest": None})
    maker.add(
        "chartering.put_clauses",
        {"draft": 1, "clauses": [clause("1", forged) if forged else first, second], "removes": []},
    )
    why = {"draft": 1, "number": "2", "clause": changed, "removal": False}
    maker.add("chartering.propose_change", why)
    maker.add("chartering.settle_change", {"change": 3, "accepted": True, "reason": None})
    text = plain_text(draft=1, title={"en": "Ours"}, base=None, clauses={"1": first, "2": changed})
    marks = [{"number": each["number"], "mark": mark_of(each)} for each in (first, changed)]
    maker.add("chartering.freeze", {"draft": 1, "purpose": "sign", "digest": digest or digest_of(text), "marks": marks})
    return maker


def test_a_text_that_follows_from_its_draft_holds():
    assert by_product(drafted().bundle()).status == 0


@pytest.mark.parametrize("said", [{"forged": "None share."}, {"digest": "0" * 64}])
def test_a_text_that_does_not_is_named(said: dict[str, str]):
    found = by_product(drafted(**said).bundle())

    assert (found.status, found.entries) == (1, [5])


@pytest.mark.parametrize("body", [{}, {"draft": 9, "digest": ""}, {"draft": 1, "digest": None, "marks": 3}])
def test_a_text_that_makes_no_sense_is_named(body: dict[str, Any]):
    maker = drafted()
    maker.add("chartering.freeze", body)

    assert by_product(maker.bundle()).entries == [6]
