"""What disputes offer to the rest of the house: tasks, days, the sheet, notices, sentences and pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.perform import setting_of
from commonweal.acts.readable import withheld_from
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON
from commonweal.capabilities.disputes.tests.arranging import WHY, WORDS, raised, settled, stranger, taken
from commonweal.partnerships.actors import visitor
from commonweal.record import reading

CAPABILITY = capability_of("disputes.raise")


def tasks(cool, actor, *, at=NOON):
    return [str(task.says) for task in CAPABILITY.tasks[0](Facts(cool.id, at=at), actor, cool.slug)]


def everything_happens(cool):
    dispute = raised(cool)
    taken(cool, dispute)
    cool.given("disputes.say", by=cool.bruno, dispute=dispute, words=WORDS)
    cool.given("disputes.move_on", by=cool.chiara, dispute=dispute)
    taken(cool, dispute)
    settled(cool, dispute)
    cool.given("disputes.withdraw", by=stranger(cool), dispute=raised(cool))
    cool.given("disputes.rehearse", note=WHY)
    return dispute


def test_every_act_is_told_in_its_own_sentence_and_leads_to_a_page(cool, client):
    everything_happens(cool)

    found = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("disputes.")]

    assert {entry.kind for entry in found} == {act.kind_name() for act in CAPABILITY.acts}
    assert all(str(sentence_of(entry)) for entry in found)
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in found} == {200}


def test_tasks_are_for_those_who_can_do_them(cool):
    dispute = raised(cool)
    take, settle = (
        f"Take on what was raised in entry {dispute}",
        f"Settle what was raised in entry {dispute}, or take it to the next step",
    )
    assert take in tasks(cool, cool.chiara)
    assert all(take not in tasks(cool, who) for who in (cool.bruno, cool.emre, cool.olga, cool.farah))

    taken(cool, dispute)
    assert tasks(cool, cool.chiara) == [settle]
    assert take not in tasks(cool, cool.dina)
    assert take in tasks(cool, cool.dina, at=NOON + timedelta(days=15))


def test_the_day_of_a_step_is_in_the_calendar(cool):
    dispute = raised(cool)

    (day,) = CAPABILITY.dates[0](cool.id, cool.slug)

    assert (day.on.isoformat(), day.url) == ("2026-03-16", f"/p/{cool.slug}/disputes/{dispute}/")


def test_parties_are_told_and_may_answer_from_the_mail(cool):
    dispute = raised(cool)
    entry = reading.entry_at(cool.id, dispute)
    assert list(CAPABILITY.concerns["disputes.raise"](entry)) == [cool.person("Bruno")]
    answer = next(iter(CAPABILITY.answers["disputes.raise"](entry, cool.bruno)))
    assert (answer.kind, answer.fixed, answer.asks) == ("disputes.say", {"dispute": dispute}, ("words",))
    assert list(CAPABILITY.answers["disputes.raise"](entry, cool.dina)) == []

    told = taken(cool, dispute)
    assert set(CAPABILITY.concerns["disputes.take"](told)) == {cool.person("Bruno"), cool.person("Farah")}


def test_words_are_kept_from_those_outside(cool):
    setting = setting_of(cool.id)

    assert "disputes.raise" in withheld_from(visitor(cool.id), setting=setting)
    assert "disputes.raise" not in withheld_from(cool.olga, setting=setting)


@pytest.mark.parametrize("exact", [True, False])
def test_the_sheet_says_what_became_of_each(cool, exact):
    everything_happens(cool)
    reader = Reader(cool.id, cool.slug, visitor(cool.id), NOON, names=False, exact=exact)

    rows = sheets()["disputes"].rows(reader, 0, None)

    assert [(row[0], row[2], row[6], row[9]) for row in rows] == [
        (1, "complaint", 2, "upheld"), (2, "complaint", 1, "withdrawn"),
    ]  # fmt: skip
    assert sheets()["disputes"].rows(reader, 1, 2) == rows[1:]
