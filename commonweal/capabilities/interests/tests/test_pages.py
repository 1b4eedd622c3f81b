"""The pages of interests, as each reader sees them."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import admit
from commonweal.capabilities.interests import queries
from commonweal.capabilities.interests.tests.arranging import declared, judged
from commonweal.partnerships.models import DeclarationState


@pytest.fixture
def at(cool):
    return lambda page="": f"/p/{cool.slug}/interests/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_register_tells_everybody_and_names_persons_to_those_inside(cool, at, seen_by, client):
    declared(cool)
    entry = declared(cool, subject="organisation", nature="contract", counterpart_org=cool.org("city"), band=2)
    cool.given("interests.declare_none", by=cool.dina, subject="self")

    public, inside = words(client.get(at())), words(seen_by("Emre").get(at()))

    assert "2 interests are declared" in public
    assert "Somebody of Tejados Frescos</bdi>: Family or close friends" in public
    assert "Bruno" not in public
    assert "<bdi>Bruno</bdi>: Family or close friends" in inside
    assert "Tejados Frescos</bdi>: what concerns City of Ribera Alta" in public
    assert "from 10,000" in public
    assert f"/interests/{entry.position}/" in public
    assert "Somebody of University of Ribera" in public


def test_an_interest_is_declared_on_the_page(cool, at, seen_by):
    bruno = seen_by("Bruno")
    assert "always are a conflict: Employment, Ownership, Contract" in words(bruno.get(at("declare/")))

    sent = {
        "subject": "self",
        "nature": "family",
        "counterpart": "A nursery",
        "matters": ["money"],
        "says": "My sister's.",
    }
    answer = bruno.post(at("declare/"), sent)

    assert answer.status_code == 302
    page = words(seen_by("Olga").get(answer.url))
    assert "A nursery" in page
    assert "My sister's." in page or "My sister&#x27;s." in page
    assert "Nobody has judged it yet" in page


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"nature": ""}, "nature", "required"),
        ({"nature": "family"}, "says", "Say with whom"),
        (
            {"nature": "family", "says": "A", "since_on": "2026-02-01", "until_on": "2026-01-01"},
            "says",
            "after the first",
        ),
        ({"nature": "family", "says": "A", "decision": "3"}, "decision", "no decision in this entry"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field(cool, at, seen_by, said, field, says):
    answer = seen_by("Bruno").post(at("declare/"), {"subject": "self", **said})

    assert says in str(answer.context["form"].errors[field])


def test_it_is_renewed_and_ended_with_few_taps(cool, at, seen_by, time_machine):
    entry = declared(cool)
    time_machine.move_to("2026-06-01T12:00:00Z", tick=False)
    bruno = seen_by("Bruno")

    assert bruno.post(at("mine/"), {"form": "renew", "declaration": entry.position}).status_code == 302
    assert "Counts until June 1, 2027" in words(bruno.get(at("mine/")))

    assert bruno.post(at(f"{entry.position}/"), {"on": "2026-06-01"}).status_code == 302
    assert "It is over since June 1, 2026" in words(bruno.get(at(f"{entry.position}/")))


def test_to_have_none_takes_one_tap(cool, at, seen_by):
    chiara = seen_by("Chiara")
    for subject in ("self", "organisation"):
        assert chiara.post(at("mine/"), {"form": "none", "subject": subject}).status_code == 302

    assert words(chiara.get(at("mine/"))).count("Nothing to declare, until March 2, 2027") == 2
    assert DeclarationState.objects.count() == 2


def test_none_is_not_said_where_there_is_something(cool, at, seen_by):
    declared(cool)

    answer = seen_by("Bruno").post(at("mine/"), {"form": "none", "subject": "self"})

    assert "Say first that it is over" in words(answer)


def test_somebody_steps_back_on_the_page(cool, at, seen_by):
    bruno = seen_by("Bruno")
    assert "from what you step back" in words(bruno.post(at("mine/"), {"form": "back", "subject": "self"}))

    assert bruno.post(at("mine/"), {"form": "back", "subject": "self", "matters": ["money"]}).status_code == 302

    assert "Stepped back by her own will" in words(bruno.get(at("mine/")))


def test_others_judge_on_the_page_and_whoever_has_it_reads_why(cool, at, seen_by):
    entry = declared(cool)
    page = at(f"{entry.position}/judge/")
    assert "others judge it" in words(seen_by("Bruno").get(page))
    assert "Clause 6.7" in words(seen_by("Emre").get(page))
    chiara = seen_by("Chiara")

    wrong = chiara.post(page, {"conflict": "recuse", "reason": "They may sell to us."})
    assert "Say from what to step back" in str(wrong.context["form"].errors["conflict"])
    wrong = chiara.post(page, {"conflict": "manage", "reason": "A"})
    assert "by which measures" in str(wrong.context["form"].errors["conflict"])
    sent = {"conflict": "recuse", "matters": ["money"], "reason": "They may sell to us.", "plan": "Never mind."}
    assert chiara.post(page, sent).status_code == 302

    shown = words(seen_by("Bruno").get(at(f"{entry.position}/")))
    assert "They may sell to us." in shown
    assert "Steps back: What binds money" in shown


def test_who_has_not_said_it_is_listed_until_she_has(cool, at, seen_by, client):
    public = words(client.get(at("who/")))
    assert "9 of 9 still have to say it" in public
    assert "Somebody of Tejados Frescos" in public

    for name in ("Alba", "Bruno", "Chiara", "Dina"):
        for subject in ("self", "organisation"):
            cool.given("interests.declare_none", by=cool.actor(name), subject=subject)
    assert "1 of 9 still has to say it" in words(client.get(at("who/")))
    assert "Bruno" in words(seen_by("Olga").get(at("who/")))


def test_what_is_not_there_is_not_found(cool, at, seen_by):
    none = cool.given("interests.declare_none", by=cool.bruno, subject="self").position
    alba = seen_by("Alba")

    assert alba.get(at(f"{none}/")).status_code == 200
    for page in ("99999/", "1/", f"{none}/judge/", f"{none}/missed/"):
        assert alba.get(at(page)).status_code == 404


def test_nothing_stands_where_nobody_declared(cool, at, client):
    assert "Nobody has declared anything yet" in words(client.get(at()))


def test_words_in_another_script_are_kept(cool, at, seen_by, client):
    client.cookies["language"] = "ar"
    entry = declared(cool, says={"text": "أختي تملك مشتلًا", "lang": "ar"}, counterpart={"text": "مشتل", "lang": "ar"})

    page = words(client.get(at(f"{entry.position}/")))

    assert 'lang="ar" dir="auto"><p>أختي تملك مشتلًا' in page


@pytest.mark.parametrize("many", [3, 60])
def test_pages_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries):
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
        entry = declared(cool, by=cool.dina if n % 2 else cool.bruno, counterpart_org=cool.org(f"org{n}"))
        judged(cool, entry.position)
    assert queries.declarations(cool.id)

    alba = seen_by("Alba")
    pages = (("", 8), ("who/", 8), (f"{entry.position}/", 12), (f"{entry.position}/judge/", 12), ("declare/", 12))
    for page, most in pages:
        with django_assert_max_num_queries(most):
            assert alba.get(at(page)).status_code == 200
    bruno = seen_by("Bruno")
    with django_assert_max_num_queries(12):
        assert bruno.get(at("mine/")).status_code == 200
