"""Only who may, once, in time, in order, in a way that the charter takes, and the very text that was presented."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, perform, setting_of
from commonweal.acts.testing import NOON, founded, given, made
from commonweal.capabilities.agreement import acts, codes, queries
from commonweal.capabilities.agreement.conditions import may_sign_for
from commonweal.capabilities.agreement.tests.arranging import (
    AUTHORITY,
    in_force,
    keyed,
    paper_of,
    presented,
    rules_of,
    sign,
    sign_by_code,
    with_keys,
)
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import Actor


def refused_with(says: str):
    return pytest.raises(Objected, match=says)


def standing(cool, text):
    return queries.standing(cool.id, queries.text_at(cool.id, text.entry))


# ── What does not fit ─────────────────────────────────────────────────────────────────────────────


def test_another_digest_is_not_signed(cool):
    text = presented(cool)

    with refused_with("digest of another text") as caught:
        sign(cool, "Bruno", text, digest="0" * 64)
    assert caught.value.objection.field == "digest"


def test_nothing_is_signed_that_was_not_presented(cool):
    text = presented(cool)

    with refused_with("No text was presented"):
        keyed(cool, "Bruno", made("agreement.sign", cool.id, text=1, digest=text.digest, authority=AUTHORITY))


def test_each_organisation_signs_once(cool):
    text = presented(cool)
    sign(cool, "Bruno", text)

    for again in (lambda: sign(cool, "Bruno", text), lambda: sign_by_code(cool, "Bruno", text)):
        with refused_with("signed this text already"):
            again()
    with refused_with("signed this text already"):
        cool.given("agreement.sign_on_paper", **paper_of(cool, "company", text))


def test_nobody_signs_after_the_last_day(cool):
    text = presented(cool, until_on="2026-03-05")
    sign(cool, "Bruno", text, at=NOON + timedelta(days=3))

    with refused_with(r"ended on March 5, 2026 \(charter, clause 6.5\)"):
        sign(cool, "Chiara", text, at=NOON + timedelta(days=4))


def test_paper_counts_by_the_day_on_it(cool):
    text = presented(cool, until_on="2026-03-05")
    late = NOON + timedelta(days=10)

    with refused_with("ended on March 5"):
        cool.given("agreement.sign_on_paper", at=late, **paper_of(cool, "ngo", text, signed_on="2026-03-06"))
    with refused_with("still to come"):
        cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text, signed_on="2026-03-03"))
    with refused_with("presented on March 2, 2026"):
        cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text, signed_on="2026-03-01"))
    cool.given("agreement.sign_on_paper", at=late, **paper_of(cool, "ngo", text, signed_on="2026-03-05"))


def test_in_order_means_in_order(cool):
    order = [cool.org(name) for name in ("ngo", "city", "company")]
    text = presented(cool, parties=order, in_order=True)

    with refused_with("Shade for All comes first"):
        sign(cool, "Alba", text)
    sign(cool, "Chiara", text)
    with refused_with("City of Ribera Alta comes first"):
        sign(cool, "Bruno", text)
    with refused_with("not asked to sign"):
        sign(cool, "Dina", text)
    sign(cool, "Alba", text)
    sign(cool, "Bruno", text)

    assert setting_of(cool.id).digest == text.digest


def test_only_the_ways_that_the_charter_takes(cool):
    in_force(cool, changed={"c6_5": {"rules": rules_of("6.5", signing={"assurance": ["passkey"]})}})
    text = presented(cool)

    with refused_with(r"\(clause 6.5\). It takes: a passkey or a key of the organisation"):
        sign_by_code(cool, "Bruno", text)
    with refused_with("does not let this text be signed in this way"):
        cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text))


def test_a_code_must_have_been_typed(cool):
    text = presented(cool)
    said = {"text": text.entry, "digest": text.digest, "typed": {"text": "B"}, "authority": AUTHORITY}
    act = made("agreement.sign_by_code", cool.id, **said)

    with refused_with("Type in first the code"):
        given(act, by=cool.bruno)
    code = codes.new_code(cool.id, cool.person("Chiara"), text.entry)
    assert codes.confirm(cool.id, cool.person("Chiara"), text.entry, code)
    with refused_with("Type in first the code"):
        given(act, by=cool.bruno)


def test_a_key_must_have_signed(cool):
    text = presented(cool)

    with refused_with("signed with your key"):
        cool.given("agreement.sign", by=cool.bruno, text=text.entry, digest=text.digest, authority=AUTHORITY)


def test_a_mandate_that_has_run_out_does_not_bind(cool):
    text = presented(cool)
    place = queries.mandates(cool.person("Bruno"), cool.org("company"), partnership=cool.id)[0].entry
    mandate = {"how": "appointed", "reference": "Board", "until_on": "2026-03-03", "no_substitute": True}
    cool.given("membership.say_mandate", by=cool.bruno, place=place, **mandate)
    later = NOON + timedelta(days=2)

    with pytest.raises(Refused):
        sign(cool, "Bruno", text, at=later)
    said = may_sign_for(Actor(cool.id, cool.person("Bruno"), cool.org("company")), text.entry, at=later)
    assert "Your mandate for Tejados Frescos ended on March 3, 2026" in str(said.says)


@pytest.mark.parametrize("who", ["Emre", "Olga"])
def test_who_does_not_represent_does_not_sign(cool, who):
    text = presented(cool)

    with pytest.raises(Refused, match=r"charter 6\.5"):
        cool.given("agreement.sign", by=cool.actor(who), text=text.entry, digest=text.digest, authority="I may")


def test_only_the_convener_or_a_record_keeper_records_paper(cool):
    text = presented(cool)

    with pytest.raises(Refused, match=r"record keeper.*charter 6\.5"):
        cool.given("agreement.sign_on_paper", by=cool.bruno, **paper_of(cool, "company", text))


def test_nobody_of_another_partnership_signs_here(cool):
    text, other = presented(cool), with_keys(founded("Quiet Streets"))

    with pytest.raises(Refused):
        perform(acts.SignOnPaper(partnership=cool.id, **paper_of(cool, "ngo", text)), by=other.actor("Alba"), at=NOON)
    with refused_with("No text was presented"):
        sign(other, "Bruno", text)


def test_a_text_that_was_taken_back_is_not_signed(cool):
    text = presented(cool)
    cool.given("chartering.reopen_draft", draft=text.draft)

    with refused_with("was taken back"):
        sign(cool, "Bruno", text)


def test_a_text_that_another_overtook_is_not_signed(cool):
    old = presented(cool)
    in_force(cool)

    with refused_with("Another text came into force since"):
        sign(cool, "Bruno", old)


def test_what_is_no_digest_is_no_act():
    with pytest.raises(ValidationError):
        acts.SignCharter(partnership=new_id(), text=1, digest="short", authority="A")
