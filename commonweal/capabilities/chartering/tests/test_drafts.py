"""Drafts are opened, changed, talked about, presented and set aside; each refusal says why."""

from __future__ import annotations

import pytest

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import given, made
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.projection import TABLES
from commonweal.capabilities.chartering.tests.arranging import clause, objected, opened, proposed, put, settled, text
from commonweal.charter.drafting import Drafts
from commonweal.record import reading


def row(cool, draft):
    return queries.draft_with(cool.id, draft)


def test_a_draft_is_opened_and_filled(cool):
    draft = opened(cool)

    put(cool, draft, clause("2.1"), clause("10"), clause("2"))

    assert queries.text_of(row(cool, draft)).numbers == ["2", "2.1", "10"]
    assert row(cool, draft).clauses == 3
    assert row(cool, draft).base["edition"] == "interim/4"


def test_a_clause_is_changed_and_taken_out_and_every_version_stays_readable(cool):
    draft = opened(cool)
    first = put(cool, draft, clause("1"), clause("2")).position
    second = put(cool, draft, clause("1", "Otherwise."), removes=["2"]).position

    now, before = queries.text_of(row(cool, draft)), queries.text_of(row(cool, draft), at=first)

    assert now.clauses["1"]["text"] == {"en": "Otherwise."}
    assert now.numbers == ["1"]
    assert before.numbers == ["1", "2"]
    assert before.clauses["1"]["text"] == {"en": "We share what we learn."}
    assert [version.entry for version in queries.versions_of(row(cool, draft))] == [second, first]
    assert row(cool, draft).clauses == 1


def test_a_change_is_proposed_and_taken_in(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    change = proposed(cool, draft, clause("1", "We share all."))

    assert row(cool, draft).changes == 1
    assert text(cool, draft)["1"]["text"]["en"] == "We share what we learn."

    settled(cool, change)

    assert text(cool, draft)["1"]["text"]["en"] == "We share all."
    assert row(cool, draft).changes == 0


def test_two_changes_of_one_clause_are_both_taken_in_where_they_touch_other_words(cool):
    draft = opened(cool, languages=["en", "es"])
    put(cool, draft, clause("1"))
    spanish = clause("1") | {"text": {"en": "We share what we learn.", "es": "Compartimos."}}
    first, second = proposed(cool, draft, clause("1", "We share all.")), proposed(cool, draft, spanish, by=cool.bruno)

    settled(cool, first)
    settled(cool, second)

    assert text(cool, draft)["1"]["text"] == {"en": "We share all.", "es": "Compartimos."}


def test_two_changes_of_the_same_words_are_not_both_taken_in(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    first, second = proposed(cool, draft, clause("1", "A.")), proposed(cool, draft, clause("1", "B."))
    settled(cool, first)

    with pytest.raises(Objected, match="The same words were changed"):
        settled(cool, second)
    settled(cool, second, accepted=False)

    assert text(cool, draft)["1"]["text"]["en"] == "A."


def test_a_clause_is_proposed_away(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"), clause("2"))

    settled(cool, proposed(cool, draft, "2"))

    assert list(text(cool, draft)) == ["1"]


@pytest.mark.parametrize("who", ["emre", "olga", "farah"])
def test_only_who_keeps_the_pen_puts_and_settles(cool, who):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    change = proposed(cool, draft, clause("1", "A."))

    for act in (
        made("chartering.put_clauses", cool.id, draft=draft, clauses=[clause("2")]),
        made("chartering.settle_change", cool.id, change=change, accepted=True),
        made("chartering.open_draft", cool.id, title="Mine", source="blank"),
    ):
        with pytest.raises(Refused, match=r"charter 6\.4"):
            given(act, by=getattr(cool, who))


def test_whoever_only_observes_does_not_propose(cool):
    draft = opened(cool)

    with pytest.raises(Refused, match=r"charter 6\.4"):
        proposed(cool, draft, clause("1"), by=cool.olga)


def test_an_objection_keeps_a_draft_from_being_presented_until_it_is_met(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"))
    objection = objected(cool, draft, "1")

    with pytest.raises(Objected, match="An objection is open"):
        cool.given("chartering.freeze", draft=draft, purpose="sign")

    change = put(cool, draft, clause("1", "Families sit at the table.")).position
    cool.given("chartering.answer_objection", objection=objection, how="integrated", words={"text": "Done."},
               change=change)  # fmt: skip
    assert queries.objection_with(cool.id, objection).how == "integrated"
    assert row(cool, draft).objections == 0


def test_an_objection_is_integrated_only_by_a_change_made_after_it(cool):
    draft = opened(cool)
    before = put(cool, draft, clause("1")).position
    objection = objected(cool, draft)

    with pytest.raises(Objected, match="made after the objection"):
        cool.given("chartering.answer_objection", objection=objection, how="integrated", words={"text": "Done."},
                   change=before)  # fmt: skip


def test_an_objection_is_taken_back_by_whoever_made_it_and_by_nobody_else(cool):
    draft = opened(cool)
    objection = objected(cool, draft)

    with pytest.raises(Refused, match=r"Only whoever objected .* \(charter 6\.4\)"):
        cool.given("chartering.withdraw_objection", objection=objection)
    cool.given("chartering.withdraw_objection", by=cool.emre, objection=objection)
    with pytest.raises(Objected, match="already"):
        cool.given("chartering.withdraw_objection", by=cool.emre, objection=objection)


def test_what_does_not_fit_together_keeps_a_draft_from_being_presented(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"))

    with pytest.raises(Objected, match="do not fit together"):
        cool.given("chartering.freeze", draft=draft, purpose="sign")


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        ("put_clauses", {"removes": ["7"]}, "no clause 7"),
        ("propose_change", {"number": "7", "removal": True, "why": {"text": "x"}}, "no clause of this number"),
        ("propose_change", {"number": "1", "clause": clause("1"), "why": {"text": "x"}}, "reads already"),
        ("comment", {"number": "7", "words": {"text": "x"}}, "no clause of this number"),
        ("object", {"number": "7", "reason": {"text": "x"}}, "no clause of this number"),
    ],
)
def test_what_does_not_fit_says_what_to_do(cool, kind, fields, says):
    draft = opened(cool)
    put(cool, draft, clause("1"))

    with pytest.raises(Objected, match=says):
        cool.given(f"chartering.{kind}", draft=draft, **fields)


@pytest.mark.parametrize("kind", ["put_clauses", "comment", "object", "propose_change", "freeze", "reopen_draft"])
def test_nothing_is_done_to_a_draft_that_is_not_there_or_was_set_aside(cool, kind):
    fields = {
        "put_clauses": {"clauses": [clause("1")]},
        "comment": {"words": {"text": "x"}},
        "object": {"reason": {"text": "x"}},
        "propose_change": {"number": "1", "clause": clause("1"), "why": {"text": "x"}},
        "freeze": {"purpose": "sign"},
        "reopen_draft": {},
    }[kind]
    draft = opened(cool)
    cool.given("chartering.withdraw_draft", draft=draft, reason={"text": "Another one goes further."})

    for which in (draft, 1, 999):
        with pytest.raises(Objected):
            cool.given(f"chartering.{kind}", draft=which, **fields)


def test_several_drafts_stand_side_by_side(cool):
    one, other = opened(cool), opened(cool, by=cool.bruno, title="Another")
    put(cool, one, clause("1"))
    put(cool, other, clause("1", "Otherwise."))

    third = opened(cool, source=one)

    assert [draft.draft for draft in queries.drafts(cool.id)] == [third, other, one]
    assert text(cool, other)["1"]["text"]["en"] == "Otherwise."


def test_a_text_in_arabic_is_kept_as_it_is(cool):
    draft = opened(cool, languages=["ar"], title="ميثاقنا")

    put(cool, draft, clause("1", "نتشارك ما نتعلمه.", lang="ar"))

    assert text(cool, draft)["1"]["text"]["ar"] == "نتشارك ما نتعلمه."


def lived(cool):
    draft = opened(cool)
    put(cool, draft, clause("1"), clause("2"), clause("3"))
    first, second = proposed(cool, draft, clause("1", "A.")), proposed(cool, draft, clause("2", "B."), by=cool.dina)
    settled(cool, first)
    settled(cool, second, accepted=False)
    settled(cool, proposed(cool, draft, "3"))
    cool.given("chartering.comment", by=cool.chiara, draft=draft, number="1", words={"text": "Good."})
    objection = objected(cool, draft, "2")
    cool.given("chartering.answer_objection", objection=objection, how="answered", words={"text": "It stays."})
    cool.given("chartering.withdraw_objection", by=cool.dina, objection=objected(cool, draft, by=cool.dina))
    return draft


def test_a_replay_gives_the_same_rows(cool):
    lived(cool)
    before = {table.__name__: list(table.objects.order_by("key").values()) for table in TABLES}

    replay(cool.id)

    assert {table.__name__: list(table.objects.order_by("key").values()) for table in TABLES} == before
    assert before["Change"]


def test_the_fold_over_the_record_gives_the_text_of_the_read_model_at_every_entry(cool):
    draft, drafts = lived(cool), Drafts()

    for entry in reading.all_entries(cool.id):
        drafts.follow(entry.position, entry.kind, entry.body)
        if draft in drafts.drafts:
            text_then = queries.text_of(row(cool, draft), at=entry.position)
            assert drafts.drafts[draft].text() == text_then.plain()

    assert drafts.drafts[draft].versions == [v.entry for v in reversed(queries.versions_of(row(cool, draft)))]
