"""A text is presented, stands still, can be computed again by whoever doubts it, and is taken back while it may."""

from __future__ import annotations

import pytest

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, given, made
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.projection import TABLES
from commonweal.capabilities.chartering.tests.arranging import clause, objected, opened, proposed, put, whole
from commonweal.charter.clauses import Charter
from commonweal.charter.models import MODELS
from commonweal.partnerships.models import CharterText
from commonweal.record import reading


def presented(cool, draft, **said):
    return cool.given("chartering.freeze", draft=draft, **{"purpose": "sign", **said})


def row(cool, draft):
    return queries.draft_with(cool.id, draft)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_can_be_presented_as_it_is(cool, model):
    draft = whole(cool, source=(model,))

    entry = presented(cool, draft)

    text = CharterText.objects.get(partnership=cool.id, entry=entry.position)
    charter = Charter.model_validate(text.document)
    assert (charter.digest(), text.digest, entry.body["digest"]) == (text.digest,) * 3
    assert charter == queries.text_of(row(cool, draft)).charter()
    assert charter.base.edition == "interim/4"
    assert row(cool, draft).state == "presented"


def test_a_draft_in_several_languages_is_put_in_parts_that_fit_and_can_be_presented(cool):
    from commonweal.capabilities.chartering.opening import opened_from  # noqa: PLC0415 - stands on forms

    languages = ("en", "es", "fr", "ar")
    titles = {lang: f"Charter {lang}" for lang in languages}
    draft = opened_from(
        ("consortium",), title="C", titles=titles, languages=languages, partnership=cool.id, by=cool.alba, at=NOON
    )

    presented(cool, draft)

    puts = [e for e in reading.all_entries(cool.id) if e.kind == "chartering.put_clauses"]
    assert len(puts) > 1
    assert max(len(e.raw) for e in puts) < 65_535


def test_a_presented_text_stands_still(cool):
    draft = whole(cool)
    presented(cool, draft)

    for act in (
        made("chartering.put_clauses", cool.id, draft=draft, clauses=[clause("1.1")]),
        made("chartering.propose_change", cool.id, draft=draft, number="1.1", removal=True, why={"text": "x"}),
        made("chartering.object", cool.id, draft=draft, reason={"text": "x"}),
        made("chartering.freeze", cool.id, draft=draft, purpose="sign"),
    ):
        with pytest.raises(Objected, match="stands still"):
            given(act, by=cool.alba)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"parties": ["nobody"]}, "parties"),
        ({"until_on": "2026-03-01"}, "until_on"),
        ({"effective_on": "2026-03-01"}, "effective_on"),
    ],
)
def test_terms_that_do_not_fit_are_explained_at_their_field(cool, said, field):
    if "parties" in said:
        said = {"parties": [cool.person("Emre")]}
    draft = whole(cool)

    with pytest.raises(Objected) as objected_to:
        presented(cool, draft, **said)

    assert objected_to.value.objection.field == field


def test_a_participant_presents_nothing_and_takes_nothing_back(cool):
    draft = whole(cool)
    with pytest.raises(Refused, match=r"charter 6\.4"):
        given(made("chartering.freeze", cool.id, draft=draft, purpose="sign"), by=cool.emre)
    presented(cool, draft)

    with pytest.raises(Refused, match=r"charter 6\.4"):
        given(made("chartering.reopen_draft", cool.id, draft=draft), by=cool.emre)


def test_a_text_is_taken_back_before_anybody_signs_and_presented_anew(cool):
    draft = whole(cool)
    first = presented(cool, draft)

    cool.given("chartering.reopen_draft", draft=draft, reason={"text": "A comma."})
    put(cool, draft, queries.text_of(row(cool, draft)).clauses["1.1"] | {"summary": {"en": "Otherwise."}})
    second = presented(cool, draft)

    texts = queries.texts_of(cool.id)
    assert texts[first.position].withdrawn_entry is not None
    assert texts[second.position].withdrawn_entry is None
    assert texts[first.position].digest != texts[second.position].digest


def test_a_text_that_somebody_signed_or_decides_on_is_not_taken_back(cool):
    draft = whole(cool)
    text = presented(cool, draft, purpose="amend")
    decision = cool.given(
        "decisions.propose", title="Amend", on="charter", question={"text": "Shall it rule?"}, promised="consult",
        cites=[{"entry": text.position, "rel": "based_on"}],
    )  # fmt: skip

    with pytest.raises(Objected, match="A decision on this text is open"):
        cool.given("chartering.reopen_draft", draft=draft)
    cool.given("decisions.withdraw", decision=decision.position, reason={"text": "Later."})
    cool.given("chartering.reopen_draft", draft=draft)

    assert row(cool, draft).state == "open"


def test_a_draft_that_was_set_aside_takes_its_text_with_it(cool):
    draft = whole(cool)
    text = presented(cool, draft)

    cool.given("chartering.withdraw_draft", draft=draft)

    assert queries.texts_of(cool.id)[text.position].withdrawn_entry is not None
    with pytest.raises(Objected, match="already"):
        cool.given("chartering.withdraw_draft", draft=draft)


def test_a_program_that_hands_in_a_digest_of_its_own_gets_the_true_one(cool):
    draft = whole(cool)

    entry = presented(cool, draft, digest="0" * 64)

    assert entry.body["digest"] == queries.text_of(row(cool, draft)).charter().digest()


def test_a_replay_gives_the_same_rows(cool):
    draft = whole(cool)
    proposed(cool, draft, "1.2")
    presented(cool, draft)
    cool.given("chartering.reopen_draft", draft=draft)
    objected(cool, draft)
    opened(cool, source=draft)
    before = {table.__name__: list(table.objects.order_by("key").values()) for table in TABLES}

    replay(cool.id)

    assert {table.__name__: list(table.objects.order_by("key").values()) for table in TABLES} == before
