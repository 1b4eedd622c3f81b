"""The pages of bodies, as each reader sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON, admit, welcome
from commonweal.capabilities.bodies.tests.arranging import (
    LETTER,
    appointed,
    body,
    decided,
    designated,
    everybody_sits,
    group,
    in_force,
    three_bodies,
)
from commonweal.charter.clauses import Clause
from commonweal.partnerships.models import HeldSeat


@pytest.fixture
def at(cool):
    return lambda page="": f"/p/{cool.slug}/bodies/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def closed(cool):
    """Let a charter rule under which only those who take part read the record."""
    charter = three_bodies(cool)
    access = {"type": "access", "what": "record", "roles": ["convener", "representative"], "refusal": {"en": "No."}}
    clause = Clause.model_validate({"number": "9.1", "title": {"en": "A"}, "text": {"en": "A"}, "rules": [access]})
    return in_force(cool, charter.model_copy(update={"clauses": (*charter.clauses, clause)}))


def test_anybody_sees_the_organigram_even_where_the_record_is_closed(cool, at, client):
    closed(cool)
    everybody_sits(cool)

    page = words(client.get(at()))

    assert "3 bodies with 13 seats together" in page
    assert page.count("<svg viewBox") >= 1
    assert 'class="company"' in page
    assert "The same as a table" in page
    assert client.get(at("steering/")).status_code == 200


def test_empty_seats_are_dashed_and_counted(cool, at, client):
    in_force(cool)

    page = words(client.get(at()))

    assert "9 seats are empty" in page
    assert 'class="ghost"' in page


def test_the_picture_is_mirrored_in_arabic(cool, at, client):
    in_force(cool)

    english, arabic = (words(client.get(at(), headers={"accept-language": lang})) for lang in ("en", "ar"))
    assert '<text x="0.0" y="20.0" text-anchor="start" class="strong">Assembly' in english
    assert '<text x="400.0" y="20.0" text-anchor="start" class="strong">Assembly' in arabic


def test_names_are_for_those_who_take_part_organisations_for_all(cool, at, client, seen_by):
    in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company")
    appointed(cool, "chair", "Bruno")

    public, members = words(client.get(at("steering/"))), words(seen_by("Olga").get(at("steering/")))

    assert "Tejados Frescos" in public
    assert "Bruno" not in public
    assert LETTER in public
    assert "Bruno" in members
    assert "Until March 2, 2027" in public


def test_a_body_says_what_it_decides_by_which_rule_and_what_it_has_decided(cool, at, client):
    in_force(cool)
    decided(cool)

    page = words(client.get(at("steering/")))

    assert "The plan" in page
    assert "By this rule: Consent." in page
    assert "The body above lets it decide this." in page
    assert "Carried" in page
    assert "Stands under" in page
    assert "at least 10 days before" in page
    assert "it advises" in words(client.get(at("panel/")))


def test_a_seat_is_given_on_its_page(cool, at, seen_by):
    in_force(cool)
    page, alba = at("steering/seats/firms.1/"), seen_by("Alba")
    shown = words(alba.get(page))
    assert "Fill this seat" in shown
    assert 'value="2028-03-02"' in shown
    assert "Bruno (Tejados Frescos)" in shown
    assert "Chiara (Shade for All)" not in shown.split("Who stands in?")[0]
    sent = {
        "form": "designate",
        "person": f"{cool.person('Bruno')}.{cool.org('company')}",
        "how": "mandate_letter",
        "reference": "",
        "until_on": "2027-03-02",
    }

    missing = alba.post(page, sent)
    assert "Name what shows it" in str(missing.context["designate"].errors["reference"])
    assert alba.post(page, {**sent, "reference": LETTER}).status_code == 302
    assert "Bruno holds this seat" in words(alba.get(page))
    assert "Let go of the seat" in words(seen_by("Bruno").get(page))
    assert seen_by("Bruno").post(page, {"form": "vacate", "why": "resigned", "says": ""}).status_code == 302
    assert not HeldSeat.objects.filter(ended_at__isnull=True).exists()


def test_a_substitute_is_named_on_the_page_of_the_seat(cool, at, seen_by):
    in_force(cool)
    welcome(cool, "Sami", "participant", org="company")
    designated(cool, "firms.1", "Bruno", org="company")
    page = at("steering/seats/firms.1/")

    answer = seen_by("Bruno").post(page, {"form": "substitute", "substitute": cool.person("Sami")})

    assert answer.status_code == 302
    assert "Sami" in words(seen_by("Olga").get(page))


def test_an_office_is_given_and_ended_on_its_page(cool, at, seen_by):
    in_force(cool)
    designated(cool, "firms.1", "Bruno", org="company")
    page, alba = at("steering/offices/chair/"), seen_by("Alba")

    assert "Nobody holds this office" in words(alba.get(page))
    assert alba.post(page, {"form": "appoint", "person": cool.person("Bruno")}).status_code == 302
    assert "Bruno holds this office" in words(alba.get(page))
    assert seen_by("Bruno").post(page, {"form": "end", "why": "resigned"}).status_code == 302
    assert "Nobody holds this office" in words(alba.get(page))


def test_who_may_not_reads_why(cool, at, seen_by, client):
    in_force(cool)

    assert "belongs to an organisation" in words(seen_by("Bruno").get(at("steering/seats/city.1/")))
    assert "Clause H6.6" in words(seen_by("Emre").get(at("steering/seats/firms.1/")))
    for page in ("steering/seats/firms.1/", "steering/offices/chair/"):
        assert "<form method" not in words(client.get(at(page))).split("<main")[1]
        answer = seen_by("Chiara").post(at(page), {"form": "designate", "person": "x"})
        assert answer.status_code == 200
    assert not HeldSeat.objects.exists()


def test_a_term_that_ran_out_is_closed_on_the_page(cool, at, seen_by, time_machine):
    in_force(cool)
    designated(cool, "residents.1", "Emre", org="families", until_on=NOON.date())
    time_machine.move_to(NOON + timedelta(days=3), tick=False)
    page, alba = at("steering/seats/residents.1/"), seen_by("Alba")

    assert "The term ran out on March 2, 2026" in words(alba.get(page))
    assert alba.post(page, {"form": "vacate", "why": "term_over", "says": ""}).status_code == 302


@pytest.mark.parametrize("page", ["cellar/", "steering/seats/firms.9/", "steering/offices/king/", "cellar/seats/a.1/"])
def test_what_is_not_there_is_not_found(cool, at, client, page):
    in_force(cool)

    assert client.get(at(page)).status_code == 404


def test_an_old_body_is_shown_as_over(cool, at, client):
    in_force(cool, three_bodies(cool, sunset_on="2026-01-01"))

    assert "It decides nothing any more" in words(client.get(at("steering/")))
    assert "Over" in words(client.get(at()))


@pytest.mark.parametrize("many", [3, 300])
def test_pages_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries):
    charter = three_bodies(cool)
    extra = body("great", group("seats", "expert", count=many), parent="assembly")
    clause = Clause.model_validate({"number": "1.9", "title": extra.name, "text": extra.name, "rules": (extra,)})
    in_force(cool, charter.model_copy(update={"clauses": (*charter.clauses, clause)}))
    for n in range(min(many, 30)):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
    everybody_sits(cool)
    for n, who in enumerate(("Alba", "Bruno", "Chiara"), start=1):
        designated(cool, f"seats.{n}", who, body="great", how="appointment")
    decided(cool, body="great")
    alba = seen_by("Alba")
    alba.get(at())

    pages = (("", 11), ("great/", 12), ("great/seats/seats.1/", 13), ("steering/offices/chair/", 13), ("assembly/", 12))
    for page, most in pages:
        with django_assert_max_num_queries(most):
            assert alba.get(at(page)).status_code == 200
