"""What checks offer to the rest of the house: the criterion, tasks, days, the sheet, notices and answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.perform import Refused
from commonweal.acts.replay import replay
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON
from commonweal.capabilities.diligence.tests.arranging import (
    NOTE,
    YEAR,
    all_clear,
    checked,
    concluded,
    everybody_checked,
    found,
    nothing_to_declare,
    opened,
)
from commonweal.record import reading

CAPABILITY = capability_of("diligence.open")


def finding(cool, *, at=NOON):
    (criterion,) = CAPABILITY.criteria
    return criterion.evaluate(Facts(cool.id, at=at), criterion)


# ── Criterion 2.6 ─────────────────────────────────────────────────────────────────────────────────


def test_a_member_without_a_check_says_no(cool):
    checked(cool, "company")

    now = finding(cool)

    assert now.status == "not_met"
    assert str(now.says) == "4 of 5 members have no check that holds."
    assert "Look into Shade for All." in [str(each) for each in now.missing]


def test_with_every_check_it_is_met_once_interests_are_declared_and_judged(cool):
    everybody_checked(cool)
    assert str(finding(cool).says).startswith("5 of 5 members have not said which interests they have")

    nothing_to_declare(cool)
    now = finding(cool)
    assert (now.status, now.missing) == ("met", ())
    assert len(now.used) == 14  # five checks, five organisations, four representatives
    assert now.until.date() == (NOON + YEAR).date()

    fields = {"subject": "self", "nature": "family", "says": NOTE, "matters": ["money"]}
    entry = cool.given("interests.declare", by=cool.bruno, **fields).position
    assert str(finding(cool).says) == "Of 1 declared interest nobody has said yet what follows."
    cool.given("interests.judge", by=cool.chiara, declaration=entry, conflict="none", reason=NOTE)
    assert finding(cool).status == "met"


def test_who_has_not_declared_is_named_by_organisation(cool):
    everybody_checked(cool)
    nothing_to_declare(cool, but=("Bruno",))

    assert [str(each) for each in finding(cool).missing] == [
        "Let Tejados Frescos say which interests it has, or that it has none.",
        "Let the representative of Tejados Frescos say which interests she has, or that she has none.",
    ]


def test_it_reopens_on_the_day_on_which_a_declaration_has_to_be_made_again(cool):
    everybody_checked(cool, valid_until="2028-03-01")
    nothing_to_declare(cool)

    assert finding(cool, at=NOON.replace(year=2027, day=1)).status == "met"
    assert finding(cool, at=NOON.replace(year=2027, day=2)).status == "not_met"


def test_it_reopens_when_a_check_expires(cool):
    everybody_checked(cool)
    nothing_to_declare(cool)
    checked(cool, "ngo", valid_until="2026-04-01")

    assert finding(cool, at=NOON.replace(month=4, day=1)).status == "met"
    later = finding(cool, at=NOON.replace(month=4, day=2))

    assert later.status == "not_met"
    assert str(later.missing[0]) == "The check of Shade for All has expired: look again."


def test_who_did_not_pass_is_named(cool):
    everybody_checked(cool)
    check = opened(cool)
    all_clear(cool, check)
    concluded(cool, check, "not_passed")

    assert str(finding(cool).missing[0]) == "Tejados Frescos did not pass: look again, or part."


def test_who_has_an_interest_in_it_steps_back_from_looking_into_it(cool):
    check = opened(cool)
    interest = {"nature": "contract", "counterpart_org": cool.org("company")}
    cool.given("interests.declare", by=cool.chiara, subject="self", **interest)

    with pytest.raises(Refused, match=r"You step back from this.*charter 6\.7"):
        found(cool, check, by=cool.chiara)
    with pytest.raises(Refused, match=r"charter 6\.7"):
        cool.given("diligence.withdraw", by=cool.chiara, check=check, reason=NOTE)
    found(cool, check, by=cool.dina)


# ── Everything else ───────────────────────────────────────────────────────────────────────────────


def everything_happens(cool):
    check = opened(cool)
    all_clear(cool, check)
    last = found(cool, check, finding="concern")
    cool.given("diligence.reply", by=cool.bruno, check=check, item="existence", words={"text": "We paid."})
    concluded(cool, check, "passed_with_conditions")
    cool.given("diligence.withdraw", check=check, reason=NOTE)
    return last


def rows(partnership):
    tables = CAPABILITY.tables
    return {t.__name__: [model_to_dict(r) for r in t.objects.filter(partnership=partnership).order_by("pk")]
            for t in tables}  # fmt: skip


def test_replay_gives_the_same_rows(cool):
    everything_happens(cool)
    before = rows(cool.id)
    assert all(before.values()), "Every table has a row, or this test proves little."

    replay(cool.id)

    assert rows(cool.id) == before


def test_every_act_is_told_in_its_own_sentence_and_leads_to_a_page(cool, client):
    everything_happens(cool)

    all_found = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("diligence.")]

    told = {entry.kind: str(sentence_of(entry)) for entry in all_found}
    assert set(told) == {act.kind_name() for act in CAPABILITY.acts}
    assert told["diligence.open"] == "A light check of Tejados Frescos began"
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in all_found} == {200}


def test_those_who_speak_for_the_organisation_are_told_and_may_answer_from_the_mail(cool):
    entry = everything_happens(cool)

    assert list(CAPABILITY.concerns["diligence.find"](entry)) == [cool.person("Bruno")]
    answer = next(iter(CAPABILITY.answers["diligence.find"](entry, cool.bruno)))
    assert (answer.kind, answer.fixed["item"], answer.asks) == ("diligence.reply", "existence", ("words",))
    assert list(CAPABILITY.answers["diligence.find"](entry, cool.chiara)) == []
    reply = next(e for e in reading.all_entries(cool.id) if e.kind == "diligence.reply")
    assert list(CAPABILITY.concerns["diligence.reply"](reply)) == [cool.person("Alba")]


def tasks(cool, actor, *, at=NOON):
    return [str(task.says) for task in CAPABILITY.tasks[0](Facts(cool.id, at=at), actor, cool.slug)]


def test_tasks_are_for_those_who_can_do_them(cool):
    everybody_checked(cool)
    assert tasks(cool, cool.alba) == []

    check = opened(cool)
    all_clear(cool, check, but=("existence",))
    found(cool, check, finding="concern")
    assert tasks(cool, cool.bruno) == ["Reply to what was found about Tejados Frescos"]
    assert tasks(cool, cool.alba) == []

    cool.given("diligence.reply", by=cool.bruno, check=check, words={"text": "We paid."})
    assert tasks(cool, cool.bruno) == []
    assert tasks(cool, cool.alba) == ["Conclude the check of Tejados Frescos"]
    assert tasks(cool, cool.olga) == []


def test_a_check_that_ends_within_a_month_is_asked_for_again(cool):
    everybody_checked(cool)
    later = NOON + YEAR - timedelta(days=30)

    assert tasks(cool, cool.alba, at=later - timedelta(days=1)) == []
    assert len(tasks(cool, cool.alba, at=later)) == 4  # not her own


def test_who_was_never_looked_into_is_one_task(cool):
    assert tasks(cool, cool.alba) == ["4 members were not looked into yet"]


def test_the_end_of_a_check_stands_in_the_calendar(cool):
    check = checked(cool, "company")

    days = list(CAPABILITY.dates[0](cool.id, cool.slug))

    assert [(day.key, day.on) for day in days] == [(f"diligence.{check}", (NOON + YEAR).date())]


@pytest.mark.parametrize("many", [1, 4])
def test_the_sheet_costs_the_same_for_few_and_many(cool, many, django_assert_max_num_queries):
    for org in ("company", "ngo", "university", "families")[:many]:
        checked(cool, org)
    reader = Reader(cool.id, cool.slug, cool.alba, NOON, names=True, exact=True)

    with django_assert_max_num_queries(4):
        lines = sheets()["checks"].rows(reader, 0, None)

    assert len(lines) == many
    assert all(len(line) == len(sheets()["checks"].columns) for line in lines)
    assert lines[0][3:5] == ["Tejados Frescos", "light"]
