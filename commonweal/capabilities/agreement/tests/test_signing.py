"""A text is signed by every party, once, with authority, in time; and rules from the last signature on."""

from __future__ import annotations

from commonweal.acts.perform import setting_of
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.tests.arranging import presented, sign, signed_by_all


def test_it_rules_from_the_last_signature_on(cool):
    text = presented(cool)
    before = setting_of(cool.id).digest

    signed_by_all(cool, text, but=["Chiara"])
    assert setting_of(cool.id).digest == before

    last = sign(cool, "Chiara", text)

    assert last.charter == before
    assert setting_of(cool.id).digest == text.digest
    assert queries.text_at(cool.id, text.entry).ruling_entry == last.position
