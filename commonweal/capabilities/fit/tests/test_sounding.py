"""Residents answer without account; the box is counted and sealed; a receipt finds its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON
from commonweal.capabilities.fit import sounding
from commonweal.capabilities.fit.queries import sounding as asked
from commonweal.capabilities.fit.sounding import NotTaken, answer, answer_of, counted, ticket
from commonweal.kit.ids import id_from_seed
from commonweal.record import boxes

BOX = id_from_seed("test", "box")
QUESTION = {"text": "Can what you say still change the yard?", "lang": "en"}


@pytest.fixture
def put(cool):
    """A question that was put to residents."""
    cool.given("fit.open_sounding", box=BOX, condition="room", question=QUESTION, until_on="2026-03-20")
    return cool


def said(partnership, word, *, at=NOON):
    return answer(partnership.id, BOX, word, with_ticket=ticket(BOX), at=at)


def closing(partnership):
    held = counted(partnership.id, BOX)
    return {"box": BOX, "count": held.count, "root": held.root, "answers": held.answers}


def test_answers_are_counted_sealed_and_found_again(put):
    receipts = [said(put, word) for word in ("yes", "yes", "no", "not_sure")]

    entry = put.given("fit.close_sounding", **closing(put))

    row = asked(put.id, BOX)
    assert (row.count, row.answers, row.closed_entry) == (4, {"yes": 2, "no": 1, "not_sure": 1}, entry.position)
    assert entry.body["root"] == boxes.root(put.id, BOX).hex()
    assert [answer_of(put.id, BOX, r) for r in receipts] == ["yes", "yes", "no", "not_sure"]
    assert answer_of(put.id, BOX, "a" * 26) is None


def test_a_line_holds_nothing_but_the_answer_and_its_receipt(put):
    receipt = said(put, "no")

    assert boxes.line_of(put.id, BOX, receipt) == {"answer": "no", "receipt": receipt}


def test_one_loaded_page_gives_one_answer(put):
    page = ticket(BOX)
    answer(put.id, BOX, "yes", with_ticket=page, at=NOON)

    with pytest.raises(NotTaken, match="given already"):
        answer(put.id, BOX, "yes", with_ticket=page, at=NOON)

    assert boxes.count(put.id, BOX) == 1


@pytest.mark.parametrize("forged", ["", "yes", ticket(id_from_seed("other"))])
def test_a_ticket_that_is_not_of_this_page_is_not_taken(put, forged):
    with pytest.raises(NotTaken, match="Load it again"):
        answer(put.id, BOX, "yes", with_ticket=forged, at=NOON)


def test_an_answer_that_is_not_offered_is_not_taken(put):
    with pytest.raises(NotTaken, match="three answers"):
        said(put, "perhaps")


def test_a_flood_is_slowed_down_and_honest_answers_come_later(put, monkeypatch):
    monkeypatch.setattr(sounding, "AT_MOST_A_MINUTE", 3)
    for _n in range(3):
        said(put, "no")

    with pytest.raises(NotTaken, match="in a minute"):
        said(put, "no")

    said(put, "yes", at=NOON + timedelta(minutes=1))
    assert boxes.count(put.id, BOX) == 4


def test_nothing_comes_in_after_the_last_day_or_the_closing(put):
    with pytest.raises(NotTaken, match="closed"):
        said(put, "yes", at=NOON + timedelta(days=19))

    put.given("fit.close_sounding", **closing(put))
    with pytest.raises(NotTaken, match="closed"):
        said(put, "yes")


def test_what_is_sealed_is_what_the_box_holds(put):
    said(put, "yes")
    before = closing(put)
    said(put, "no")

    with pytest.raises(Objected, match="Further answers"):
        put.given("fit.close_sounding", **before)
    put.given("fit.close_sounding", **closing(put))
    with pytest.raises(Objected, match="closed already"):
        put.given("fit.close_sounding", **closing(put))


def test_a_box_takes_one_question(put):
    with pytest.raises(Objected) as objected:
        put.given("fit.open_sounding", box=BOX, condition="time", question=QUESTION)

    assert objected.value.objection.field == "box"


def test_the_last_day_lies_ahead(cool):
    with pytest.raises(Objected) as objected:
        cool.given(
            "fit.open_sounding", box=BOX, condition="room", question=QUESTION, until_on=date(2026, 3, 1).isoformat()
        )

    assert objected.value.objection.field == "until_on"


def test_a_participant_puts_no_question(cool):
    with pytest.raises(Refused, match=r"charter 2\.5"):
        cool.given("fit.open_sounding", by=cool.emre, box=BOX, condition="room", question=QUESTION)
