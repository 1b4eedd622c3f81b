"""What interests offer to the rest of the house: tasks, days, sheets, notices, sentences and pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON, admit
from commonweal.capabilities.interests.tests.arranging import declared, judged
from commonweal.partnerships.actors import visitor
from commonweal.record import reading

CAPABILITY = capability_of("interests.declare")
ALMOST = NOON + timedelta(days=340)


def tasks(cool, actor, *, at=NOON):
    return [str(task.says) for task in CAPABILITY.tasks[0](Facts(cool.id, at=at), actor, cool.slug)]


def everything_happens(cool):
    first = declared(cool)
    judged(cool, first.position)
    cool.given("interests.renew", by=cool.bruno, declaration=first.position)
    cool.given("interests.end", by=cool.bruno, declaration=first.position, on="2026-03-02")
    cool.given("interests.declare_none", by=cool.dina, subject="organisation")
    cool.given("interests.recuse", by=cool.dina, matters=["data"])
    return first


def test_every_act_is_told_in_its_own_sentence_and_leads_to_a_page(cool, client):
    everything_happens(cool)

    found = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("interests.")]

    told = {entry.kind: str(sentence_of(entry)) for entry in found}
    assert set(told) | {"interests.report_missed"} == {act.kind_name() for act in CAPABILITY.acts}
    assert told["interests.declare"] == "Somebody declared an interest: Family or close friends"
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in found} == {200}


def test_who_decides_is_asked_to_say_it_and_who_does_not_is_not(cool):
    assert tasks(cool, cool.bruno) == [
        "Say which interests you have, or that you have none",
        "Say which interests your organisation has, or that it has none",
    ]
    assert tasks(cool, cool.emre) == ["Say which interests your organisation has, or that it has none"]
    assert tasks(cool, cool.olga) == []
    assert tasks(cool, cool.farah) == []


def test_it_is_asked_again_a_month_before(cool):
    for subject in ("self", "organisation"):
        cool.given("interests.declare_none", by=cool.bruno, subject=subject)

    assert tasks(cool, cool.bruno) == []
    assert len(tasks(cool, cool.bruno, at=ALMOST)) == 2


def test_those_who_may_judge_are_asked_to_and_those_concerned_are_not(cool):
    entry = declared(cool, counterpart_org=cool.org("ngo")).position
    asked = f"Say whether an interest is a conflict (entry {entry})"

    assert asked in tasks(cool, cool.dina)
    assert all(asked not in tasks(cool, who) for who in (cool.bruno, cool.chiara, cool.emre))

    judged(cool, entry, by=cool.dina)
    assert asked not in tasks(cool, cool.dina)
    cool.given("interests.end", by=cool.bruno, declaration=entry, on="2026-03-02")
    assert asked in tasks(cool, cool.dina)


@pytest.mark.parametrize("many", [3, 60])
def test_tasks_cost_the_same_for_few_and_many(cool, many, django_assert_max_num_queries):
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
        declared(cool, by=cool.dina, counterpart_org=cool.org(f"org{n}"))

    bruno = cool.bruno
    with django_assert_max_num_queries(9):
        assert len(tasks(cool, bruno)) == (5 if many == 3 else 8)


def test_days_name_nobody(cool):
    everything_happens(cool)

    assert [(str(each.says), each.on.isoformat()) for each in CAPABILITY.dates[0](cool.id, cool.slug)] == [
        ("2 declarations of interests have to be made again", "2027-03-02")
    ]


def test_whoever_declared_is_told_of_the_judgement(cool):
    entry = judged(cool, declared(cool).position)

    assert list(CAPABILITY.concerns["interests.judge"](entry)) == [cool.person("Bruno")]


@pytest.mark.parametrize("inside", [True, False])
def test_sheets_name_persons_only_inside(cool, inside):
    everything_happens(cool)
    who = cool.emre if inside else visitor(cool.id)
    reader = Reader(cool.id, cool.slug, who, NOON, names=inside, exact=inside)
    both = sheets()

    rows = [dict(zip([c.name for c in both["interests"].columns], row, strict=True)) for row in
            both["interests"].rows(reader, 0, None)]  # fmt: skip

    assert [row["what"] for row in rows] == ["interest", "none", "stepped_back"]
    assert rows[0]["name"] == ("Bruno" if inside else None)
    assert (rows[0]["conflict"], rows[0]["matters"], str(rows[0]["over_on"])) == ("recuse", ["money"], "2026-03-02")
    away = both["recusals"].rows(reader, 0, None)
    assert [(row[4], row[9]) for row in away] == [("money", None), ("data", None)]
    assert both["recusals"].rows(reader, 1, 2) == [away[1]]
