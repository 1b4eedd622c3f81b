"""Amendments are decided by the charter's own rule, and members that join later accede."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.perform import Objected, setting_of
from commonweal.acts.testing import NOON, admit, given, made, welcome
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.tests.arranging import (
    ORGS,
    amended,
    carried,
    in_force,
    presented,
    rules_of,
    sign,
    with_key,
)
from commonweal.record.readmodel import projecting

WEEK = timedelta(days=7)


def refused_with(says: str):
    return pytest.raises(Objected, match=says)


# ── Amendment ─────────────────────────────────────────────────────────────────────────────────────


def test_an_amendment_rules_by_the_decision_that_cites_it(cool):
    in_force(cool)
    text = amended(cool)
    decision = carried(cool, "charter", about=[text.entry])

    entry = cool.given("agreement.bring_into_force", by=cool.dina, text=text.entry, decision=decision)

    assert setting_of(cool.id).digest == text.digest
    assert queries.text_at(cool.id, text.entry).ruling_entry == entry.position
    assert queries.milestones(cool.id)[0].outcome == "amend"


def test_an_amendment_is_not_signed(cool):
    in_force(cool)

    with refused_with("An amendment is decided, not signed"):
        sign(cool, "Bruno", amended(cool))


@pytest.mark.parametrize(
    ("decided", "says"),
    [
        ({"matter": "general"}, "another matter than the one that clause 6.5 names"),
        ({"matter": "charter", "outcome": "failed"}, "not carried"),
        ({"matter": "charter"}, "not about this text"),
    ],
)
def test_another_decision_does_not_amend(cool, decided, says):
    in_force(cool)
    text = amended(cool)
    about = [] if "about" in says else [text.entry]
    decision = carried(cool, decided.pop("matter"), about=about, **decided)

    with refused_with(says):
        cool.given("agreement.bring_into_force", text=text.entry, decision=decision)


def test_without_a_decision_nothing_is_amended(cool):
    in_force(cool)
    text = amended(cool)

    with refused_with(r"Name the decision .*clause 6.5"):
        cool.given("agreement.bring_into_force", text=text.entry)
    with refused_with("No decision was closed there"):
        cool.given("agreement.bring_into_force", text=text.entry, decision=3)


def test_an_amendment_waits_for_the_days_of_the_clause(cool):
    in_force(cool, changed={"c6_5": {"rules": rules_of("6.5", amendment={"after_days": 10})}})
    text = amended(cool)
    act = made("agreement.bring_into_force", cool.id, text=text.entry,
               decision=carried(cool, "charter", about=[text.entry]))  # fmt: skip

    with refused_with("rules from March 12, 2026 on"):
        given(act, by=cool.alba, at=NOON + timedelta(days=9))
    given(act, by=cool.alba, at=NOON + timedelta(days=10))


def test_an_amendment_of_what_was_amended_since_is_written_anew(cool):
    in_force(cool)
    one, other = amended(cool, title="One"), amended(cool, title="Other")
    decisions = [carried(cool, "charter", about=[text.entry]) for text in (one, other)]
    cool.given("agreement.bring_into_force", text=one.entry, decision=decisions[0])

    with refused_with("Another text came into force since"):
        cool.given("agreement.bring_into_force", text=other.entry, decision=decisions[1])


def test_a_decision_taken_back_by_an_appeal_amends_nothing(cool):
    in_force(cool)
    text = amended(cool)
    decision = carried(cool, "charter", about=[text.entry])
    with projecting():
        row = queries.decided(cool.id, decision)
        row.reopened_at = NOON
        row.save()

    with refused_with("No decision was closed there"):
        cool.given("agreement.bring_into_force", text=text.entry, decision=decision)


# ── Accession ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def late(cool):
    """An organisation that joins when the charter rules, represented by Zora."""
    text = in_force(cool)
    admit(cool, "late", "Latecomers", "company")
    welcome(cool, "Zora", "representative", org="late")
    with_key(cool, "Zora", "late")
    return text


def test_a_new_member_accedes_once_it_is_decided(cool, late):
    said = {"text": late.entry, "digest": late.digest, "organisation": cool.org("late"), "scan": "cd" * 32,
            "signed_on": "2026-03-02", "authority": "Statutes", "signer": {"text": "Zora"}}  # fmt: skip

    with refused_with(r"decided first that Latecomers accedes \(charter, clause 6.5\)"):
        cool.given("agreement.sign_on_paper", **said)
    carried(cool, "membership", concerns=[cool.org("late")])
    cool.given("agreement.sign_on_paper", **said)

    assert cool.org("late") in queries.bound(cool.id)
    assert queries.milestones(cool.id)[0].what == "acceded"
    with refused_with("bound by the agreement already"):
        cool.given("agreement.sign_on_paper", **said)


def test_a_new_member_accedes_with_its_key(cool, late):
    decision = carried(cool, "membership", concerns=[cool.org("late")])

    entry = sign(cool, "Zora", late, kind="agreement.accede", decision=decision)

    assert queries.signatories(late) == {cool.org(name) for name in (*ORGS.values(), "late")}
    assert queries.last(cool.id, "acceded").entry == entry.position
    assert queries.last(cool.id, "acceded").decision == decision


def test_nobody_accedes_to_what_does_not_rule(cool):
    text = presented(cool)

    with refused_with("not in force"):
        sign(cool, "Bruno", text, kind="agreement.accede")


def test_nobody_accedes_to_what_ruled_once(cool):
    old = in_force(cool)
    in_force(cool)

    with refused_with("rules no longer"):
        sign(cool, "Bruno", old, kind="agreement.accede")
