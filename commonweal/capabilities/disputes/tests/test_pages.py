"""The pages of complaints and disputes, as each reader sees them."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import known_here
from commonweal.capabilities.disputes import queries
from commonweal.capabilities.disputes.tests.arranging import WHY, WORDS, raised, settled, taken


@pytest.fixture
def at(cool):
    return lambda page="": f"/p/{cool.slug}/disputes/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_says_how_to_complain_and_where_each_stands(cool, at, client, time_machine):
    assert "None is open. Anybody may complain" in words(client.get(at()))
    raised(cool)
    taken(cool, raised(cool))

    page = words(client.get(at()))

    assert "2 are open, and none is late" in page
    assert "Complaint 1, about Tejados Frescos" in page
    assert "Nobody has taken it on yet" in page
    assert "It is with Somebody of Shade for All" in page
    assert "Talk with each other" in page
    time_machine.move_to("2026-03-20T12:00:00Z", tick=False)
    assert "2 are late" in words(client.get(at()))


def test_a_stranger_complains_and_follows_it(cool, at, seen_by, client):
    assert "Go on with my mail address" in words(client.get(at("complain/")))
    farah = seen_by("Farah")
    sent = {"sort": "complaint", "against": cool.org("company"), "said": WORDS["text"], "wish": "Move them."}

    answer = farah.post(at("complain/"), sent)

    assert answer.status_code == 302
    page = words(farah.get(answer.url))
    assert WORDS["text"] in page
    assert "Move them." in page
    assert "Take it back" in page
    assert farah.post(answer.url, {"form": "say", "said": "And again today."}).status_code == 302
    assert "And again today." in words(seen_by("Bruno").get(answer.url))


def test_words_are_for_those_inside_and_parties(cool, at, seen_by, client):
    page = at(f"{raised(cool)}/")

    assert WORDS["text"] in words(seen_by("Olga").get(page))
    for reader in (client, seen_by("Zora")):
        public = words(reader.get(page))
        assert WORDS["text"] not in public
        assert "Complaint 1, about Tejados Frescos" in public
        assert "Farah" not in public


def test_nobody_posts_for_another_stranger(cool, at, seen_by):
    dispute = raised(cool)
    known_here(cool, "Zora")

    for form in ({"form": "withdraw"}, {"form": "say", "said": "Me too."}, {"form": "take"}):
        assert seen_by("Zora").post(at(f"{dispute}/"), form).status_code == 200
    row = queries.dispute_at(cool.id, dispute)
    assert (row.outcome, queries.turns_of(row)) == ("", [])


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"said": ""}, "said", "required"),
        ({"about": "9999"}, "about", "no such entry"),
        ({"sort": ""}, "sort", "required"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field(cool, at, seen_by, said, field, says):
    answer = seen_by("Emre").post(at("complain/"), {"sort": "complaint", "said": "A", **said})

    assert says in str(answer.context["form"].errors[field])


def test_it_is_taken_moved_on_and_settled_on_the_page(cool, at, seen_by):
    page, chiara, bruno = at(f"{raised(cool)}/"), seen_by("Chiara"), seen_by("Bruno")
    assert "somebody else handles it" in words(bruno.get(page))
    assert "Clause 6.8" in words(seen_by("Emre").get(page))

    assert chiara.post(page, {"form": "take"}).status_code == 302
    assert "You have taken it on" in words(chiara.get(page))
    assert chiara.post(page, {"form": "move_on", "reason": "No answer came."}).status_code == 302
    assert "Mediation, until April 1, 2026" in words(chiara.get(page))
    assert chiara.post(page, {"form": "take"}).status_code == 302
    wrong = chiara.post(page, {"form": "settle", "outcome": "upheld", "why": "It is so."})
    assert "put it right" in str(wrong.context["forms"]["settle"].errors["remedy"])
    sent = {"form": "settle", "outcome": "upheld", "why": "It is so.", "remedy": "They move the trees."}
    assert chiara.post(page, sent).status_code == 302

    shown = words(bruno.get(page))
    assert "It was right, March 2, 2026" in shown
    assert "They move the trees." in shown


def test_the_path_is_tried_out_on_the_page(cool, at, seen_by, client):
    assert "Nobody has tried the path out" in words(client.get(at()))
    assert seen_by("Alba").post(at(), {"note": "We played a case in an hour."}).status_code == 302

    assert "We played a case in an hour." in words(seen_by("Emre").get(at()))
    assert "We played a case in an hour." not in words(client.get(at()))


def test_what_is_not_there_is_not_found(at, client):
    assert client.get(at("99999/")).status_code == 404


@pytest.mark.parametrize("many", [3, 60])
def test_pages_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries):
    for n in range(many):
        dispute = raised(cool, about=n % 5)
        taken(cool, dispute, by=cool.dina)
        if n != many - 1:
            settled(cool, dispute, by=cool.dina)
    for _ in range(many):
        cool.given("disputes.say", by=cool.bruno, dispute=dispute, words=WHY)
    bruno = seen_by("Bruno")

    for page, most in (("", 8), (f"{dispute}/", 12), ("complain/", 12)):
        with django_assert_max_num_queries(most):
            assert bruno.get(at(page)).status_code == 200
