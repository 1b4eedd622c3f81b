"""What interests do to decisions: who is kept from a ballot, and what follows where that was missed."""

from __future__ import annotations

import pytest

from commonweal.acts.capability import Facts
from commonweal.acts.installed import criteria
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON
from commonweal.capabilities.interests.tests.arranging import WHY, declared, judged
from commonweal.partnerships.models import MissedRecusal


def proposed(cool, on="general", **said) -> int:
    fields = {"title": "Shade before June", "question": WHY, "promised": "consult", **said}
    return cool.given("decisions.propose", on=on, **fields).position


def cast(cool, decision, who="Bruno", org="company"):
    return cool.given(
        "decisions.cast", by=cool.actor(who), decision=decision, seat=f"members.{cool.org(org)}", choice="yes"
    )


def of_disputes(cool, at=NOON):
    (criterion,) = [each for each in criteria() if each.id == "6.7"]
    return criterion.evaluate(Facts(cool.id, at), criterion)


@pytest.mark.parametrize("by", ["matter", "decision", "member"])
def test_whoever_steps_back_casts_no_ballot_and_the_clause_says_so(cool, by):
    decision = proposed(cool, concerns=[cool.org("ngo")])
    what = {
        "matter": {"matters": ["general"]},
        "decision": {"matters": [], "decision": decision},
        "member": {"matters": [], "counterpart_org": cool.org("ngo")},
    }[by]
    entry = declared(cool, nature="contract", **what)
    cool.given("decisions.open_ballot", decision=decision)

    with pytest.raises(Refused, match=rf"entry {entry.position}.*charter 6\.7"):
        cast(cool, decision)
    cast(cool, decision, "Chiara", "ngo")


def test_an_interest_declared_while_the_ballot_is_open_counts_at_once(cool):
    decision = proposed(cool)
    cool.given("decisions.open_ballot", decision=decision)
    declared(cool, nature="contract", matters=["general"])

    with pytest.raises(Refused, match=r"charter 6\.7"):
        cast(cool, decision)


def test_nobody_enters_paper_for_a_seat_that_steps_back(cool):
    decision = proposed(cool)
    declared(cool, nature="contract", matters=["general"])
    cool.given("decisions.open_ballot", decision=decision)

    with pytest.raises(Refused, match=r"charter 6\.7"):
        cool.given("decisions.veto", decision=decision, seat=f"members.{cool.org('company')}", reason=WHY)


def test_what_does_not_touch_the_interest_is_free(cool):
    declared(cool, nature="contract", matters=["money"])
    decision = proposed(cool)
    cool.given("decisions.open_ballot", decision=decision)

    cast(cool, decision)


# ── Missed, and found later ───────────────────────────────────────────────────────────────────────


def test_a_missed_recusal_opens_a_dispute_and_is_settled_with_it(cool):
    decision = proposed(cool)
    cool.given("decisions.open_ballot", decision=decision)
    cast(cool, decision)
    interest = declared(cool).position
    said = {"decision": decision, "person": cool.person("Bruno"), "declaration": interest, "reason": WHY}
    report = cool.given("interests.report_missed", by=cool.emre, **said).position

    assert (report in of_disputes(cool).used, of_disputes(cool).status) == (True, "not_met")
    assert "1 recusal was missed" in of_disputes(cool).says
    with pytest.raises(Objected, match="reported already"):
        cool.given("interests.report_missed", by=cool.olga, **said)
    with pytest.raises(Refused, match=r"somebody else handles it.*charter 6\.8"):
        cool.given("disputes.take", by=cool.bruno, dispute=report)

    cool.given("disputes.take", by=cool.chiara, dispute=report)
    cool.given("disputes.say", by=cool.bruno, dispute=report, words=WHY)
    settled = cool.given("disputes.settle", by=cool.chiara, dispute=report, outcome="upheld", words=WHY, remedy=WHY)

    row = MissedRecusal.objects.get(partnership=cool.id)
    assert (row.entry, row.decision, row.settled_entry) == (report, decision, settled.position)
    assert of_disputes(cool).status == "met"
    replay(cool.id)
    assert MissedRecusal.objects.get(partnership=cool.id).settled_entry == settled.position


def test_what_was_not_a_decision_or_not_hers_is_explained(cool):
    interest, decision = declared(cool).position, proposed(cool)

    for said, field in (
        ({"decision": 2, "person": cool.person("Bruno")}, "decision"),
        ({"decision": decision, "person": cool.person("Dina")}, "declaration"),
        ({"decision": decision, "organisation": cool.org("company")}, "declaration"),
    ):
        with pytest.raises(Objected) as objected:
            cool.given("interests.report_missed", by=cool.emre, declaration=interest, reason=WHY, **said)
        assert objected.value.objection.field == field


def test_it_is_reported_on_the_page(cool, seen_by):
    decision = proposed(cool)
    entry = declared(cool).position
    judged(cool, entry, "none")
    page = f"/p/{cool.slug}/interests/{entry}/missed/"

    wrong = seen_by("Emre").post(page, {"decision": "2", "reason": "He voted."})
    assert "no decision in this entry" in str(wrong.context["form"].errors["decision"])
    assert seen_by("Emre").post(page, {"decision": str(decision), "reason": "He voted."}).status_code == 302

    shown = seen_by("Olga").get(f"/p/{cool.slug}/interests/{entry}/").content.decode()
    assert "Where it was missed" in shown
