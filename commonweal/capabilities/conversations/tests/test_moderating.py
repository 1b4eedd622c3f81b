"""Statements of one's own, moderation with its log, languages, invitations, and what is asked of whom."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.acts.act import Act
from commonweal.acts.installed import act_of, installed
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON
from commonweal.capabilities.conversations import offered, projection, queries, refreshing, voices, voting
from commonweal.capabilities.conversations.queries import beside
from commonweal.capabilities.conversations.tests.arranging import conversation
from commonweal.record import reading

EN = "en"


@pytest.fixture
def talk(cool):
    return conversation(cool)


def address(talk, name, *more):
    return reverse(f"conversations:{name}", args=["cool-schools", talk.entry, *more])


def suggest(talk, text="The bus should come every ten minutes."):
    return beside.suggest(talk, text, lang=EN, on=NOON.date())


def words(text="Because."):
    return {"text": text, "lang": EN}


def test_somebody_without_an_account_suggests_and_follows_her_receipt(cool, talk, seen_by):
    answer = Client().post(address(talk, "suggest"), {"words": "The bus should come every ten minutes."})
    assert answer.status_code == 302
    receipt = answer["location"].rstrip("/").rpartition("/")[2]
    assert "It waits" in Client().get(answer["location"]).content.decode()
    assert len(queries.statements(talk)) == 3

    moderator = seen_by("Alba")
    page = moderator.get(address(talk, "moderate"))
    assert "every ten minutes" in page.content.decode()
    taken = moderator.post(address(talk, "moderate"), {"form": "take", "receipt": receipt})
    assert taken.status_code == 302
    last = queries.statements(talk)[-1]
    assert (last.words.text, last.origin, last.receipt) == (
        "The bus should come every ten minutes.", "suggested", receipt
    )  # fmt: skip
    assert "word for word" in Client().get(answer["location"]).content.decode()
    assert queries.waiting(talk) == []
    entry = reading.entry_at(cool.id, last.entry)
    contributed = offered.given_statement(entry)
    assert (contributed.asked, contributed.owner, contributed.receipt) == (talk.entry, cool.person("Alba"), receipt)


def test_a_suggestion_is_set_aside_with_a_reason_that_everybody_reads(cool, talk, seen_by):
    receipt = suggest(talk, "Mister Someone is a fool.")
    moderator = seen_by("Bruno")
    wrong = moderator.post(address(talk, "moderate"), {"form": "aside", "receipt": receipt})
    assert "Fill this in" in wrong.content.decode() or "required" in wrong.content.decode()
    sent = {"form": "aside", "receipt": receipt, f"s{receipt}-reason": "names_somebody", f"s{receipt}-words": "Sorry."}
    assert moderator.post(address(talk, "moderate"), sent).status_code == 302
    page = Client().get(address(talk, "suggestion", receipt)).content.decode()
    assert "It names a person" in page
    assert "Sorry." in page
    log = Client().get(address(talk, "log")).content.decode()
    assert "It names a person" in log
    assert "fool" not in log
    again = moderator.post(address(talk, "moderate"), {"form": "take", "receipt": receipt})
    assert again.status_code == 409


def test_a_suggestion_is_taken_back_by_whoever_has_its_receipt(talk):
    receipt = suggest(talk)
    assert Client().post(address(talk, "suggestion", receipt)).status_code == 302
    assert Client().get(address(talk, "suggestion", receipt)).status_code == 404
    assert queries.waiting(talk) == []


def test_those_who_take_part_add_at_once_and_others_through_a_moderator(cool, talk, seen_by):
    assert seen_by("Emre").post(address(talk, "suggest"), {"words": "Shade first."}).status_code == 302
    assert queries.statements(talk)[-1].by == cool.person("Emre")
    seen_by("Farah").post(address(talk, "suggest"), {"words": "Water first."})
    assert [row.text for row in queries.waiting(talk)] == ["Water first."]
    moderated = conversation(cool, suggestions="moderated", title="Moderated")
    seen_by("Emre").post(address(moderated, "suggest"), {"words": "Shade first."})
    assert len(queries.waiting(moderated)) == 1
    none = conversation(cool, suggestions="none", title="None")
    assert "takes no further statements" in Client().get(address(none, "suggest")).content.decode()
    with pytest.raises(Objected, match="no further"):
        cool.given("conversations.add_statement", by=cool.emre, conversation=none.entry, words=words())


def test_a_statement_too_long_is_explained_at_its_field_and_kept(talk):
    page = Client().post(address(talk, "suggest"), {"words": "x" * 301})
    assert page.status_code == 409
    assert "300" in page.content.decode()
    assert "x" * 301 in page.content.decode()
    with pytest.raises(ValueError, match="at most 300"):
        _made("conversations.add_statement", talk, words=words("x" * 301))


def test_a_flood_of_suggestions_is_asked_to_wait(talk, settings):
    settings.VOICES_PER_NETWORK = 1
    Client().post(address(talk, "suggest"), {"words": "One."})
    page = Client().post(address(talk, "suggest"), {"words": "Two."})
    assert "Try again later" in page.content.decode()
    assert len(queries.waiting(talk)) == 1


def test_a_statement_is_set_aside_restored_marked_and_translated_on_its_page(cool, talk, seen_by):
    talk = conversation(cool, languages=["en", "es"], title="Two languages")
    entry = queries.statements(talk)[0].entry
    page, client = address(talk, "statement", entry), seen_by("Chiara")
    assert client.post(page, {"form": "aside", "reason": "duplicate", "words": "See number 2."}).status_code == 302
    assert queries.statement_at(cool.id, entry).aside_at
    assert client.post(page, {"form": "restore"}).status_code == 302
    assert client.post(page, {"form": "meta"}).status_code == 302
    assert queries.statement_at(cool.id, entry).meta
    sent = {"form": "translate", "t-lang": "es", "t-words": "Hay poca sombra."}
    assert client.post(page, sent).status_code == 302
    assert "Hay poca sombra." in Client().get(page).content.decode()
    spanish = Client(headers={"accept-language": "es"}).get(address(talk, "vote"))
    said = next(one for one in spanish.context["ahead"] if one.row.entry == entry)
    assert [text.lang for text in said.wordings] == ["es", "en"]
    assert [row.turn for row in queries.log_of(talk)] == ["meta", "restored", "aside"]


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("restore_statement", {}, "nothing to restore"),
        ("mark_meta", {"meta": False}, "marked so already"),
        ("translate_statement", {"lang": "en", "words": words()}, "in which the statement was written"),
        ("translate_statement", {"lang": "fr", "words": words()}, "not held in this language"),
        ("set_aside_statement", {"reason": "other", "conversation": 0}, "no such conversation"),
    ],
)
def test_what_does_not_fit_now_says_so(cool, talk, kind, more, says):
    said = {"conversation": talk.entry, "statement": queries.statements(talk)[0].entry, **more}
    with pytest.raises(Objected, match=says):
        cool.given(f"conversations.{kind}", **said)


def test_a_statement_of_another_conversation_is_not_moderated_here(cool, talk):
    other = conversation(cool, title="Other")
    with pytest.raises(Objected, match="no such statement"):
        cool.given("conversations.mark_meta", conversation=other.entry, statement=queries.statements(talk)[0].entry)
    assert Client().get(address(other, "statement", queries.statements(talk)[0].entry)).status_code == 404


def test_only_those_who_hold_a_place_for_an_organisation_open_moderate_and_close(cool, talk):
    for act in ({"kind": "open"}, {"kind": "close"}):
        with pytest.raises(Refused, match=r"charter 7\.1"):
            _do(cool, act["kind"], talk, by=cool.emre)
    with pytest.raises(Refused, match=r"charter 7\.1"):
        cool.given("conversations.add_statement", by=cool.olga, conversation=talk.entry, words=words())


def _do(cool, kind, talk, *, by):
    if kind == "open":
        said = {"box": cool.org("x"), "title": "T", "question": words(), "policy": words()}
        return cool.given("conversations.open", by=by, **said)
    return cool.given("conversations.close", by=by, conversation=talk.entry)


def _made(kind, talk, **fields):
    kinds = {act.kind_name(): act for one in installed() for act in one.acts}
    act: type[Act] = kinds[kind]
    return act.model_validate({"partnership": talk.partnership, "conversation": talk.entry, **fields})


def test_a_conversation_is_opened_on_a_page_with_its_statements_once(cool, seen_by):
    client, new = seen_by("Alba"), reverse("conversations:new", args=["cool-schools"])
    sent = {
        "title": "Way to school", "question": "What should change?", "policy": "Be kind.", "who": "anyone",
        "suggestions": "open", "languages": ["en", "ar"], "seeds": "More shade.\n\nFewer cars.\nMore shade.",
        "idem": cool.org("idem"),
    }  # fmt: skip
    for _twice in range(2):
        answer = client.post(new, sent)
        assert answer.status_code == 302
    [row] = queries.conversations(cool.id)
    assert [one.words.text for one in queries.statements(row)] == ["More shade.", "Fewer cars."]
    wrong = client.post(new, {**sent, "idem": cool.org("other"), "until_on": "2020-01-01", "seeds": "y" * 400})
    assert "longer than 300" in wrong.content.decode()
    assert "What should change?" in wrong.content.decode()


def test_who_is_missing_is_invited(cool, talk, seen_by):
    client = seen_by("Alba")
    sent = {"group": "Families in the north quarter", "how": "A tablet at the market."}
    assert client.post(address(talk, "missing"), sent).status_code == 302
    assert "A tablet at the market." in Client().get(address(talk, "conversation")).content.decode()


def test_sheets_are_entered_by_code_and_count_once(cool, talk, seen_by):
    client, entries = seen_by("Alba"), [entry for entry, _aside, _meta in queries.marks(talk)]
    sent = {"code": voices.fresh(talk).written, f"s{entries[0]}": "agree", f"s{entries[1]}": "pass"}
    for _twice in range(2):
        assert client.post(address(talk, "paper"), sent).status_code == 302
    assert sum(one.seen for one in queries.tallies(talk).values()) == 2
    wrong = client.post(address(talk, "paper"), {**sent, "code": "abc"})
    assert "sixteen letters" in wrong.content.decode()
    assert wrong.content.decode().count(" checked") == len(entries)
    empty = client.post(address(talk, "paper"), {"code": sent["code"]})
    assert "Nothing is ticked" in empty.content.decode()
    assert seen_by("Emre").post(address(talk, "paper"), sent).status_code == 403


def test_the_convener_is_told_what_waits_and_what_ends(cool, seen_by):
    talk = conversation(cool, until_on="2026-03-10")
    suggest(talk)
    page = seen_by("Alba").get(reverse("finding:mine")).content.decode()
    assert "Answer 1 suggestion: Heat in school yards" in page
    [day] = offered.days(cool.id, "cool-schools")
    assert str(day.on) == "2026-03-10"


def test_a_replay_writes_the_same_rows(cool, talk):
    entry = queries.statements(talk)[0].entry
    cool.given("conversations.set_aside_statement", conversation=talk.entry, statement=entry, reason="other")
    receipt = suggest(talk)
    cool.given("conversations.take_suggestion", conversation=talk.entry, receipt=receipt)
    cool.given("conversations.invite_missing", conversation=talk.entry, group="Nurses", how=words())
    cool.given("conversations.close", conversation=talk.entry)
    cool.given("conversations.publish_result", conversation=talk.entry)
    before = [list(table.objects.order_by("pk").values()) for table in projection.TABLES]
    replay(cool.id)
    assert [list(table.objects.order_by("pk").values()) for table in projection.TABLES] == before


def test_acts_cite_the_conversation_and_the_statement(cool, talk):
    entry = queries.statements(talk)[0].entry
    done = cool.given("conversations.set_aside_statement", conversation=talk.entry, statement=entry, reason="other")
    assert {cite.entry for cite in done.cites} == {talk.entry, entry}
    assert act_of(done).as_body()["statement"] == entry


def test_live_results_are_computed_when_something_is_new(talk):
    assert refreshing.refresh(NOON) == 1
    assert refreshing.refresh(NOON) == 0
    entries = [entry for entry, _aside, _meta in queries.marks(talk)]
    for n in range(8):
        said = dict.fromkeys(entries, 1 if n % 2 else -1)
        voting.vote(talk, voices.fresh(talk), said, at=NOON)
    assert refreshing.refresh(NOON) == 1
    live = queries.live(talk)
    assert (live.votes, live.voters) == (24, 8)
    assert set(queries.live_routing(talk)) == {str(entry) for entry in entries}
    assert not any("members" in group for group in live.data["groups"])


@pytest.mark.parametrize("name", ["conversation", "vote", "mine", "suggest", "log", "poster"])
def test_pages_are_there_for_everybody(talk, name):
    assert Client().get(address(talk, name)).status_code == 200
    assert Client().get(reverse(f"conversations:{name}", args=["cool-schools", 0])).status_code == 404


def test_a_list_of_many_costs_what_a_list_of_one_costs(cool, talk, django_assert_max_num_queries):
    conversation(cool, *(f"Number {n}" for n in range(50)), title="Many")
    listing = reverse("conversations:conversations", args=["cool-schools"])
    Client().get(listing)
    with django_assert_max_num_queries(8):
        Client().get(listing)
    for row in queries.conversations(cool.id):
        with django_assert_max_num_queries(12):
            assert Client().get(address(row, "conversation")).status_code == 200


def test_sheets_to_print_carry_codes_and_both_directions(talk, seen_by):
    made = seen_by("Alba").get(address(talk, "sheets") + "?sheets=2")
    assert made["content-type"] == "application/pdf"
    assert len(made.content) > 5_000
