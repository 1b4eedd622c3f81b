"""The page of an organisation, as each reader sees it, and what is done there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.capability import Reader
from commonweal.acts.perform import perform
from commonweal.acts.testing import NOON, Founded, account, admit, founded, made, welcome
from commonweal.capabilities.membership.sheets import SHEETS
from commonweal.capabilities.membership.waiting import page_of_organisation, who_invited, whose_place
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import RemainingDuty
from commonweal.partnerships.queries import members, representations
from commonweal.people import access
from commonweal.people.models import AccessNeeds
from commonweal.record import reading

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/{page}"


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in


def test_everybody_sees_what_it_is_and_members_see_who(cool, at, client, seen_by):
    page = at(f"members/{cool.org('company')}/")

    public = client.get(page).content.decode()
    assert "Tejados Frescos" in public
    assert "Bruno" not in public
    assert "Clause 3.2" in public
    assert "Bruno" in seen_by("Olga").get(page).content.decode()


def test_an_organisation_of_elsewhere_is_not_here(cool, at, client):
    other = founded("Other Schools")

    assert client.get(at(f"members/{other.org('company')}/")).status_code == 404
    assert client.get(at(f"members/{new_id()}/")).status_code == 404


@pytest.mark.parametrize(("who", "buttons"), [("Alba", True), ("Bruno", True), ("Dina", False), ("Olga", False)])
def test_only_who_speaks_for_it_sees_what_can_be_done(cool, at, seen_by, who, buttons):
    page = seen_by(who).get(at(f"members/{cool.org('company')}/")).content.decode()

    assert ("hand-over" in page) is buttons


@pytest.mark.parametrize("page", ["mandate", "hand-over", "end"])
def test_a_representative_of_another_organisation_reads_why_she_may_not(cool, at, seen_by, page):
    bruno = representations(cool.id).get(person=cool.person("Bruno")).entry

    shown = seen_by("Dina").get(at(f"places/{bruno}/{page}/")).content.decode()

    assert "Only the organisation’s own representatives and the convener do this." in shown
    assert "Clause 5.1" in shown
    assert seen_by("Dina").get(at(f"places/999/{page}/")).status_code == 404


def corrected(client, page, **said):
    rows = {"identifiers_0_scheme": "ES-RMC", "identifiers_0_value": "B-123", "territories_1_name": "Ribera"}
    given = {"name": "City of Ribera", "sector": "government", "tier": "municipal", "roles": ["funder"], **rows}
    return client.post(page, {**given, "brings": "Streets", "mandate": "Ley 7/1985", "country": "es", **said})


def test_all_that_can_be_said_of_it_is_said_on_one_page(cool, at, seen_by):
    client, page = seen_by("Alba"), at(f"members/{cool.org('city')}/correct/")

    assert corrected(client, page, territories_1_country="es", website="https://ribera.example").status_code == 302

    row = members(cool.id).get(organisation=cool.org("city"))
    assert row.identifiers == [{"scheme": "ES-RMC", "value": "B-123"}]
    assert row.territories == [{"name": "Ribera", "country": "ES", "code": None}]
    assert (row.tier, row.country, row.lang, row.roles) == ("municipal", "ES", "en", ["funder"])
    shown = client.get(at(f"members/{cool.org('city')}/")).content.decode()
    assert all(text in shown for text in ("Municipality", "ES-RMC B-123", "Ley 7/1985", "https://ribera.example"))
    # What was typed stands in the form again, row by row.
    again = client.get(page).content.decode()
    assert 'value="B-123"' in again


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"identifiers_0_value": ""}, "identifiers_0_scheme"),
        ({"territories_1_name": "", "territories_1_code": "ES-VC"}, "territories_0_name"),
        ({"country": "Spain"}, "country"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"name": "Tejados Frescos"}, "name"),
        ({"sector": "company"}, "__all__"),
    ],
)
def test_what_cannot_be_said_is_explained_and_nothing_typed_is_lost(cool, at, seen_by, said, field):
    answer = corrected(seen_by("Alba"), at(f"members/{cool.org('city')}/correct/"), **said)

    assert list(answer.context["form"].errors) == [field]
    assert "Ley 7/1985" in answer.content.decode()


def test_the_language_of_a_line_stays_while_the_line_does(cool, at, seen_by):
    client, page = seen_by("Alba"), at(f"members/{cool.org('city')}/correct/")
    corrected(client, page)
    client.cookies["language"] = "ar"

    corrected(client, page, legal_name="Ayuntamiento de Ribera Alta")
    assert members(cool.id).get(organisation=cool.org("city")).lang == "en"
    corrected(client, page, brings="شوارع")
    assert members(cool.id).get(organisation=cool.org("city")).lang == "ar"


def test_duties_remain_on_the_pages_until_they_are_done(cool, at, seen_by, client):
    alba, page = seen_by("Alba"), at(f"members/{cool.org('company')}/")
    sent = {"organisation": cool.org("company"), "duty_0": "Return the keys.", "duty_2": "Maintain the awnings."}

    assert alba.post(f"{page}leaving/", {**sent, "duty_2_until_on": "2026-12-31"}).status_code == 302
    for shown in (page, at("members/")):
        assert all(text in alba.get(shown).content.decode() for text in ("Return the keys.", "Maintain the awnings."))
    duty = RemainingDuty.objects.first()
    assert duty is not None
    done = {"leave": duty.left_entry, "duty": duty.number, "next": page}
    assert seen_by("Dina").post(at("members/discharge/"), done).url == page
    assert "Return the keys." not in client.get(page).content.decode()
    assert "Maintain the awnings." in client.get(page).content.decode()


def test_a_day_without_a_duty_is_explained(cool, at, seen_by):
    sent = {"organisation": cool.org("company"), "duty_0_until_on": "2026-12-31"}

    answer = seen_by("Alba").post(at(f"members/{cool.org('company')}/leaving/"), sent)

    assert "Say what is to be done" in str(answer.context["form"].errors["duty_0"])


# ── What people need ──────────────────────────────────────────────────────────────────────────────

NEEDS = "A room without steps, please."


def test_what_somebody_needs_is_kept_apart_from_the_record(cool, at, seen_by):
    client = seen_by("Emre")

    assert client.post(at("places/access/"), {"needs": NEEDS}).status_code == 302
    size = reading.size(cool.id)
    assert client.post(at("places/access/"), {"needs": f"{NEEDS} And Arabic."}).status_code == 302

    assert access.needs_of(cool.person("Emre")) == f"{NEEDS} And Arabic."
    assert reading.size(cool.id) == size, "Changing the answer is nobody's business."
    assert all(b"steps" not in entry.raw for entry in reading.all_entries(cool.id))
    assert NEEDS in client.get(at("places/access/")).content.decode()


def test_the_convener_reads_it_by_an_act_and_nobody_else_does(cool, at, client, seen_by):
    seen_by("Emre").post(at("places/access/"), {"needs": NEEDS})
    sent = {"person": cool.person("Emre"), "reason": "We look for a room."}
    assert seen_by("Dina").post(at("members/access/"), sent).status_code == 404
    alba = seen_by("Alba")
    assert NEEDS not in alba.get(at("members/access/")).content.decode()
    assert NEEDS not in alba.post(at("members/access/"), {**sent, "reason": ""}).content.decode()

    assert NEEDS in alba.post(at("members/access/"), sent).content.decode()
    (entry,) = reading.latest_entries(cool.id, 1)
    assert (entry.kind, entry.body["person"], entry.body["what"]) == ("access.looked", sent["person"], "access_needs")


def test_what_somebody_needs_goes_with_her_name(cool, at, seen_by):
    seen_by("Emre").post(at("places/access/"), {"needs": NEEDS})

    cool.given("people.erased", by=cool.emre, people=[cool.person("Emre")])

    assert not AccessNeeds.objects.exists()


# ── What it offers to the rest of the house ───────────────────────────────────────────────────────


def reader(cool: Founded, *, names: bool, exact: bool = True) -> Reader:
    return Reader(partnership=cool.id, slug=cool.slug, actor=cool.alba, at=NOON, names=names, exact=exact)


def test_sheets_hold_what_the_reader_may_see(cool):
    rows = {sheet.name: sheet.rows(reader(cool, names=True), 0, None) for sheet in SHEETS}
    public = {sheet.name: sheet.rows(reader(cool, names=False, exact=False), 0, None) for sheet in SHEETS}

    assert all(len(row) == len(sheet.columns) for sheet in SHEETS for row in rows[sheet.name])
    assert {row[2] for row in rows["places"]} == {"Alba", "Bruno", "Chiara", "Dina", "Emre", "Olga"}
    assert {row[2] for row in public["places"]} == {None}
    assert all(row[4].minute == 0 for row in public["places"])
    assert [sheet.rows(reader(cool, names=True), 1, 3) for sheet in SHEETS] == [
        rows[sheet.name][1:3] for sheet in SHEETS
    ]
    assert "token" not in str(rows["invitations"])


@pytest.mark.parametrize("many", [3, 60])
def test_a_sheet_costs_the_same_whatever_its_length(cool, django_assert_max_num_queries, many):
    for n in range(many):
        admit(cool, f"more{n}", f"Organisation {n}", "company")

    by = reader(cool, names=True)
    for sheet in SHEETS:
        with django_assert_max_num_queries(2):
            sheet.rows(by, 0, None)


def test_an_entry_leads_to_its_page_and_to_those_whom_it_concerns(cool):
    bruno = representations(cool.id).get(person=cool.person("Bruno")).entry
    left = cool.given("membership.leave", organisation=cool.org("ngo"))
    ended = cool.given("membership.end_place", place=bruno, reason={"text": "Moved."})
    taken = next(e for e in reading.all_entries(cool.id) if e.kind == "membership.accept")

    assert page_of_organisation(left, cool.slug) == f"/p/{cool.slug}/members/{cool.org('ngo')}/"
    assert list(whose_place(ended)) == [cool.person("Bruno")]
    assert list(who_invited(taken)) == [cool.person("Alba")]


@pytest.mark.parametrize("many", [3, 300])
def test_the_page_costs_the_same_whatever_happened(cool, at, seen_by, django_assert_max_num_queries, many):
    for n in range(min(many, 40)):
        welcome(cool, f"Person{n}", "participant", org="company")
    organisations = [
        {"organisation": id_from_seed("test", f"o{n}"), "name": f"Organisation {n}", "sector": "company"}
        for n in range(min(many, 60))
    ]
    source = {"name": "list.csv", "sha256": "ab" * 32, "rows": 60}
    perform(
        made("membership.import_list", cool.id, batch=new_id(), organisations=organisations, source=source),
        by=cool.alba,
        at=NOON,
    )
    cool.given("membership.say_mandate", place=representations(cool.id)[1].entry, how="elected", no_substitute=True)
    client = seen_by("Emre")
    client.get(at(f"members/{cool.org('company')}/"))

    with django_assert_max_num_queries(12):
        client.get(at(f"members/{cool.org('company')}/"))
    with django_assert_max_num_queries(8):
        client.get(at("members/"))


def test_a_place_whose_term_is_over_is_told_as_such(cool, at, client, time_machine):
    cool.given(
        "membership.represent", organisation=cool.org("ngo"), until_on=(NOON + timedelta(days=2)).date(), how="elected"
    )
    time_machine.shift(timedelta(days=5))

    assert "the term ran out on" in client.get(at(f"members/{cool.org('ngo')}/")).content.decode()
