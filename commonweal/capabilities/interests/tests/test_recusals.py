"""Stepping back, who is kept from what, what was missed, and the same from the acts alone."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected
from commonweal.acts.replay import replay, tables
from commonweal.acts.seats import recusals
from commonweal.acts.stepping_back import months_after, policy_here, refusal
from commonweal.acts.testing import NOON
from commonweal.capabilities.interests.guards import KEPT_FROM
from commonweal.capabilities.interests.tests.arranging import SAYS, declared, judged, standing
from commonweal.charter.recusing import Said, in_force, recusals_of
from commonweal.partnerships.models import Recusal
from commonweal.record import reading

# ── Stepping back, and who may not ────────────────────────────────────────────────────────────────


def test_somebody_steps_back_without_saying_why_and_others_say_that_she_need_not(cool):
    entry = cool.given("interests.recuse", by=cool.bruno, matters=["money"])
    assert standing(cool) == [(cool.person("Bruno"), "money", entry.position)]

    with pytest.raises(Objected, match="by her own will"):
        judged(cool, entry.position, "manage")
    judged(cool, entry.position, "none")
    assert standing(cool) == []
    with pytest.raises(ValidationError, match="from what you step back"):
        cool.given("interests.recuse", by=cool.bruno)


def test_the_refusal_names_the_clause_and_the_entry(cool):
    entry = cool.given("interests.recuse", by=cool.bruno, matters=["money"])

    said = refusal(cool.bruno, at=NOON, matter="money")

    assert said is not None
    assert (said.allowed, said.clause) == (False, "6.7")
    assert f"entry {entry.position}" in said.reason
    assert refusal(cool.bruno, at=NOON, matter="general") is None
    assert refusal(cool.chiara, at=NOON, matter="money") is None


def test_who_acts_for_an_organisation_that_steps_back_does_too(cool):
    declared(cool, subject="organisation", nature="contract", counterpart_org=cool.org("city"), matters=[])

    assert refusal(cool.bruno, at=NOON, concerns=[cool.org("city")]) is not None
    assert refusal(cool.bruno, at=NOON, concerns=[cool.org("ngo")]) is None


# ── The same from the acts alone ──────────────────────────────────────────────────────────────────


def test_acts_alone_say_the_same_as_the_rows(cool):
    first = declared(cool, nature="contract", counterpart_org=cool.org("city"))
    second = declared(cool, by=cool.dina)
    judged(cool, second.position, until_on="2026-12-31")
    cool.given("interests.recuse", by=cool.emre, matters=["general"])
    cool.given("interests.end", by=cool.bruno, declaration=first.position, on="2026-03-02")
    judged(cool, first.position, "none", by=cool.dina)
    judged(cool, second.position, matters=["data"])

    policy = policy_here(cool.id)[1]
    said = [Said(e.position, e.kind, e.by, e.org, e.body, policy) for e in reading.all_entries(cool.id)]
    rows = recusals_of(said)

    kept = Recusal.objects.filter(partnership=cool.id).order_by("entry", "key")
    assert [(r.person, r.matter, r.counterpart, r.entry, r.until_on, r.ended) for r in rows] == [
        (r.person, r.matter, r.counterpart, r.entry, r.until_on, r.ended_entry) for r in kept
    ]
    now = in_force(rows, before=reading.size(cool.id), on=NOON.date())
    assert [r.entry for r in now] == [r.entry for r in recusals(cool.id, at=NOON)]
    then = in_force(rows, before=second.position + 2, on=NOON.date())
    assert {r.person for r in then} == {cool.person("Bruno"), cool.person("Dina")}


def test_a_replay_gives_the_same_rows(cool):
    first = declared(cool, nature="contract", counterpart={"text": "A firm"})
    judged(cool, first.position)
    second = declared(cool, by=cool.dina)
    judged(cool, second.position, "manage")
    cool.given("interests.renew", by=cool.dina, declaration=second.position)
    cool.given("interests.declare_none", by=cool.emre, subject="organisation")
    cool.given("interests.recuse", by=cool.olga, matters=["money"], reason=SAYS)
    before = {table: list(table.objects.filter(partnership=cool.id).order_by("pk").values()) for table in tables()}

    replay(cool.id)

    assert {
        table: list(table.objects.filter(partnership=cool.id).order_by("pk").values()) for table in tables()
    } == before


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-03-02", 12, "2027-03-02"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-10-31", 4, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, expected):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_what_nobody_does_who_steps_back_is_on_the_list():
    assert {"decisions.cast", "decisions.enter_paper", "decisions.veto", "decisions.object"} <= KEPT_FROM
