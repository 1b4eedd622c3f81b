"""Decisions, open and secret, leave as a bundle and come up in an empty house with the same rows and the same boxes."""

from __future__ import annotations

import io
from typing import Any

from django.db import transaction

from commonweal.acts.replay import tables
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.agreement.tests.arranging import in_force, rules_of, with_keys
from commonweal.capabilities.decisions import queries, standing, voting
from commonweal.console.tests.test_forged_ballots import WEEK, Forged, decided, elected_in
from commonweal.interchange.bundles import export_bundle, restore_bundle
from commonweal.partnerships.models import Partnership
from commonweal.verifier.checks import verify_bundle


def rows() -> dict[str, list[dict[str, Any]]]:
    return {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}


def bundle_of(partnership: str) -> bytes:
    out = io.BytesIO()
    export_bundle(partnership, out)
    return out.getvalue()


def test_decisions_come_up_elsewhere_as_they_were(db: None):
    empty = transaction.savepoint()
    cool = founded()
    decided(cool)
    election, receipts = elected_in(cool)
    file, written = bundle_of(cool.id), rows()
    before = standing.standing(queries.decision_with(cool.id, election), at=NOON + WEEK)
    transaction.savepoint_rollback(empty)
    assert not Partnership.objects.exists()

    restore_bundle(io.BytesIO(file))

    assert rows() == written
    assert bundle_of(cool.id) == file
    assert verify_bundle(io.BytesIO(file)).holds
    after = standing.standing(queries.decision_with(cool.id, election), at=NOON + WEEK)
    assert (after.lines, after.voted, after.seats) == (before.lines, before.voted, before.seats)
    ballot = queries.last_round(cool.id, election)
    assert ballot is not None
    assert all(voting.is_in_the_box(ballot, receipt) for receipt in receipts)


def test_a_decision_under_the_partners_own_charter_is_computed_by_that_charter(db: None):
    """The charter that they wrote asks for three quarters; the interim one would have carried the same ballots."""
    cool = with_keys(founded())
    tests = {"tests": [{"share": "3/4", "more": False}]}
    rules = rules_of("6.2")
    rules = [{**rule, **tests} if rule.get("code") == "majority" else rule for rule in rules]
    in_force(cool, changed={"c6_2": {"rules": rules}})
    decision = decided(cool)
    assert queries.decision_with(cool.id, decision).outcome == "failed"  # two yes, one no

    assert [str(each) for each in verify_bundle(io.BytesIO(bundle_of(cool.id))).differences()] == []
    forged = Forged.of(cool.id)
    place, act = forged.at("decisions.close")
    act["body"]["outcome"] = "carried"
    assert place in [entry for entry, says in forged.found() if "the ballots give failed" in says]
