"""The host's first page, the five questions, the description and the tree, as each reader sees them."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, account, founded, founded_alone
from commonweal.partnerships.models import Partnership
from commonweal.record import reading

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANSWERS = {
    "name": "Sombra para todos",
    "place": "Ribera Alta",
    "purpose": "Children walk to school in the shade.",
    "who_decides": "residents",
    "size": "medium",
}


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in


def test_the_host_shows_what_lives_on_it(cool, client):
    page = client.get("/").content.decode()

    assert "School yards and the streets around them are safe in the heat." in page
    assert "5 organisations" in page


def test_a_demonstration_lets_everybody_see_it_through_invented_eyes(cool, client, settings):
    settings.DEMONSTRATION = True
    page = client.get("/").content.decode()
    assert "As Alba" in page
    assert "As Emre" in page

    settings.DEMONSTRATION = False

    assert "As Alba" not in client.get("/").content.decode()


def test_nobody_sees_through_the_eyes_of_somebody_real(cool, client, settings):
    settings.DEMONSTRATION = True
    real = account("Alba")
    real.email = "alba@ribera-alta.org"
    real.save()

    assert "As Alba" not in client.get("/").content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_page_number_that_is_none_is_the_first(cool, client, page):
    assert client.get("/", {"page": page}).status_code == 200


@pytest.mark.parametrize("many", [3, 300])
def test_the_host_costs_the_same_whatever_lives_on_it(db, client, django_assert_max_num_queries, many):
    for n in range(many):
        founded_alone(f"Partnership {n}")
    client.get("/")

    with django_assert_max_num_queries(6):
        client.get("/")


def test_a_visitor_signs_in_before_she_founds(cool, client):
    answer = client.get("/start/")

    assert answer.url == "/accounts/login/?next=/start/"


def test_five_answers_found_a_partnership_and_suggest_what_to_do(cool, seen_by):
    client = seen_by("Farah")
    assert client.get("/start/").status_code == 200

    answer = client.post("/start/", ANSWERS, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/p/sombra-para-todos/proposal/"
    assert "Advisory board or citizen panel" in page
    assert "Put one question to residents" in page
    assert reading.size(Partnership.objects.get(slug="sombra-para-todos").pk) == 1


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "required"),
        ("name", "ab", "at least 3"),
        ("purpose", "Shade", "at least 10"),
        ("size", "", "required"),
    ],
)
def test_an_answer_that_is_wrong_is_explained_at_its_field(cool, seen_by, field, typed, says):
    answer = seen_by("Farah").post("/start/", {**ANSWERS, field: typed})

    assert says in str(answer.context["form"].errors[field])
    assert "Children walk to school in the shade." in answer.content.decode() or field == "purpose"


def test_the_language_of_the_page_is_the_language_of_the_partnership(cool, seen_by):
    seen_by("Farah").post("/start/", {**ANSWERS, "name": "مدارس باردة"}, headers={"accept-language": "ar"})

    assert Partnership.objects.get(name="مدارس باردة").lang == "ar"


def test_a_child_is_founded_under_its_parent(cool, seen_by):
    client = seen_by("Farah")
    page = client.get("/start/", {"parent": cool.id}).content.decode()
    assert "part of “Cool Schools”" in page

    client.post("/start/", {**ANSWERS, "parent": cool.id})

    assert Partnership.objects.get(slug="sombra-para-todos").parent == cool.id


def test_a_parent_that_is_not_here_is_not_offered(cool, seen_by):
    assert seen_by("Farah").get("/start/", {"parent": "a" * 26}).context["above"] is None


def test_the_convener_describes_it_anew(cool, seen_by):
    client, page = seen_by("Alba"), f"/p/{cool.slug}/describe/"
    assert "Say it so" in client.get(page).content.decode()

    sent = {**ANSWERS, "level": "regional", "languages": ["es", "en"], "currency": "eur"}
    assert client.post(page, sent).status_code == 302

    now = Partnership.objects.get(pk=cool.id)
    assert (now.level, now.languages, now.currency) == ("regional", ["es", "en"], "EUR")


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_a_day_is_kept_in_whatever_language_the_description_is_changed(db, seen_by, language):
    founded(starts_on="2027-03-31")

    page = seen_by("Alba").get("/p/cool-schools/describe/", headers={"accept-language": language}).content.decode()

    assert 'value="2027-03-31"' in page


def test_a_wrong_currency_is_explained_at_its_field(cool, seen_by):
    sent = {**ANSWERS, "level": "local", "languages": ["es"], "currency": "€€€"}

    answer = seen_by("Alba").post(f"/p/{cool.slug}/describe/", sent)

    assert "does not have the form" in str(answer.context["form"].errors["currency"])


def test_a_representative_sees_why_she_does_not_describe(cool, seen_by):
    page = seen_by("Bruno").get(f"/p/{cool.slug}/describe/").content.decode()

    assert "Clause 2.2" in page
    assert "<textarea" not in page


def test_a_form_that_is_refused_names_the_clause_in_the_reader_s_language(cool, seen_by):
    sent = {**ANSWERS, "level": "regional", "languages": ["es"], "currency": "EUR"}

    answer = seen_by("Bruno").post(f"/p/{cool.slug}/describe/", sent, headers={"accept-language": "es"})

    assert "(carta, cláusula 2.2)" in answer.context["form"].non_field_errors()[0]


def test_the_tree_shows_and_notes_children(cool, seen_by):
    child = founded_alone("Patio Norte", parent=cool.id)
    client, page = seen_by("Alba"), f"/p/{cool.slug}/tree/"
    assert "Accept" in client.get(page).content.decode()
    assert "Patio Norte" not in seen_by("Bruno").get(page).content.decode()

    assert seen_by("Alba").post(page, {"child": child.id}).status_code == 302

    shown = client.get(page).content.decode()
    assert reading.head(child.id).root.hex() in shown
    assert "Note 1 new act" not in shown
    assert "Cool Schools" in client.get("/p/patio-norte/tree/").content.decode()


def test_a_child_that_is_none_is_told_plainly(cool, seen_by):
    client, page = seen_by("Alba"), f"/p/{cool.slug}/tree/"
    other = founded_alone("Elsewhere")

    assert "does not name this one as its parent" in client.post(page, {"child": other.id}).content.decode()
    assert "no such partnership" in client.post(page, {"child": "a" * 26}).content.decode()
    assert "no such partnership" in client.post(page, {"child": "x"}).content.decode()


@pytest.mark.parametrize("many", [3, 100])
def test_the_tree_costs_the_same_whatever_its_size(cool, client, django_assert_max_num_queries, many):
    for n in range(many):
        child = founded_alone(f"Child {n}", parent=cool.id)
        cool.given(
            "founding.note_child", child=child.id, name=f"Child {n}", size=1, root=reading.head(child.id).root.hex()
        )
    client.get(f"/p/{cool.slug}/tree/")

    with django_assert_max_num_queries(8):
        client.get(f"/p/{cool.slug}/tree/")
