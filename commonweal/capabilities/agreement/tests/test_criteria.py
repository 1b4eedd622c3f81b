"""Criteria, tasks, days and sheets of the agreement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commonweal.acts.capability import Criterion, Facts, Reader
from commonweal.acts.testing import NOON
from commonweal.capabilities.agreement import offered, queries, sheets
from commonweal.capabilities.agreement.criteria import CRITERIA
from commonweal.capabilities.agreement.tests.arranging import in_force, paper_of, presented, sign, signed_by_all
from commonweal.partnerships.models import CharterText
from commonweal.record.readmodel import projecting

BY_ID: dict[str, Criterion] = {criterion.id: criterion for criterion in CRITERIA}


def found(cool, id, *, at=NOON):
    return BY_ID[id].evaluate(Facts(cool.id, at), BY_ID[id])


def test_all_parts_are_named_that_are_missing(cool):
    assert found(cool, "4.1").status == "unknown"
    text = presented(cool)
    assert (found(cool, "4.1").status, found(cool, "4.1").used) == ("met", (text.entry,))

    with projecting():
        row = CharterText.objects.get(pk=text.pk)
        row.document["clauses"] = [
            each for each in row.document["clauses"] if each.get("part") not in ("exit", "credit")
        ]
        row.save()

    finding = found(cool, "4.1")
    assert finding.status == "not_met"
    assert len(finding.missing) == 2


def test_who_has_not_signed_is_named(cool):
    text = presented(cool)
    signed_by_all(cool, text, but=["Dina"])

    finding = found(cool, "4.2")
    assert (finding.status, finding.missing) == ("not_met", ("The signature of University of Ribera.",))
    assert finding.until.date() == queries.standing(cool.id, text).until_on + timedelta(days=1)
    late = found(cool, "4.2", at=NOON + timedelta(days=91))
    assert late.missing[-1] == "Present the text again."

    sign(cool, "Dina", text)
    assert found(cool, "4.2").status == "met"
    assert len(found(cool, "4.2").used) == 6


def test_what_comes_next_holds_until_its_day(cool):
    assert found(cool, "7.10").status == "not_met"
    said = {"outcome": "continue", "statement": {"text": "Go on."}, "next_on": "2027-03-02"}
    entry = cool.given("agreement.decide_next", **said)

    finding = found(cool, "7.10")
    assert (finding.status, finding.used) == ("met", (entry.position,))
    assert found(cool, "7.10", at=finding.until).status == "not_met"


def test_the_task_to_sign_is_for_whoever_may(cool):
    text = presented(cool)

    def tasks(who):
        return [task.says for task in offered.waits(Facts(cool.id, NOON), cool.actor(who), cool.slug)]

    assert tasks("Bruno") == ["Sign the charter for Tejados Frescos"]
    assert tasks("Emre") == []
    sign(cool, "Bruno", text)
    assert tasks("Bruno") == []
    cool.given("agreement.decline", by=cool.dina, text=text.entry, reason={"text": "No."})
    assert tasks("Dina") == []


def test_the_task_to_bring_into_force_comes_with_its_day(cool):
    text = signed_by_all(cool, presented(cool, effective_on="2026-03-10"))
    later = NOON + timedelta(days=8)

    assert not list(offered.waits(Facts(cool.id, NOON), cool.bruno, cool.slug))
    [task] = offered.waits(Facts(cool.id, later), cool.actor("Bruno", at=later), cool.slug)

    assert task.url.endswith(f"/agreement/{text.entry}/force/")


def test_days_stand_in_the_calendar(cool):
    text = presented(cool, until_on="2026-04-01", effective_on="2026-04-10")
    cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-06-01")
    cool.given("agreement.decide_next", outcome="change", statement={"text": "X"}, next_on="2027-03-02")

    days = {day.key: day.on for day in offered.days(cool.id, cool.slug)}

    assert days[f"agreement.text.{text.entry}.until"] == date(2026, 4, 1)
    assert days[f"agreement.text.{text.entry}.from"] == date(2026, 4, 10)
    assert date(2026, 6, 1) in days.values()
    assert days["agreement.next"] == date(2027, 3, 2)


@pytest.mark.parametrize("names", [True, False])
def test_sheets_give_names_only_to_whom_they_are_for(cool, names):
    text = in_force(cool)
    later = presented(cool)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", later))
    reader = Reader(cool.id, cool.slug, cool.olga, NOON, names=names, exact=names)

    rows = {sheet.name: sheet.rows(reader, 0, None) for sheet in sheets.SHEETS}

    assert [len(rows[name]) for name in ("signatures", "charter_texts", "agreement")] == [6, 2, 1]
    assert rows["signatures"][-1][-1] == ("Imelda Example" if names else None)
    assert [row[0] for row in rows["charter_texts"]] == [text.entry, later.entry]
    assert all(len(row) == len(sheet.columns) for sheet in sheets.SHEETS for row in rows[sheet.name])
