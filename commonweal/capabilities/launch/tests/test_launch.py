"""The launch: its acts, its criterion and its pages."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.capability import Facts
from commonweal.acts.installed import capability_of
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON, admit, founded_alone
from commonweal.capabilities.launch import queries
from commonweal.capabilities.launch.models import Launch
from commonweal.record import reading

SAID = {
    "summary": {"text": "School yards become places of shade."},
    "contact": "hello@ribera.example",
    "how_to_join": {"text": "Come to the first Tuesday."},
    "how_to_complain": {"text": "Write to the ombudswoman; she answers within a week."},
    "show_members": True,
}
TYPED = {
    "summary": "School yards become places of shade.",
    "contact": "hello@ribera.example",
    "how_to_join": "Come to the first Tuesday.",
    "how_to_complain": "Write to the ombudswoman.",
    "show_members": "on",
}


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def finding(partnership, *, at=NOON):
    (criterion,) = capability_of("launch.publish").criteria
    return criterion.evaluate(Facts(partnership, at=at), criterion)


# ── The acts ──────────────────────────────────────────────────────────────────────────────────────


def test_a_launch_is_public_once_and_said_anew_afterwards(cool):
    with pytest.raises(Objected, match="not public yet"):
        cool.given("launch.correct", **SAID)
    cool.given("launch.publish", **SAID)
    with pytest.raises(Objected, match="public already"):
        cool.given("launch.publish", **SAID)

    cool.given("launch.correct", **{**SAID, "contact": "https://ribera.example/ask"})

    assert [row.contact for row in queries.wordings(cool.id)] == ["https://ribera.example/ask", "hello@ribera.example"]


@pytest.mark.parametrize(
    "contact",
    ["nobody", "a@b", "mailto:a@b.example", "javascript:alert(1)//.a", "https://a", "<a@b.example>", " a@ b.ex"],
)
def test_a_contact_leads_somewhere(cool, contact):
    with pytest.raises(ValidationError, match="contact"):
        cool.given("launch.publish", **{**SAID, "contact": contact})


def test_without_its_members_nothing_is_public(cool):
    with pytest.raises(ValidationError, match="list of its members"):
        cool.given("launch.publish", **{**SAID, "show_members": False})


@pytest.mark.parametrize("who", ["Bruno", "Emre", "Olga", "Farah"])
def test_only_the_convener_publishes(cool, who):
    with pytest.raises(Refused, match=r"charter 2\.2"):
        cool.given("launch.publish", by=cool.farah if who == "Farah" else cool.actor(who), **SAID)


def test_replay_gives_the_same_rows_and_each_act_has_its_sentence(cool, client):
    cool.given("launch.publish", **SAID)
    cool.given("launch.correct", **SAID)
    before = [model_to_dict(row) for row in Launch.objects.order_by("pk")]

    replay(cool.id)

    assert [model_to_dict(row) for row in Launch.objects.order_by("pk")] == before
    entries = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("launch.")]
    assert [str(sentence_of(entry)) for entry in entries] == [
        "The launch was made public",
        "What is public of the launch was said anew",
    ]
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in entries} == {200}


# ── Criterion 4.6 ─────────────────────────────────────────────────────────────────────────────────


def test_it_is_met_when_everything_is_there(cool):
    entry = cool.given("launch.publish", **SAID)

    now = finding(cool.id)

    assert now.status == "met"
    assert now.used[0] == entry.position


def test_each_thing_that_is_missing_is_named(db):
    alone = founded_alone("Alone")

    assert [str(each) for each in finding(alone.id).missing] == [
        "Publish a summary of what the partnership is about.",
        "Say whom to ask.",
        "Say how to join.",
        "Say how to complain.",
        "Add the first member, so that the list is not empty.",
    ]
    alone.given("launch.publish", **SAID)
    assert [str(each) for each in finding(alone.id).missing] == ["Add the first member, so that the list is not empty."]


def test_words_that_were_erased_are_missing_and_a_replay_finds_the_same(cool):
    entry = cool.given("launch.publish", **SAID)
    cool.given("people.erased", texts=[entry.body["how_to_join"]["text"]], people=[])

    for _again in range(2):
        now = finding(cool.id)
        assert (now.status, [str(each) for each in now.missing]) == (
            "not_met",
            ["How to join was erased: say it again."],
        )
        replay(cool.id)


# ── The pages ─────────────────────────────────────────────────────────────────────────────────────


def test_before_the_launch_the_page_says_so(cool, at, client):
    page = words(client.get(at("about/")))

    assert "The launch is not public yet" in page
    assert "Tejados Frescos" in page
    assert "Publish the launch" not in page


def test_the_convener_publishes_and_a_stranger_reads(cool, at, seen_by, client):
    assert seen_by("Alba").post(at("about/publish/"), TYPED).status_code == 302

    page = words(client.get(at("about/")))
    assert "School yards become places of shade." in page
    assert 'href="mailto:hello@ribera.example"' in page
    assert "Write to the ombudswoman." in page
    assert f'href="/p/{cool.slug}/calls/"' in page
    assert at("about/") in words(client.get(at("")))


def test_what_is_public_is_said_anew_from_what_it_was(cool, at, seen_by):
    cool.given("launch.publish", **SAID)
    page, alba = at("about/publish/"), seen_by("Alba")
    assert "Come to the first Tuesday." in words(alba.get(page))

    assert alba.post(page, {**TYPED, "how_to_join": "Write to us."}).status_code == 302

    shown = words(alba.get(at("about/")))
    assert "Write to us." in shown
    assert "Come to the first Tuesday." not in shown


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"contact": "nobody"}, "contact", "mail address of an institution"),
        ({"show_members": ""}, "show_members", "only with the list"),
        ({"how_to_complain": " "}, "how_to_complain", "required"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field_and_nothing_is_lost(cool, at, seen_by, said, field, says):
    answer = seen_by("Alba").post(at("about/publish/"), {**TYPED, **said})

    assert says in str(answer.context["form"].errors[field])
    assert "School yards become places of shade." in words(answer)


def test_who_may_not_publish_reads_why(cool, at, seen_by):
    assert "Clause 2.2" in words(seen_by("Bruno").get(at("about/publish/")))


@pytest.mark.parametrize("many", [3, 120])
def test_the_page_costs_the_same_for_few_and_many(cool, at, client, many, django_assert_max_num_queries):
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
    cool.given("launch.publish", **SAID)

    with django_assert_max_num_queries(8):
        page = words(client.get(at("about/")))
    assert ("more" in page) == (many > 100)
