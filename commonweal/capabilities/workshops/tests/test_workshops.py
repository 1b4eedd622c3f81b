"""What holds of workshops, canvases and cards, whoever acts and in whatever order."""

from __future__ import annotations

import pytest
from django.db import transaction

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, made
from commonweal.capabilities.workshops import queries
from commonweal.capabilities.workshops.canvases import library
from commonweal.capabilities.workshops.offered import contributed, days
from commonweal.capabilities.workshops.projection import TABLES
from commonweal.capabilities.workshops.queries import GuestCard
from commonweal.capabilities.workshops.tests.arranging import (
    changed,
    gathered,
    guest,
    laid,
    planned,
    put,
    says,
    taken,
    words,
)
from commonweal.record import reading


@pytest.fixture
def there(db):
    return gathered()


def test_every_canvas_of_the_library_is_whole_in_four_languages():
    assert len(library()) == 9
    for canvas in library().values():
        assert sum(part.minutes for part in canvas.guide) == canvas.minutes
        texts = [canvas.titles, canvas.abouts, canvas.materials_in]
        texts += [part.texts for part in canvas.guide]
        texts += [text for zone in canvas.zones for text in (zone.titles, zone.prompts)]
        assert all(set(text) == {"en", "es", "fr", "ar"} and all(text.values()) for text in texts), canvas.code
        places = [(z.row, z.column + n) for z in canvas.zones for n in range(z.wide)]
        assert len(set(places)) == len(places), canvas.code
        assert len({zone.code for zone in canvas.zones}) == len(canvas.zones)


def test_cards_lie_on_their_canvas_and_cite_it(there):
    cool, _workshop, canvas, cards = there

    assert [card.entry for card in queries.cards_on(cool.id, canvas)] == cards
    assert words(cool, cards[2]) == "لا ظل في الطريق"
    assert [(c.rel, c.cited) for c in reading.cites_of(cool.id, cards[0])] == [("answers", canvas)]


def test_two_who_change_one_card_at_once_lose_no_word(there):
    cool, _workshop, _canvas, (card, *_) = there
    changed(cool, card, "Hot at noon, from April on", on=card)

    with pytest.raises(Objected, match="Both texts stand below"):
        changed(cool, card, "Hot at noon near the gate", on=card, by=cool.emre)

    assert words(cool, card) == "Hot at noon, from April on"
    assert [v.text.text for v in queries.versions_of(queries.card_at(cool.id, card)) if v.text] == [
        "The pavement is too hot at noon",
        "Hot at noon, from April on",
    ]


def test_a_card_changes_again_from_the_version_that_holds_even_after_it_was_moved(there):
    cool, _workshop, _canvas, (card, *_) = there
    second = changed(cool, card, "Hot at noon, from April on", on=card)
    cool.given("workshops.move_card", by=cool.emre, card=card, zone="pains")

    changed(cool, card, "Hot from April on, near the gate", on=second.position, by=cool.emre)

    row = queries.card_at(cool.id, card)
    assert (row.zone, words(cool, card)) == ("pains", "Hot from April on, near the gate")
    with pytest.raises(Objected, match="another card"):
        changed(cool, card, "x", on=there[3][1])


def test_a_card_moves_only_to_a_zone_of_its_canvas(there):
    cool, _workshop, canvas, (card, *_) = there

    for zone in ("sees", "nowhere"):
        with pytest.raises(Objected):
            cool.given("workshops.move_card", by=cool.emre, card=card, zone=zone)
    with pytest.raises(Objected, match="zone of this canvas"):
        put(cool, canvas, "x", zone="roots")


def test_a_card_is_taken_back_by_its_author_or_the_facilitator_and_nobody_else(there):
    cool, _workshop, canvas, cards = there
    with pytest.raises(Objected, match="Only whoever put this card"):
        cool.given("workshops.take_back_card", by=cool.dina, card=cards[0])

    cool.given("workshops.take_back_card", by=cool.chiara, card=cards[0])
    cool.given("workshops.take_back_card", by=cool.bruno, card=cards[1])

    assert [card.entry for card in queries.cards_on(cool.id, canvas)] == cards[2:]
    with pytest.raises(Objected, match="taken back"):
        changed(cool, cards[0], "x", on=cards[0])


def test_cards_of_one_canvas_come_under_one_name(there):
    cool, workshop, canvas, cards = there
    other = put(cool, laid(cool, workshop, "pre_mortem", "What could go wrong"), "Money", zone="failed")
    with pytest.raises(Objected, match="lie on this canvas"):
        cool.given("workshops.cluster", canvas=canvas, name=says("Heat"), cards=[cards[0], other])

    cluster = cool.given("workshops.cluster", canvas=canvas, name=says("Heat"), cards=cards[:2]).position

    assert [card.cluster for card in queries.cards_on(cool.id, canvas)] == [cluster, cluster, None]
    assert {c.cited for c in reading.cites_of(cool.id, cluster)} == {canvas, *cards[:2]}


def test_a_guests_card_is_taken_in_as_it_was_written_and_once(there):
    cool, workshop, canvas, _cards = there
    card = guest(cool, workshop, canvas)
    with pytest.raises(Objected, match="as its author wrote it"):
        cool.given("workshops.take_card", by=cool.bruno, canvas=canvas, zone="sees", receipt=card.receipt,
                   text=says("Something nicer"))  # fmt: skip
    with pytest.raises(Objected, match="Whoever announced this workshop"):
        taken(cool, card, by=cool.emre)

    entry = taken(cool, card)
    GuestCard.objects.all().delete()

    row = queries.card_of_receipt(cool.id, card.receipt)
    assert row is not None
    assert (row.by, row.entry) == ("", entry.position)
    given = contributed(entry)
    assert given is not None
    assert (given.asked, given.owner, given.receipt) == (workshop, cool.person("Bruno"), card.receipt)
    with pytest.raises(Objected, match="not wait here any more"):
        taken(cool, card)


def test_a_guests_card_stays_in_its_own_workshop(there):
    cool, _workshop, canvas, _cards = there
    second = planned(cool, title="Another evening")
    card = guest(cool, second, laid(cool, second))

    with pytest.raises(Objected, match="not wait here"):
        cool.given("workshops.take_card", by=cool.bruno, canvas=canvas, zone="sees", receipt=card.receipt,
                   text=says(card.text))  # fmt: skip


def test_a_workshop_begins_and_ends_once_and_takes_no_cards_afterwards(there):
    cool, workshop, canvas, _cards = there
    cool.given("workshops.begin", by=cool.bruno, workshop=workshop)
    with pytest.raises(Objected, match="begun already"):
        cool.given("workshops.begin", by=cool.bruno, workshop=workshop)
    with pytest.raises(Objected, match="Whoever announced"):
        cool.given("workshops.end", by=cool.emre, workshop=workshop, summary=says("Done"))
    waiting = guest(cool, workshop, canvas)
    with pytest.raises(Objected, match="Cards of guests wait"):
        cool.given("workshops.end", by=cool.bruno, workshop=workshop, summary=says("Done"))
    waiting.delete()

    cool.given("workshops.end", by=cool.bruno, workshop=workshop, summary=says("Shade comes first"))

    with pytest.raises(Objected, match="has ended"):
        put(cool, canvas, "Too late")
    listed = cool.given("workshops.import_cards", by=cool.bruno, canvas=canvas, digest="0" * 64, cards=1).position
    late = cool.given("workshops.put_card", by=cool.bruno, canvas=canvas, zone="sees", text=says("From a photograph"),
                      cites=[{"entry": listed, "rel": "implements"}])  # fmt: skip
    assert queries.card_at(cool.id, late.position).of_list == listed


def test_an_own_canvas_is_made_and_used(there):
    cool, workshop, _canvas, _cards = there
    zones = [{"code": "known", "title": "What we know"}, {"code": "asked", "title": "Whom we ask", "prompt": "Who?"}]
    own = cool.given("workshops.make_template", by=cool.emre, title="Two questions", zones=zones).position
    canvas = cool.given("workshops.open_canvas", by=cool.emre, workshop=workshop, own=own, title="Ours").position

    put(cool, canvas, "The neighbours", zone="asked")

    assert [z.title for z in queries.laid_after(queries.canvas_at(cool.id, canvas)).zones] == [
        "What we know",
        "Whom we ask",
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "says_so"),
    [
        ("workshops.plan", {"ends_at": NOON}, "end after it begins"),
        ("workshops.open_canvas", {"template": None}, "Choose one canvas"),
        ("workshops.make_template", {"zones": [{"code": "a", "title": "A"}] * 2}, "code of its own"),
    ],
)
def test_what_is_wrong_says_what_to_do(there, kind, fields, says_so):
    cool = there[0]
    whole = {
        "workshops.plan": {"title": "x", "purpose": says("y"), "starts_at": NOON},
        "workshops.open_canvas": {"workshop": there[1], "title": "x"},
        "workshops.make_template": {"title": "x"},
    }[kind]

    with pytest.raises(ValueError, match=says_so):
        made(kind, cool.id, **whole, **fields)


def test_who_does_not_take_part_is_refused_by_the_clause(there):
    cool, _workshop, canvas, _cards = there

    for stranger in (cool.farah, cool.olga):
        with pytest.raises(Refused, match=r"charter 7\.4"):
            put(cool, canvas, "x", by=stranger)


def test_a_replay_gives_the_same_rows(there):
    cool, workshop, canvas, cards = there
    changed(cool, cards[0], "Hot from April on", on=cards[0])
    cool.given("workshops.cluster", canvas=canvas, name=says("Heat"), cards=cards[:2])
    cool.given("workshops.take_back_card", by=cool.emre, card=cards[1])
    taken(cool, guest(cool, workshop, canvas))
    before = [list(table.objects.order_by("key").values()) for table in TABLES]

    with transaction.atomic():
        replay(cool.id)

    assert [list(table.objects.order_by("key").values()) for table in TABLES] == before


def test_a_workshop_stands_in_the_calendar(there):
    cool, workshop, *_ = there

    (day,) = days(cool.id, cool.slug)

    assert (day.key, day.where) == (f"workshops.{workshop}", "Library")
    assert day.at == NOON.replace(day=5)


def test_codes_differ_and_say_nothing_that_stands_on_the_record(there):
    cool, workshop, *_ = there
    second = planned(cool, title="Another evening")
    codes = {queries.code_of(queries.workshop_at(cool.id, each)) for each in (workshop, second)}

    assert len(codes) == 2
    found = queries.workshop_of_code(cool.id, next(iter(codes)))
    assert found is not None
    raw = b"".join(bytes(r) for _p, r in reading._rows(cool.id, 0, second + 1)).decode()
    assert not any(code in raw for code in codes)
