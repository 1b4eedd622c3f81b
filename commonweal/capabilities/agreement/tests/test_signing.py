"""A text is signed by every party, once, with authority, in time; and rules from the last signature on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.perform import Objected, setting_of
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, given, made
from commonweal.capabilities.agreement import projection, queries
from commonweal.capabilities.agreement.models import Signature
from commonweal.capabilities.agreement.tests.arranging import (
    ORGS,
    in_force,
    paper_of,
    presented,
    rules_of,
    sign,
    sign_by_code,
    signed_by_all,
)
from commonweal.kit.ids import new_id
from commonweal.partnerships.models import CharterInForce, CharterText


def refused_with(says: str):
    return pytest.raises(Objected, match=says)


def standing(cool, text):
    return queries.standing(cool.id, queries.text_at(cool.id, text.entry))


# ── Done, and what it does ────────────────────────────────────────────────────────────────────────


def test_it_rules_from_the_last_signature_on(cool):
    text = presented(cool)
    before = setting_of(cool.id).digest

    signed_by_all(cool, text, but=["Chiara"])
    assert setting_of(cool.id).digest == before

    last = sign(cool, "Chiara", text)

    assert last.charter == before
    assert setting_of(cool.id).digest == text.digest
    assert queries.text_at(cool.id, text.entry).ruling_entry == last.position
    assert cool.given("messages.write", about=0, words={"text": "Now."}).charter == text.digest


def test_three_ways_of_signing_count_and_are_told_apart(cool):
    text = presented(cool)
    sign(cool, "Alba", text)
    sign_by_code(cool, "Bruno", text)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text, signed_on="2026-03-02"))

    found = standing(cool, text)

    assert [(p.name, p.signature.assurance) for p in found.signed] == [
        ("City of Ribera Alta", "passkey"),
        ("Tejados Frescos", "code"),
        ("Shade for All", "paper"),
    ]
    assert [p.name for p in found.missing] == ["University of Ribera", "Families of the North Quarter"]
    assert found.needed == 5
    assert found.until_on == (NOON + timedelta(days=90)).date()
    assert found.days_left(NOON.date()) == 91


def test_signing_twice_in_one_act_signs_once(cool):
    text = presented(cool)
    idem = new_id()

    first, second = sign(cool, "Bruno", text, idem=idem), sign(cool, "Bruno", text, idem=idem)

    assert first.position == second.position
    assert Signature.objects.count() == 1


def test_where_two_thirds_are_enough_two_thirds_rule(cool):
    first = in_force(cool, changed={"c6_5": {"rules": rules_of("6.5", signing={"share": "2/3"})}})
    text = presented(cool)
    assert standing(cool, text).needed == 4

    signed_by_all(cool, text, but=["Alba", "Eva"])
    assert setting_of(cool.id).digest == first.digest
    sign(cool, "Alba", text)

    assert setting_of(cool.id).digest == text.digest
    with refused_with("bound by the agreement already"):
        sign(cool, "Eva", text, kind="agreement.accede")


def test_a_text_that_names_a_later_day_waits_for_it(cool):
    text = presented(cool, effective_on="2026-03-10")
    signed_by_all(cool, text)
    act = made("agreement.bring_into_force", cool.id, text=text.entry)

    with refused_with("rules from March 10, 2026 on"):
        given(act, by=cool.bruno)
    entry = given(act, by=cool.bruno, at=NOON + timedelta(days=8))

    assert setting_of(cool.id).digest == text.digest
    assert CharterInForce.objects.get(partnership=cool.id, digest=text.digest).since == entry.position


def test_who_leaves_is_not_waited_for(cool):
    text = signed_by_all(cool, presented(cool), but=["Dina"])
    cool.given("membership.leave", organisation=cool.org("university"))
    assert standing(cool, text).ready(NOON.date())

    cool.given("agreement.bring_into_force", text=text.entry)

    assert setting_of(cool.id).digest == text.digest


def test_who_joins_after_it_was_presented_is_not_asked(cool):
    text = presented(cool)
    cool.given("membership.admit", organisation=cool.org("late"), name="Late", sector="company")

    assert cool.org("late") not in {party.organisation for party in standing(cool, text).parties}


# ── Declining ─────────────────────────────────────────────────────────────────────────────────────


def test_who_declines_is_seen_and_may_still_sign(cool):
    text = presented(cool)
    cool.given("agreement.decline", by=cool.dina, text=text.entry, reason={"text": "Clause 9.2 is not ours."})

    party = standing(cool, text).party(cool.org("university"))
    assert party.refuses
    assert party.declined.reason.text == "Clause 9.2 is not ours."
    with refused_with("declined already"):
        cool.given("agreement.decline", by=cool.dina, text=text.entry, reason={"text": "Again."})

    sign(cool, "Dina", text)
    assert not standing(cool, text).party(cool.org("university")).refuses
    with refused_with("give notice"):
        cool.given("agreement.decline", by=cool.dina, text=text.entry, reason={"text": "Again."})


def rows():
    tables = (*projection.TABLES, CharterText, CharterInForce)
    return [list(table.objects.order_by("pk").values()) for table in tables]


# ── The same again from the record ────────────────────────────────────────────────────────────────


def test_a_replay_gives_the_same_rows(cool):
    text = presented(cool)
    cool.given("agreement.decline", by=cool.dina, text=text.entry, reason={"text": "Not yet."})
    sign_by_code(cool, "Bruno", text)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text))
    signed_by_all(cool, text, but=["Bruno", "Chiara"])
    before = rows()

    replay(cool.id)

    assert rows() == before
    assert [len(each) for each in before] == [5, 1, 1, 0, 1, 2]


@pytest.mark.parametrize("many", [3, 12])
def test_standings_cost_the_same_for_few_and_many(cool, many, django_assert_max_num_queries):
    presented(cool)
    for _ in range(many):
        text = presented(cool)
        for who in list(ORGS)[:2]:
            sign(cool, who, text)

    with django_assert_max_num_queries(9):
        assert len(queries.standings(cool.id)) == many + 1
