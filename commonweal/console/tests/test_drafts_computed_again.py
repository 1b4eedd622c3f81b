"""A presented text is computed again from the acts of its draft, and an altered clause is named with its entry."""

from __future__ import annotations

import copy

import pytest

from commonweal.acts.testing import Founded, founded
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.tests.arranging import proposed, whole
from commonweal.record import reading
from commonweal.verifier.recompute.drafts import PresentedTexts


def presented(cool, draft):
    return cool.given("chartering.freeze", draft=draft, purpose="sign")


def row(cool, draft):
    return queries.draft_with(cool.id, draft)


@pytest.fixture
def cool(db) -> Founded:
    """A partnership with the whole cast."""
    return founded()


def recomputed(cool, change=lambda _entry, _body: None):
    """Return what a verification says of a record in which bodies were changed."""
    texts, found = PresentedTexts(), []
    for entry in reading.all_entries(cool.id):
        if entry.kind in texts.kinds:
            body = copy.deepcopy(dict(entry.body))
            change(entry, body)
            act = {"kind": entry.kind, "kv": entry.kv, "by": entry.by, "charter": entry.charter, "body": body}
            found += [(entry.position, says) for says in texts.observe(entry.position, act)]
    return found


def test_a_presented_text_follows_from_its_draft_and_an_altered_clause_is_named_with_its_entry(cool):
    draft = whole(cool)
    change = proposed(cool, draft, queries.text_of(row(cool, draft)).clauses["1.2"] | {"summary": {"en": "Other."}})
    settled = cool.given("chartering.settle_change", change=change, accepted=True).position
    text = presented(cool, draft).position

    def altered(entry, body):
        if entry.position == change:
            body["clause"]["summary"]["en"] = "Forged."

    def digest(entry, body):
        if entry.position == text:
            body["digest"] = "0" * 64

    def gone(entry, body):
        if entry.position == text:
            body["digest"], body["draft"] = "0" * 64, 3

    assert recomputed(cool) == []
    [(position, says)] = recomputed(cool, altered)
    assert position == text
    assert f"Clause 1.2 of the text presented is not the one that entry {settled} gives" in says
    assert "another digest" in recomputed(cool, digest)[0][1]
    assert "cannot be computed again" in recomputed(cool, gone)[0][1]
