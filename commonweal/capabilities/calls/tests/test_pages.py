"""The pages of open calls, as each reader sees them."""

from __future__ import annotations

import pytest

from commonweal.capabilities.calls import queries
from commonweal.capabilities.calls.tests.arranging import answered, applied, called, row
from commonweal.partnerships.queries import members, representations
from commonweal.people.models import Account, Pseudonym

GIVEN = {
    "title": "A place for a neighbour",
    "text": "Four evenings.",
    "offers": "participant.person",
    "places": "1",
    "closes_on": "2026-03-20",
    "criterion_0": "Knows the quarter",
}


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_convener_opens_a_call(cool, at, seen_by):
    answer = seen_by("Alba").post(at("calls/new/"), GIVEN)

    assert answer.status_code == 302
    assert "Open until March 20, 2026" in words(seen_by("Alba").get(answer.url))


def test_a_call_sent_twice_is_opened_once(cool, at, seen_by):
    for _ in range(2):
        seen_by("Alba").post(at("calls/new/"), {**GIVEN, "idem": cool.org("idem")})

    assert len(queries.calls(cool.id)) == 1


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"closes_on": "2026-03-01"}, "closes_on", "lie ahead"),
        ({"places": "0"}, "places", "greater than or equal to 1"),
        ({"criterion_1": "Has time", "weight_0": "50", "weight_1": "40"}, "weight_0", "together they make 100"),
        ({"weight_2": "20"}, "criterion_2", "at least 1"),
        ({"title": " "}, "title", "required"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field_and_nothing_is_lost(cool, at, seen_by, said, field, says):
    answer = seen_by("Alba").post(at("calls/new/"), {**GIVEN, **said})

    assert says in str(answer.context["form"].errors[field])
    assert "Four evenings." in words(answer)


def test_who_may_not_call_reads_why(cool, at, seen_by):
    page = words(seen_by("Bruno").get(at("calls/new/")))

    assert "Clause 2.2" in page
    assert 'name="title"' not in page


def test_a_stranger_reads_the_call_and_its_poster(cool, at, client):
    call = called(cool)
    applied(cool, call)

    page = words(client.get(at(f"calls/{call}/")))
    sheet = words(client.get(at(f"calls/{call}/poster/")))

    assert "Knows the quarter" in page
    assert "70 of 100" in page
    assert "Four evenings until the summer." in page
    assert "<svg" in sheet
    assert f"http://localhost:8000/p/{cool.slug}/calls/{call}/" in sheet


def test_to_look_is_not_to_apply(cool, at, seen_by):
    call, before = called(cool), Pseudonym.objects.count()

    page = words(seen_by("Farah").get(at(f"calls/{call}/apply/")))

    assert "Who can read what you write?" in page
    assert "Those who answer applications: the convener and the representatives of member organisations." in page
    assert "anybody may read" not in page
    assert Pseudonym.objects.count() == before


def test_somebody_without_an_account_is_asked_to_go_on_with_mail(cool, at, client):
    page = words(client.get(at(f"calls/{called(cool)}/apply/")))

    assert "Go on with my mail address" in page
    assert "answer_0" not in page


def test_a_stranger_applies_and_sees_where_it_stands(cool, at, seen_by):
    call, client = called(cool), seen_by("Farah")
    sent = {"your_name": "Farah Q.", "answer_0": "I grew up here.", "answer_1": "Two evenings."}

    assert client.post(at(f"calls/{call}/apply/"), sent).status_code == 302

    assert "Nobody has answered yet" in words(client.get(at(f"calls/{call}/")))
    assert Account.objects.get(email="farah@example.org").name == "Farah Q."
    assert "You have applied to this call already" in words(client.get(at(f"calls/{call}/apply/")))


def test_an_empty_answer_is_explained_at_its_criterion_and_makes_no_pseudonym(cool, at, seen_by):
    before = Pseudonym.objects.count()

    answer = seen_by("Farah").post(at(f"calls/{called(cool)}/apply/"), {"your_name": "Farah", "answer_0": "Yes"})

    assert "answer_1" in answer.context["form"].errors
    assert Pseudonym.objects.count() == before


def test_the_name_of_a_member_is_explained_at_its_field(cool, at, seen_by):
    call = called(cool, role="representative", organisations=True)
    sent = {
        "your_name": "F",
        "organisation_name": "Tejados Frescos",
        "sector": "company",
        "answer_0": "A",
        "answer_1": "B",
    }

    answer = seen_by("Farah").post(at(f"calls/{call}/apply/"), sent)

    assert "takes part already" in str(answer.context["form"].errors["organisation_name"])


def test_an_application_is_taken_back_on_the_page(cool, at, seen_by):
    call = called(cool)
    application = applied(cool, call)
    page = at(f"calls/{call}/")

    answer = seen_by("Farah").post(page, {"form": "withdraw", "application": application})

    assert answer.status_code == 302
    assert row(cool, application).withdrawn_at is not None


def test_nobody_else_takes_it_back(cool, at, seen_by, client):
    call = called(cool)
    application, sent = applied(cool, call), {"form": "withdraw"}

    assert seen_by("Emre").post(at(f"calls/{call}/"), {**sent, "application": application}).status_code == 200
    assert client.post(at(f"calls/{call}/"), {**sent, "application": application}).status_code == 200
    assert row(cool, application).withdrawn_at is None


def answering(client, page, **said):
    sent = {"score_0": "4", "score_1": "2", "outcome": "chosen", "reason": "She knows all.", "step": "check", **said}
    return client.post(page, sent)


def test_an_answer_is_checked_then_recorded_and_gives_the_place(cool, at, seen_by):
    call = called(cool)
    application = applied(cool, call)
    page, alba = at(f"calls/{call}/applications/{application}/"), seen_by("Alba")

    checked = words(answering(alba, page))
    assert "Weighted mean 3.40 of 5" in checked
    assert "Nobody else can take it" in checked
    assert row(cool, application).outcome == ""
    assert answering(alba, page, step="record").status_code == 302

    shown = words(seen_by("Farah").get(at(f"calls/{call}/")))
    assert "She knows all." in shown
    link = shown.partition('class="button" href="/join/')[2].partition('"')[0]
    assert seen_by("Farah").post(f"/join/{link}", {"your_name": "Farah"}).status_code == 302
    assert representations(cool.id).filter(person=row(cool, application).person).exists()


def test_an_organisation_is_admitted_in_the_same_step(cool, at, seen_by):
    call = called(cool, role="representative", organisations=True)
    application = applied(cool, call, organisation_name="Bus Line 7", sector="company")
    page, alba = at(f"calls/{call}/applications/{application}/"), seen_by("Alba")

    assert "Bus Line 7 (Companies) becomes a member" in words(answering(alba, page))
    answering(alba, page, step="record")

    assert members(cool.id).filter(name="Bus Line 7").exists()
    assert row(cool, application).invitation


def test_a_representative_chooses_and_the_convener_gives_the_place(cool, at, seen_by):
    call = called(cool, role="representative", organisations=True)
    application = applied(cool, call, organisation_name="Bus Line 7", sector="company")
    page = at(f"calls/{call}/applications/{application}/")

    assert "Clause 2.2" in words(answering(seen_by("Bruno"), page))
    answering(seen_by("Bruno"), page, step="record")
    assert not members(cool.id).filter(name="Bus Line 7").exists()

    assert seen_by("Alba").post(page, {"step": "place"}).status_code == 302
    assert members(cool.id).filter(name="Bus Line 7").exists()


def test_an_answer_without_a_reason_is_explained_and_nothing_is_lost(cool, at, seen_by):
    call = called(cool)
    page = at(f"calls/{call}/applications/{applied(cool, call)}/")

    answer = answering(seen_by("Alba"), page, reason="", score_1="")

    assert {"reason", "score_1"} == set(answer.context["form"].errors)
    assert "checked" in words(answer)


def test_somebody_who_answered_meanwhile_is_not_overwritten(cool, at, seen_by):
    call = called(cool)
    application = applied(cool, call)
    page = at(f"calls/{call}/applications/{application}/")
    answered(cool, application, "declined", by=cool.bruno)

    answer = answering(seen_by("Alba"), page, answered="")

    assert "answered this meanwhile" in words(answer)


def test_an_answer_changes_on_the_page(cool, at, seen_by):
    call = called(cool)
    application = applied(cool, call)
    before = answered(cool, application, "waiting").position
    page = at(f"calls/{call}/applications/{application}/")

    assert answering(seen_by("Alba"), page, step="record", answered=before).status_code == 302
    assert row(cool, application).outcome == "chosen"


def test_the_applicant_and_the_public_read_what_was_published_and_no_more(cool, at, seen_by, client):
    call = called(cool)
    application = applied(cool, call)
    answered(cool, application, "declined")
    page = at(f"calls/{call}/applications/{application}/")

    for reader in (client, seen_by("Emre")):
        shown = words(reader.get(page))
        assert "She knows all." in shown
        assert "I grew up here." not in shown
        assert "Farah" not in shown
    assert "I grew up here." in words(seen_by("Bruno").get(page))


def test_only_members_see_the_list_and_only_some_of_them_read_it(cool, at, seen_by, client):
    call = called(cool)
    applied(cool, call)
    page = at(f"calls/{call}/applications/")

    assert client.get(page).status_code == 302
    assert seen_by("Farah").get(page).status_code == 404
    assert "Clause 5.2" in words(seen_by("Emre").get(page))
    assert "Waits for an answer" in words(seen_by("Bruno").get(page))


@pytest.mark.parametrize("page", ["calls/{}/", "calls/{}/apply/", "calls/{}/applications/", "calls/{}/poster/"])
def test_what_is_not_there_is_not_found(cool, at, seen_by, page):
    assert seen_by("Alba").get(at(page.format(cool.org("nothing")))).status_code == 404


def test_an_application_to_another_call_is_not_found_here(cool, at, seen_by):
    application = applied(cool, called(cool))

    assert seen_by("Alba").get(at(f"calls/{called(cool)}/applications/{application}/")).status_code == 404


@pytest.mark.parametrize("many", [3, 60])
def test_lists_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries):
    call = called(cool)
    for n in range(many):
        answered(cool, applied(cool, call, f"Stranger {n}"), "waiting")
        if n < 5:
            called(cool)
    alba = seen_by("Alba")

    for page, most in (("calls/", 8), (f"calls/{call}/applications/", 8), (f"calls/{call}/", 12)):
        with django_assert_max_num_queries(most):
            assert alba.get(at(page)).status_code == 200
    application = queries.applications_to(queries.call_with(cool.id, call))[0].row.application
    with django_assert_max_num_queries(12):
        alba.get(at(f"calls/{call}/applications/{application}/"))
