"""How the chosen come to their places, and what the rest of the house is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.installed import capability_of, sheets
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON, known_here, made
from commonweal.capabilities.calls import queries
from commonweal.capabilities.calls.placing import offer_place, place_is_offered
from commonweal.capabilities.calls.tests.arranging import WEEK, answered, applied, called, row, stranger
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.queries import members, representations
from commonweal.record import reading

CAPABILITY = capability_of("calls.open")


def take(cool, application, who="Farah", *, at=NOON):
    guest = Actor(cool.id, person=known_here(cool, who), roles=frozenset({ANYONE, "invited"}))
    return perform(made("membership.accept", cool.id, invitation=row(cool, application).invitation), by=guest, at=at)


def placed(cool, application):
    found = row(cool, application)
    offer_place(queries.call_with(cool.id, found.call), found, by=cool.alba, at=NOON)
    return row(cool, application)


# ── Places ────────────────────────────────────────────────────────────────────────────────────────


def test_the_chosen_one_takes_her_place(cool):
    application = applied(cool, called(cool))
    answered(cool, application, "chosen")

    placed(cool, application)
    take(cool, application)

    assert representations(cool.id).get(person=cool.person("Farah")).role == "participant"
    assert row(cool, application).taken_entry is not None
    with pytest.raises(Objected, match="have taken the place"):
        cool.given("calls.withdraw", by=stranger(cool, "Farah"), application=application)


def test_nobody_else_takes_it(cool):
    application = applied(cool, called(cool))
    answered(cool, application, "chosen")
    placed(cool, application)

    with pytest.raises(Refused, match=r"kept for somebody who applied.*charter 5\.2"):
        take(cool, application, "Gil")


def test_who_gave_the_place_up_cannot_take_it(cool):
    application = applied(cool, called(cool))
    answered(cool, application, "chosen")
    placed(cool, application)
    cool.given("calls.withdraw", by=stranger(cool, "Farah"), application=application)

    with pytest.raises(Refused, match=r"charter 5\.2"):
        take(cool, application)


def test_an_organisation_becomes_a_member_with_its_representative(cool):
    application = applied(
        cool,
        called(cool, role="representative", organisations=True),
        organisation_name="Bus Line 7",
        sector="company",
    )
    answered(cool, application, "chosen")

    placed(cool, application)
    placed(cool, application)
    take(cool, application)

    joined = members(cool.id).get(name="Bus Line 7")
    held = representations(cool.id).get(person=cool.person("Farah"))
    assert (held.role, held.organisation) == ("representative", joined.organisation)


def test_a_place_that_ran_out_is_offered_again(cool):
    application = applied(cool, called(cool))
    answered(cool, application, "chosen")
    first, later = placed(cool, application), NOON + timedelta(days=31)
    assert not place_is_offered(first, at=later)

    offer_place(queries.call_with(cool.id, first.call), first, by=cool.alba, at=later)

    assert row(cool, application).invitation != first.invitation
    take(cool, application, at=later)


# ── What the rest of the house is told ────────────────────────────────────────────────────────────


def everything_happens(cool):
    call = called(cool)
    first, second = applied(cool, call, "Farah"), applied(cool, call, "Gil")
    before = answered(cool, first, "declined").position
    answered(cool, first, "chosen", cites=[{"entry": before, "rel": "supersedes"}])
    placed(cool, first)
    take(cool, first)
    cool.given("calls.withdraw", by=stranger(cool, "Gil"), application=second)
    cool.given("calls.close", call=call)
    return first


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

    found = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("calls.")]

    told = {entry.kind: str(sentence_of(entry)) for entry in found}
    assert set(told) == {act.kind_name() for act in CAPABILITY.acts}
    assert told["calls.open"] == "An open call offers 2 places: “Two neighbours for the school yards”"
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in found} == {200}


def test_who_applied_is_told_of_the_answer(cool):
    application = applied(cool, called(cool))

    entry = answered(cool, application, "declined")

    assert list(CAPABILITY.concerns["calls.answer"](entry)) == [cool.person("Farah")]


def test_tasks_are_for_those_who_can_do_them(cool):
    def tasks(actor):
        return [str(task.says) for task in CAPABILITY.tasks[0](Facts(cool.id, at=NOON), actor, cool.slug)]

    application = applied(cool, called(cool))
    asked = ["Answer 1 application to “Two neighbours for the school yards”"]
    assert (tasks(cool.alba), tasks(cool.bruno), tasks(cool.emre), tasks(cool.farah)) == (asked, asked, [], [])

    answered(cool, application, "chosen", by=cool.bruno)
    assert tasks(cool.alba) == ["Offer the place to whoever was chosen in “Two neighbours for the school yards”"]
    assert tasks(cool.bruno) == []

    placed(cool, application)
    assert tasks(cool.alba) == []
    assert tasks(stranger(cool, "Farah")) == ["Take your place"]

    take(cool, application)
    assert tasks(stranger(cool, "Farah")) == []


def test_the_last_day_stands_in_the_calendar(cool):
    call = called(cool)

    days = list(CAPABILITY.dates[0](cool.id, cool.slug))

    assert [(d.key, d.on) for d in days] == [(f"calls.{call}", (NOON + WEEK).date())]


@pytest.mark.parametrize("many", [1, 5])
def test_sheets_tell_the_same_at_the_same_price(cool, many, django_assert_max_num_queries):
    call = called(cool)
    for n in range(many):
        answered(cool, applied(cool, call, f"Stranger {n}"), "waiting")
    reader = Reader(cool.id, cool.slug, cool.alba, NOON, names=True, exact=True)

    with django_assert_max_num_queries(6):
        got = {name: sheets()[name].rows(reader, 0, None) for name in ("calls", "applications")}

    assert (len(got["calls"]), len(got["applications"])) == (1, many)
    assert all(len(line) == len(sheets()[name].columns) for name, lines in got.items() for line in lines)
    assert got["applications"][0][4] == "Stranger 0"
