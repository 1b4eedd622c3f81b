"""Exits, rests, successors, renewals and the end, each by the clause that rules on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, setting_of
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, Founded, admit, founded_alone, given, made
from commonweal.capabilities.agreement import projection, queries
from commonweal.capabilities.agreement.tests.arranging import (
    amended,
    carried,
    in_force,
    presented,
    rules_of,
    sign,
    signed_by_all,
)
from commonweal.charter.interim import interim_charter
from commonweal.partnerships.models import CharterInForce, CharterText

WEEK = timedelta(days=7)


def refused_with(says: str):
    return pytest.raises(Objected, match=says)


# ── Leaving ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def noticed(cool):
    """A charter that asks for thirty days of notice."""
    return in_force(cool, changed={"c6_5": {"rules": rules_of("6.5", exit={"notice_days": 30})}})


def test_who_signed_leaves_after_the_notice(cool, noticed):
    leave = {"organisation": cool.org("company")}

    with pytest.raises(Refused, match=r"gives notice first, 30 days.*charter 6\.5"):
        cool.given("membership.leave", **leave)
    with refused_with(r"Notice is 30 days \(charter, clause 6.5\): April 1, 2026"):
        cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-03-31")
    cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-04-01", reason={"text": "We merge."})
    with refused_with("Notice was given already"):
        cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-05-01")
    with pytest.raises(Refused, match="leaves on April 1, 2026, not before"):
        cool.given("membership.leave", at=NOON + WEEK, **leave)

    cool.given("membership.leave", at=NOON + timedelta(days=30), **leave)


def test_who_did_not_sign_leaves_when_it_wants(cool, noticed):
    admit(cool, "late", "Latecomers", "company")

    cool.given("membership.leave", organisation=cool.org("late"))


# ── Resting ───────────────────────────────────────────────────────────────────────────────────────


def test_seats_rest_and_rest_no_longer_as_decided(cool):
    org = cool.org("company")
    first, second = (carried(cool, "membership", concerns=[org]) for _ in range(2))

    cool.given("agreement.suspend", organisation=org, decision=first, until_on="2026-06-30")
    assert queries.suspension_of(cool.id, org, at=NOON).until_on.isoformat() == "2026-06-30"
    with refused_with("rest already"):
        cool.given("agreement.suspend", organisation=org, decision=second)
    with refused_with("carried out already"):
        cool.given("agreement.lift_suspension", organisation=org, decision=first)

    cool.given("agreement.lift_suspension", organisation=org, decision=second)

    assert queries.suspension_of(cool.id, org, at=NOON) is None
    with refused_with("do not rest"):
        cool.given("agreement.lift_suspension", organisation=org, decision=second)


def test_seats_do_not_rest_by_a_decision_about_others(cool):
    decision = carried(cool, "membership", concerns=[cool.org("ngo")])

    with refused_with("does not name Tejados Frescos"):
        cool.given("agreement.suspend", organisation=cool.org("company"), decision=decision)
    with refused_with("does not take part"):
        cool.given("agreement.suspend", organisation=cool.org("nobody"), decision=decision)
    with refused_with("has passed"):
        cool.given("agreement.suspend", organisation=cool.org("ngo"), decision=decision, until_on="2026-03-01")


# ── Succession ────────────────────────────────────────────────────────────────────────────────────


def test_a_successor_is_bound_by_what_was_signed(cool):
    text = presented(cool)
    sign(cool, "Bruno", text)
    admit(cool, "merged", "Merged Roofs", "company")
    cool.given("agreement.succeed", organisation=cool.org("company"), successor=cool.org("merged"),
               evidence="Register of companies, 17 March")  # fmt: skip
    cool.given("membership.leave", organisation=cool.org("company"))

    found = queries.standing(cool.id, text)
    assert found.party(cool.org("merged")).signature is not None
    assert found.needed == 5
    signed_by_all(cool, text, but=["Bruno"])
    assert setting_of(cool.id).digest == text.digest
    assert cool.org("merged") in queries.bound(cool.id)


def test_a_place_is_taken_once_and_by_a_member(cool):
    said = {"organisation": cool.org("company"), "evidence": "Register"}
    with refused_with("admitted as a member first"):
        cool.given("agreement.succeed", successor=cool.org("merged"), **said)
    with refused_with("never took part"):
        cool.given("agreement.succeed", successor=cool.org("ngo"), **{**said, "organisation": cool.org("nobody")})
    cool.given("agreement.succeed", successor=cool.org("ngo"), **said)
    with refused_with("took its place already"):
        cool.given("agreement.succeed", successor=cool.org("city"), **said)
    with refused_with("itself succeeded"):
        cool.given("agreement.succeed", organisation=cool.org("ngo"), successor=cool.org("company"), evidence="X")
    with pytest.raises(ValidationError, match="succeed itself"):
        made("agreement.succeed", cool.id, organisation=cool.org("ngo"), successor=cool.org("ngo"), evidence="X")


# ── Renewal, end, what comes next ─────────────────────────────────────────────────────────────────


def test_it_is_renewed_as_decided_and_never_backwards(cool):
    cool.given("agreement.renew", until_on="2027-03-02", decision=carried(cool, "charter"))

    with refused_with("until March 2, 2027 already"):
        cool.given("agreement.renew", until_on="2027-01-01", decision=carried(cool, "charter"))
    with refused_with("still to come"):
        cool.given("agreement.renew", until_on="2026-03-02", decision=carried(cool, "charter"))
    with refused_with("within the next ten years"):
        cool.given("agreement.renew", until_on="2126-03-02", decision=carried(cool, "charter"))


def test_after_the_end_only_what_winds_up_is_done(cool):
    in_force(cool)
    text = amended(cool)
    with refused_with("about the text of an amendment"):
        ended(cool, carried(cool, "charter", about=[text.entry]))
    ended(cool, carried(cool, "charter"))
    cool.given("fit.name_goal", by=cool.bruno, title="Before the day")
    after = NOON + timedelta(days=30)

    with pytest.raises(Refused, match=r"ended on April 1, 2026.*charter 6\.5"):
        cool.given("fit.name_goal", at=after, title="After it")
    cool.given("messages.write", at=after, about=0, words={"text": "Thank you."})
    cool.given("membership.leave", at=after, organisation=cool.org("company"))
    with refused_with("recorded already"):
        ended(cool, carried(cool, "charter"))


def ended(cool: Founded, decision: int):
    return cool.given("agreement.dissolve", ends_on="2026-04-01", decision=decision, statement={"text": "Done."})


def test_it_does_not_end_by_another_decision(cool):
    with refused_with("another matter"):
        ended(cool, carried(cool, "general"))
    act = made("agreement.dissolve", cool.id, ends_on="2026-04-01", decision=1, statement={"text": "X"})
    with pytest.raises(Refused, match=r"charter 6\.5"):
        given(act, by=cool.emre)


def test_what_comes_next_is_said_with_a_day(cool):
    said = {"outcome": "change", "statement": {"text": "Fewer meetings."}}
    with refused_with("still to come"):
        cool.given("agreement.decide_next", next_on="2026-03-02", **said)
    with refused_with("No decision that was carried"):
        cool.given("agreement.decide_next", next_on="2027-03-02", decision=3, **said)
    cool.given("agreement.decide_next", next_on="2027-03-02", decision=carried(cool, "general"), **said)

    assert queries.last(cool.id, "next").words.text == "Fewer meetings."


# ── Editions ──────────────────────────────────────────────────────────────────────────────────────


def test_an_older_interim_charter_gives_way_to_the_newest(cool):
    old = founded_alone("Old Streets", edition="interim/2")
    assert setting_of(old.id).charter.edition == "interim/2"

    with refused_with("newest interim charter is interim/4"):
        old.given("agreement.adopt_edition", edition="interim/1")
    old.given("agreement.adopt_edition", edition="interim/4")

    assert setting_of(old.id).digest == interim_charter().digest()
    with refused_with("under the newest interim charter already"):
        old.given("agreement.adopt_edition", edition="interim/4")


def test_a_charter_that_was_signed_does_not_give_way(cool):
    in_force(cool)

    with refused_with("a charter of your own"):
        cool.given("agreement.adopt_edition", edition="interim/4")


# ── The same again from the record ────────────────────────────────────────────────────────────────


def test_a_replay_gives_the_same_rows(cool):
    in_force(cool)
    org = cool.org("company")
    text = amended(cool)
    cool.given("agreement.bring_into_force", text=text.entry, decision=carried(cool, "charter", about=[text.entry]))
    cool.given("agreement.suspend", organisation=org, decision=carried(cool, "membership", concerns=[org]))
    cool.given("agreement.lift_suspension", organisation=org, decision=carried(cool, "membership", concerns=[org]))
    cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-04-01", reason={"text": "We merge."})
    cool.given("agreement.renew", until_on="2027-03-02", decision=carried(cool, "charter"))
    cool.given("agreement.decide_next", next_on="2027-03-02", outcome="end", statement={"text": "Bye."})
    ended(cool, carried(cool, "charter"))
    before = rows()

    replay(cool.id)

    assert rows() == before
    assert len(before[2]) == 8


def rows():
    tables = (*projection.TABLES, CharterText, CharterInForce)
    return [list(table.objects.order_by("pk").values()) for table in tables]
