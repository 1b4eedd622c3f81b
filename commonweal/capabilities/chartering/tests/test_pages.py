"""The pages of drafts, as each reader sees and uses them."""

from __future__ import annotations

import re

import pytest

from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.tests.arranging import clause, objected, opened, proposed, put, text, whole


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/drafts/{page}"


def words(answer) -> str:
    return " ".join(re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.S).split())


def row(cool, draft):
    return queries.draft_with(cool.id, draft)


def test_a_convener_comes_from_a_model_to_a_presented_charter_in_four_steps(cool, at, seen_by):
    alba = seen_by("Alba")

    assert "Living lab or pilot" in words(alba.get(at("new/")))
    assert "30 clauses" in words(alba.get(at("new/living_lab/")))
    opened_at = alba.post(at("new/living_lab/"), {"title_en": "Our charter"}).url
    assert "every rule has its body" in words(alba.get(opened_at))
    check = alba.get(f"{opened_at}present/")
    sent = {name: check.context["form"][name].value() for name in ("purpose", "until_on", "idem")}
    assert alba.post(f"{opened_at}present/", sent).status_code == 302

    [draft] = queries.drafts(cool.id)
    assert (draft.state, draft.purpose, draft.title) == ("presented", "sign", "Our charter")
    assert "It stands still" in words(seen_by("Farah").get(opened_at))


def test_a_draft_opened_twice_by_the_same_form_is_one(cool, at, seen_by):
    for _ in range(2):
        seen_by("Alba").post(at("new/consortium/"), {"title_en": "Ours", "title_ar": "ميثاقنا", "idem": cool.org("i")})

    [draft] = queries.drafts(cool.id)
    assert draft.languages == ["en", "ar"]


@pytest.mark.parametrize("source", ["in_force", "blank", "living_lab+consortium"])
def test_a_draft_begins_from_anything(cool, at, seen_by, source):
    assert seen_by("Alba").post(at(f"new/{source}/"), {"title_en": "Ours"}).status_code == 302

    assert (queries.drafts(cool.id)[0].clauses > 0) == (source != "blank")


def test_a_title_is_needed_and_nothing_that_was_never_there_is_a_source(cool, at, seen_by):
    answer = seen_by("Alba").post(at("new/living_lab/"), {"title_en": " "})

    assert "at least one language" in str(answer.context["form"].errors)
    for source in ("palace", "99999", "0"):
        assert seen_by("Alba").get(at(f"new/{source}/")).status_code == 404


def test_whoever_keeps_no_pen_reads_why(cool, at, seen_by):
    draft = opened(cool)

    assert "Clause 6.4" in words(seen_by("Emre").get(at("new/")))
    assert "Clause 6.4" in words(seen_by("Emre").get(at(f"{draft}/")))
    assert seen_by("Farah").get(at("new/")).status_code == 404


def test_words_are_put_by_the_pen_and_proposed_by_everybody_else(cool, at, seen_by):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    page, said = at(f"{draft}/clauses/1/words/"), {"title_en": "One", "text_en": "All is shared."}
    seen = queries.clause_now(row(cool, draft), "1").entry

    assert seen_by("Alba").post(page, {**said, "do": "put", "seen": seen}).status_code == 302
    assert text(cool, draft)["1"]["text"] == {"en": "All is shared."}

    answer = seen_by("Emre").post(page, {**said, "text_en": "Nothing is.", "do": "propose"})
    assert "why" in answer.context["taking"].errors
    assert "Nothing is." in words(answer)
    answer = seen_by("Emre").post(page, {**said, "text_en": "Nothing is.", "do": "propose", "why": "It is ours."})
    assert answer.status_code == 302
    assert row(cool, draft).changes == 1


def test_who_wrote_meanwhile_is_not_written_over(cool, at, seen_by):
    draft = opened(cool, languages=["en", "es"])
    seen = put(cool, draft, clause("1")).position
    put(cool, draft, clause("1") | {"text": {"en": "We share what we learn.", "es": "Compartimos."}})
    said = {"title_en": "Clause 1", "text_en": "We share all.", "do": "put", "seen": seen}

    seen_by("Alba").post(at(f"{draft}/clauses/1/words/"), said)
    assert text(cool, draft)["1"]["text"] == {"en": "We share all.", "es": "Compartimos."}

    answer = seen_by("Alba").post(at(f"{draft}/clauses/1/words/"), {**said, "text_en": "Otherwise."})
    assert "Somebody changed the same words" in words(answer)
    assert "Otherwise." in words(answer)


def test_a_new_clause_has_a_free_number_and_says_something(cool, at, seen_by):
    draft = opened(cool)
    put(cool, draft, clause("1.1"))
    page = at(f"{draft}/new-clause/")

    assert 'value="1.2"' in words(seen_by("Alba").get(page))
    taken = seen_by("Alba").post(page, {"number": "1.1", "title_en": "A", "text_en": "B", "do": "put"})
    assert "of this number already" in str(taken.context["form"].errors["number"])
    empty = seen_by("Alba").post(page, {"number": "1.2", "do": "put"})
    assert {"title_en", "text_en"} <= set(empty.context["form"].errors)
    wrong = seen_by("Alba").post(page, {"number": "one", "title_en": "A", "text_en": "B", "do": "put"})
    assert "number such as 4" in str(wrong.context["form"].errors["number"])
    assert seen_by("Alba").post(page, {"number": "1.2", "title_en": "A", "text_en": "B", "do": "put"}).url


def test_a_change_is_shown_as_a_redline_and_taken_in(cool, at, seen_by):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    change = proposed(cool, draft, clause("1", "We share what we earn."))
    page = at(f"{draft}/changes/{change}/")

    shown = words(seen_by("Alba").get(page))
    assert "<del>learn</del>" in shown.replace(" <", "<")
    assert "<ins>earn</ins>" in shown.replace(" <", "<")
    assert "Clause 6.4" in words(seen_by("Emre").get(page))
    declined = seen_by("Alba").post(page, {"do": "decline"})
    assert "Say why" in str(declined.context["form"].errors["reason"])
    assert seen_by("Alba").post(page, {"do": "accept"}).status_code == 302
    assert "It was taken in" in words(seen_by("Farah").get(page))


def test_an_objection_is_answered_on_its_page_and_waits_until_then(cool, at, seen_by):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    objection = objected(cool, draft, "1")
    page = at(f"{draft}/objections/{objection}/")
    change = put(cool, draft, clause("1", "Families sit at the table.")).position

    assert "Answer the objection to clause 1" in words(seen_by("Alba").get("/mine/"))
    assert "Take my objection back" in words(seen_by("Emre").get(page))
    sent = {"form": "answer", "words": "They do now.", "change": change}
    assert seen_by("Alba").post(page, sent).status_code == 302
    assert "It was integrated" in words(seen_by("Emre").get(page))


def test_everybody_comments_and_objects_on_the_page(cool, at, seen_by):
    draft = opened(cool)
    put(cool, draft, clause("1"))

    for page in (at(f"{draft}/"), at(f"{draft}/clauses/1/")):
        seen_by("Emre").post(page, {"form": "comment", "words": "Well said."})
        seen_by("Emre").post(page, {"form": "object", "reason": "Too far."})
    empty = seen_by("Emre").post(at(f"{draft}/clauses/1/"), {"form": "object", "reason": ""})

    assert empty.context["object"].errors
    assert (row(cool, draft).comments, row(cool, draft).objections) == (2, 2)
    assert "Well said." in words(seen_by("Emre").get(at(f"{draft}/whole/")))


def test_two_versions_the_charter_in_force_and_other_drafts_are_compared(cool, at, seen_by, client):
    draft, other = opened(cool), opened(cool, title="Another")
    first = put(cool, draft, clause("1"), clause("2")).position
    put(cool, draft, clause("1", "We share all."), removes=["2"])
    put(cool, other, clause("1", "Quite different words stand here."))
    page = at(f"{draft}/compare/")

    shown = words(client.get(page, {"from": first}))
    assert "<ins>all</ins>" in shown.replace(" <", "<")
    assert "Taken out" in shown
    assert "The interim" not in words(client.get(page, {"from": "in_force"}))
    assert "differ" in words(client.get(page, {"from": f"draft-{other}"}))
    assert client.get(page, {"from": "draft-99"}).status_code == 404
    assert client.get(page, {"from": "'; drop", "to": "9" * 30}).status_code == 200


def test_a_draft_is_set_aside_and_stays_readable(cool, at, seen_by):
    draft = opened(cool)

    seen_by("Alba").post(at(f"{draft}/end/"), {"form": "aside", "reason": "Another one goes further."})

    assert "Another one goes further." in words(seen_by("Farah").get(at("")))
    assert row(cool, draft).state == "withdrawn"


@pytest.mark.parametrize("page", ["", "{}/", "{}/whole/", "{}/compare/", "{}/clauses/1/", "{}/files/word/"])
def test_what_is_not_there_is_not_there(cool, at, client, page):
    draft = opened(cool)
    assert client.get(at(page.format(draft))).status_code == (404 if "clauses" in page else 200)
    if page:
        assert client.get(at(page.format(999))).status_code == 404
        assert client.get(at(page.format(10**30))).status_code == 404


# ── The same price for three and for three hundred ────────────────────────────────────────────────────────────────────


def filled(cool, n):
    draft = opened(cool)
    put(cool, draft, *(clause(f"{1 + k // 20}.{1 + k % 20}") for k in range(n)))
    for k in range(3):
        proposed(cool, draft, clause("1.1", f"Version {k}."))
        objected(cool, draft, "1.1")
    return draft


@pytest.mark.parametrize(
    ("page", "most"),
    [("", 8), ("{}/", 12), ("{}/clauses/1.1/", 12), ("{}/compare/?from=in_force", 12), ("{}/present/", 20),
     ("{}/whole/", 12), ("{}/files/word/", 12)],
)  # fmt: skip
def test_three_clauses_and_three_hundred_cost_the_same(
    cool, at, seen_by, page, most, django_assert_max_num_queries, django_assert_num_queries
):
    small, large, alba = filled(cool, 3), filled(cool, 300), seen_by("Alba")
    alba.get(at(page.format(small)))

    with django_assert_max_num_queries(most) as asked:
        alba.get(at(page.format(small)))
    with django_assert_num_queries(len(asked)):
        alba.get(at(page.format(large)))


def test_what_follows_is_named_before_it_is_presented(cool, at, seen_by):
    charter = whole(cool)
    cool.given(
        "decisions.propose", title="Shade", on="general", question={"text": "Shall we?"}, promised="consult",
        concerns=[], cites=[],
    )  # fmt: skip

    page = seen_by("Alba").get(at(f"{charter}/present/"))

    seats = next(each for each in page.context["pressing"] if "loses it" in each.says)
    assert seats.times == 4
    assert "Tejados Frescos" in seats.whose
    assert any("The proposal in entry" in each.says for each in page.context["pressing"])
    assert page.context["effects"]
