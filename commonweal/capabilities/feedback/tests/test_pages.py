"""The pages on which people see what became of what was said, as each of the cast sees them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.feedback.models import Contribution
from commonweal.capabilities.feedback.tests.arranging import DAY, asked, row, said, told
from commonweal.record.readmodel import projecting

LIST, DETAIL = 8, 12
RECEIPT = "aaaaabbbbbcccccdddddeeeeea"


def three():
    cool = founded()
    talk = asked(cool)
    return cool, tuple(said(cool, talk, f"Tree {n}.") for n in range(3))


@pytest.fixture
def arranged(db):
    return kept("feedback.three", three)


@pytest.fixture
def cool(arranged):
    return arranged[0]


@pytest.fixture
def trees(arranged):
    return arranged[1]


@pytest.fixture
def page(cool, client):
    def asked_for(path="", by=client, **sent):
        answer = by.post(f"/p/{cool.slug}/feedback/{path}", sent) if sent else by.get(f"/p/{cool.slug}/feedback/{path}")
        assert answer.status_code == 200
        return answer.content.decode()

    return asked_for


def with_receipt(cool, entry):
    """Let a contribution have been given without an account."""
    with projecting():
        Contribution.objects.filter(pk=f"{cool.id}.{entry}").update(receipt=RECEIPT, person="")


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────────


def test_everybody_sees_what_waits_first_and_who_owes_it(cool, trees, page, time_machine):
    told(cool, "answer", trees[0], outcome="already_so")
    time_machine.move_to(NOON + 15 * DAY, tick=False)

    found = page()

    assert found.index("Tree 1.") < found.index("Tree 0.")
    assert "The convener owes it." in found
    assert "It is so already" in found
    assert "Alba" not in found


@pytest.mark.parametrize("only", ["waiting", "late", "closed"])
def test_it_is_chosen_what_is_shown(cool, trees, page, time_machine, only):
    told(cool, "answer", trees[0], outcome="already_so")
    time_machine.move_to(NOON + 15 * DAY, tick=False)

    found = page(f"?room=conversations&only={only}")

    assert ("Tree 0." in found) == (only == "closed")
    assert ("Tree 1." in found) == (only != "closed")


@pytest.mark.parametrize("many", [3, 300])
def test_the_list_costs_the_same_for_3_and_300(cool, trees, page, django_assert_max_num_queries, many):
    first = Contribution.objects.get(pk=f"{cool.id}.{trees[0]}")
    with projecting():
        for n in range(many - 3):
            first.pk, first.entry = f"{cool.id}.{10_000 + n}", 10_000 + n
            first.save(force_insert=True)

    with django_assert_max_num_queries(LIST):
        found = page()

    assert f'<b class="num">{many}</b>' in found
    assert ("Page 1 of 6" in found) == (many == 300)


def test_nothing_yet_says_so(db, client):
    cool = founded("Quiet Streets")

    assert "Nobody has contributed anything yet" in client.get(f"/p/{cool.slug}/feedback/").content.decode()


def test_somebody_sees_what_she_gave_and_no_other_does(cool, trees, page, seen_by):
    assert "Tree 2." in page("mine/", by=seen_by("Emre"))
    assert "Tree 2." not in page("mine/", by=seen_by("Bruno"))
    assert "You are not signed in." in page("mine/")


# ── One ───────────────────────────────────────────────────────────────────────────────────────────


def test_one_is_shown_from_beginning_to_end_with_what_builds_on_it(cool, trees, page, django_assert_max_num_queries):
    told(cool, "answer", trees[0], at=NOON)
    cool.given("fit.name_goal", title="Shade in May", cites=[{"entry": trees[0], "rel": "based_on"}])
    told(cool, "state_effect", trees[0], words={"text": "Nine limes stand."}, cites=[{"entry": 0}])

    with django_assert_max_num_queries(DETAIL):
        found = page(f"{trees[0]}/")

    shown = ["Tree 0.", "With the answer.", "Taken up", "we plant in spring", "Nine limes stand.", "Shade in May"]
    assert [found.index(each) for each in shown] == sorted(found.index(each) for each in shown)
    assert "Nothing more is owed." in found


def test_what_is_no_contribution_has_no_page(cool, client):
    assert client.get(f"/p/{cool.slug}/feedback/0/").status_code == 404


def test_what_its_own_owner_gave_is_owed_nothing(cool, trees, page):
    mine = said(cool, row(cool, trees[0]).asked, "By Alba.", by=cool.alba)

    assert "Nothing is owed for it." in page(f"{mine}/")


def test_the_page_of_an_entry_leads_to_what_became_of_it(cool, trees, client):
    found = client.get(f"/p/{cool.slug}/record/{trees[0]}/").content.decode()

    assert f'href="/p/{cool.slug}/feedback/{trees[0]}/"' in found
    assert "feedback" not in client.get(f"/p/{cool.slug}/record/0/").content.decode()


def test_a_charter_for_readers_of_its_own_keeps_the_page_from_others(cool, trees, page):
    Contribution.objects.update(kind="calls.apply")

    assert "Tree 0." not in page()
    assert "kept for those who may read them" in page(f"{trees[0]}/")


def test_words_that_a_moderator_set_aside_are_not_repeated(cool, trees, page):
    cool.given(
        "conversations.set_aside_statement",
        conversation=row(cool, trees[0]).asked,
        statement=trees[0],
        reason="insults",
    )

    assert "Tree 0." not in page()
    assert "A moderator set these words aside." in page()


# ── Receipts ──────────────────────────────────────────────────────────────────────────────────────


def test_a_receipt_leads_to_it_however_it_is_typed(cool, trees, page):
    with_receipt(cool, trees[0])
    told(cool, "answer", trees[0])

    found = page("receipt/", receipt=" AAAAA-bbbbb ccccc dddddeeeeea")

    assert "Tree 0." in found
    assert "we plant in spring" in found
    assert "Tree 1." not in found


@pytest.mark.parametrize("typed", ["aaaaabbbbbcccccdddddeeeeee", "nonsense", "' or 1=1", "--"])
def test_an_unknown_receipt_looks_like_any_wrong_one(cool, trees, page, typed):
    with_receipt(cool, trees[0])

    found = page("receipt/", receipt=typed)

    assert "Nothing is known by this number." in found
    assert "Tree 0." not in found


def test_a_receipt_of_another_partnership_is_unknown_here(cool, trees, client):
    with_receipt(cool, trees[0])
    quiet = founded("Quiet Streets")

    answer = client.post(f"/p/{quiet.slug}/feedback/receipt/", {"receipt": RECEIPT})

    assert "Nothing is known by this number." in answer.content.decode()


def test_numbers_are_not_tried_for_ever(cool, page):
    for _n in range(60):
        last = page("receipt/", receipt="x")

    assert "Too many numbers" not in last
    assert "Too many numbers were tried from here." in page("receipt/", receipt="x")


# ── Answering ─────────────────────────────────────────────────────────────────────────────────────


def hidden(found: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', found).group(1)


def sent(found, **fields):
    return {"idem": hidden(found, "idem"), "upto": hidden(found, "upto"), **fields}


def test_several_are_answered_together(cool, trees, page, seen_by):
    alba: Client = seen_by("Alba")
    found = page("do/answer/", by=alba)
    fields = sent(found, about=[str(trees[0]), str(trees[2])], outcome="partly", said="Two of three.", rests_on="0")

    answer = alba.post(f"/p/{cool.slug}/feedback/do/answer/", fields, follow=True)

    assert "It stands on the record. Whoever gave it is told." in answer.content.decode()
    assert [row(cool, tree).outcome for tree in trees] == ["partly", "", "partly"]


def test_all_that_waited_when_the_page_was_shown_are_taken_together(cool, trees, page, seen_by):
    alba = seen_by("Alba")
    found = page("do/acknowledge/", by=alba)
    assert "All 3 that wait here" in found
    later = said(cool, row(cool, trees[0]).asked, "Came in between.")

    alba.post(f"/p/{cool.slug}/feedback/do/acknowledge/", sent(found, everything="on"))

    assert all(row(cool, tree).acknowledged_entry for tree in trees)
    assert row(cool, later).acknowledged_entry is None


def test_what_is_missing_is_explained_and_what_was_typed_stays(cool, trees, page, seen_by):
    alba = seen_by("Alba")
    found = page("do/answer/", by=alba)

    again = page("do/answer/", by=alba, **sent(found, outcome="partly", said="Two of three."))

    assert "Tick at least one." in again
    assert "Two of three." in again
    assert row(cool, trees[0]).answered_entry is None


def test_it_is_handed_over_by_name(cool, trees, page, seen_by):
    alba = seen_by("Alba")
    found = page(f"do/hand_over/?about={trees[1]}", by=alba)
    assert "Bruno (Tejados Frescos)" in found
    assert "Emre" not in found.partition("Who answers from now on?")[2]

    alba.post(f"/p/{cool.slug}/feedback/do/hand_over/", sent(found, about=[str(trees[1])], owner=cool.person("Bruno")))

    assert row(cool, trees[1]).owner == cool.person("Bruno")


def test_who_may_not_answer_is_told_by_which_clause(cool, trees, page, seen_by):
    assert "#clause-7.5" in page("do/answer/", by=seen_by("Olga"))
    assert Client().get(f"/p/{cool.slug}/feedback/do/answer/").status_code == 302
    assert seen_by("Alba").get(f"/p/{cool.slug}/feedback/do/else/").status_code == 404


def test_what_i_gave_myself_is_not_offered_to_me(cool, trees, page, seen_by):
    mine = said(cool, row(cool, trees[0]).asked, "By Bruno.", by=cool.bruno)

    assert "By Bruno." not in page("do/answer/", by=seen_by("Bruno"))
    assert "By Bruno." in page("do/answer/", by=seen_by("Alba"))
    assert mine
