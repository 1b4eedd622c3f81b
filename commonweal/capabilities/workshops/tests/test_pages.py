"""The pages of workshops: what each reader sees, and what happens when she writes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from commonweal.acts.capability import Facts
from commonweal.acts.testing import NOON
from commonweal.capabilities.workshops import queries
from commonweal.capabilities.workshops.offered import waits
from commonweal.capabilities.workshops.queries import GuestCard
from commonweal.capabilities.workshops.tests.arranging import changed, gathered, guest, laid, planned, put, taken
from commonweal.capabilities.workshops.tests.arranging import words as words_of
from commonweal.web.pictures.code import link_code

HERE = "/p/cool-schools/workshops/"


@pytest.fixture
def there(db):
    return gathered()


@pytest.fixture
def cool(there):
    return there[0]


@pytest.fixture
def code(there) -> str:
    return queries.code_of(queries.workshop_at(there[0].id, there[1]))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def receipt_in(page) -> str:
    found = re.search(r'name="receipt" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_a_workshop_is_announced_and_a_canvas_laid_out(there, cool, seen_by):
    emre = seen_by("Emre")
    typed = {"title": "Evening of cards", "purpose": "Hear all", "on": "2026-03-20", "begins": "18:00",
             "ends": "20:00", "language": "en", "guide": "pre_mortem"}  # fmt: skip
    page = emre.post(f"{HERE}new/", typed, follow=True)
    address = page.request["PATH_INFO"]
    canvas = emre.post(address, {"form": "open", "canvas": "pre_mortem", "title": "The yard"}, follow=True)

    assert "Guide: Pre-mortem" in words(page)
    assert "6:05 p.m." in words(page)
    assert "It failed because" in words(canvas)


def test_what_is_wrong_is_explained_at_its_field_and_kept(there, cool, seen_by):
    typed = {"title": "Evening", "purpose": "Hear all", "on": "2026-03-20", "begins": "18:00", "ends": "17:00",
             "language": "en"}  # fmt: skip
    page = seen_by("Emre").post(f"{HERE}new/", typed)

    assert "end after it begins" in str(page.context["form"].errors["ends"])
    assert "Hear all" in words(page)


def test_cards_are_put_zone_by_zone_without_script_in_arabic_too(there, cool, seen_by):
    _cool, _workshop, canvas, _cards = there
    emre = seen_by("Emre")
    form = emre.get(f"{HERE}canvas/{canvas}/hears/", headers={"accept-language": "ar"})
    typed = {"text": "الحافلة بلا ظل", "idem": re.search(r'name="idem" value="([^"]+)"', form.content.decode())[1]}

    for _twice in range(2):
        emre.post(f"{HERE}canvas/{canvas}/hears/", typed, headers={"accept-language": "ar"})

    mine = [card for card in queries.cards_on(cool.id, canvas) if card.text and card.text.text == "الحافلة بلا ظل"]
    assert [(card.zone, card.text.lang) for card in mine if card.text] == [("hears", "ar")]
    assert 'lang="ar" dir="auto">الحافلة بلا ظل' in words(Client().get(f"{HERE}canvas/{canvas}/"))


def test_the_wall_looks_again_by_itself_and_shows_the_way_in_only_to_members(there, cool, seen_by, code, settings):
    canvas = there[2]
    pages = [client.get(f"{HERE}canvas/{canvas}/wall/") for client in (Client(), seen_by("Emre"))]
    public, member = map(words, pages)

    assert [page["Refresh"] for page in pages] == ["15", "15"]
    assert "too hot at noon" in public
    assert code not in public
    assert 'class="qr"' not in public
    assert code in member
    assert str(link_code(f"{settings.ADDRESS}{HERE}join/{code}/")) in member


def test_two_changes_at_once_are_shown_side_by_side_and_both_can_be_kept(there, cool, seen_by):
    card = there[3][0]
    changed(cool, card, "Hot at noon, from April on", on=card)
    emre = seen_by("Emre")
    page = emre.post(f"{HERE}card/{card}/", {"form": "change", "on": card, "text": "Hot near the gate"})
    said = words(page)

    kept = emre.post(f"{HERE}card/{card}/", {"form": "both", "text": "Hot near the gate"}, follow=True)

    assert page.status_code == 409
    assert "Hot at noon, from April on" in said
    assert "Hot near the gate" in said
    assert words_of(cool, card) == "Hot at noon, from April on"
    assert "Hot near the gate" in words(kept)
    assert len(queries.cards_on(cool.id, there[2])) == 4


def test_two_changes_at_once_can_be_joined(there, cool, seen_by):
    card = there[3][0]
    second = changed(cool, card, "Hot at noon, from April on", on=card)
    typed = {"form": "change", "on": second.position, "text": "Hot at noon near the gate, from April on"}

    seen_by("Emre").post(f"{HERE}card/{card}/", typed)

    assert words_of(cool, card) == "Hot at noon near the gate, from April on"


def test_a_card_says_who_cites_it(there, cool, seen_by):
    card = there[3][0]
    idea = cool.given("ideas.put", by=cool.emre, title="Trees", text={"text": "Plant"}, sources=[card]).position

    assert f"entry {idea}" in words(Client().get(f"{HERE}card/{card}/"))


def test_a_guest_puts_a_card_with_the_code_and_follows_it(there, cool, seen_by, code):
    _cool, workshop, canvas, _cards = there
    guest_here, address = Client(), f"{HERE}join/{code}/{canvas}/sees/"
    assert guest_here.post(f"{HERE}join/", {"code": f" {code.upper()} "}).headers["Location"] == f"{HERE}join/{code}/"
    receipt = receipt_in(guest_here.get(address))
    for _twice in range(2):
        told = guest_here.post(address, {"text": "لا ظل عند البوابة", "receipt": receipt}, follow=True)
    assert "has arrived" in words(told)
    assert GuestCard.objects.count() == 1
    assert "لا ظل عند البوابة" not in words(Client().get(f"{HERE}canvas/{canvas}/"))

    bruno = seen_by("Bruno")
    assert "لا ظل عند البوابة" in words(bruno.get(f"{HERE}{workshop}/guests/"))
    bruno.post(f"{HERE}{workshop}/guests/", {"step": "all"})

    assert GuestCard.objects.count() == 0
    assert "lies on the canvas" in words(guest_here.get(f"{HERE}receipt/{receipt}/"))
    assert "لا ظل عند البوابة" in words(Client().get(f"{HERE}canvas/{canvas}/"))
    assert set(guest_here.cookies) <= {"csrftoken", "sessionid"}


def test_the_code_of_one_workshop_opens_no_other(there, cool, code):
    other = laid(cool, planned(cool, title="Another evening"))

    assert Client().get(f"{HERE}join/{code}/{other}/sees/").status_code == 404
    assert Client().get(f"{HERE}join/abcdefgh/").status_code == 404
    assert Client().post(f"{HERE}join/", {"code": "nonsense"}).status_code == 404


@pytest.mark.parametrize("text", ["", "x" * 1001])
def test_a_guests_card_that_is_not_taken_is_explained_and_kept(there, code, text):
    address = f"{HERE}join/{code}/{there[2]}/sees/"

    page = Client().post(address, {"text": text, "receipt": receipt_in(Client().get(address))})

    assert page.status_code == 409
    assert text in words(page)
    assert GuestCard.objects.count() == 0


def test_a_guests_card_is_set_aside_or_taken_back_and_nothing_of_it_is_left(there, cool, seen_by, code):
    _cool, workshop, canvas, _cards = there
    aside, back = guest(cool, workshop, canvas), guest(cool, workshop, canvas, "Mine", n=2)

    seen_by("Bruno").post(f"{HERE}{workshop}/guests/", {"step": "aside", "receipt": aside.receipt})
    Client().post(f"{HERE}receipt/{back.receipt}/")

    assert [(card.receipt, card.text) for card in GuestCard.objects.all()] == [(aside.receipt, "")]
    assert "was set aside" in words(Client().get(f"{HERE}receipt/{aside.receipt}/"))
    assert Client().get(f"{HERE}receipt/{back.receipt}/").status_code == 404


def test_who_does_not_lead_takes_no_cards_in(there, cool, seen_by):
    _cool, workshop, canvas, _cards = there
    guest(cool, workshop, canvas)

    page = seen_by("Emre").post(f"{HERE}{workshop}/guests/", {"step": "all"})

    assert "No shade at the gate" not in words(page)
    assert GuestCard.objects.count() == 1


def test_waiting_cards_are_a_task_of_whoever_leads(there, cool):
    guest(cool, there[1], there[2])
    facts = Facts(partnership=cool.id, at=NOON)

    assert [str(task.says) for task in waits(facts, cool.bruno, cool.slug)] == [
        "Take in 1 card of a guest: “Heat on the way to school”"
    ]
    assert not list(waits(facts, cool.emre, cool.slug))


def test_groups_are_suggested_and_put_under_a_name(there, cool, seen_by):
    _cool, _workshop, canvas, cards = there
    emre, address = seen_by("Emre"), f"{HERE}canvas/{canvas}/clusters/"

    assert [[card.entry for card in group] for group, _form in emre.get(address).context["suggested"]] == [cards[:2]]
    page = emre.post(address, {"name": "Hot ground", "cards": [str(card) for card in cards[:2]]}, follow=True)

    assert "Hot ground" in words(page)
    assert page.context["suggested"] == []


def test_a_list_is_shown_with_its_faults_before_it_is_brought_in_and_once(there, cool, seen_by):
    _cool, _workshop, canvas, _cards = there
    emre, address = seen_by("Emre"), f"{HERE}canvas/{canvas}/import/"
    wrong = emre.post(address, {"list": "zone;text\nSees;Asphalt\nTastes;Dust\nhears;"})
    right = "zone;text\r\nSees;Asphalt everywhere\r\nتسمع;حرّ شديد\r\n"

    assert "no zone of this name" in words(wrong)
    assert "Write what the card says" in words(wrong)
    assert "Tastes;Dust" in words(wrong)
    assert len(queries.cards_on(cool.id, canvas)) == 3
    assert "2 cards were read" in words(emre.post(address, {"list": right}))
    for _twice in range(2):
        emre.post(address, {"list": right, "step": "record"})
    brought = queries.cards_on(cool.id, canvas)[3:]
    assert [(card.zone, card.text.text) for card in brought if card.text] == [
        ("sees", "Asphalt everywhere"),
        ("hears", "حرّ شديد"),
    ]


def test_a_canvas_of_our_own_is_built(there, cool, seen_by):
    typed = {"title": "Two questions", "zone_1": "What we know", "zone_2": "Whom we ask", "prompt_2": "By when?"}

    page = seen_by("Emre").post(f"{HERE}canvases/new/", typed, follow=True)

    assert "Whom we ask" in words(page)
    assert "By when?" in words(page)
    assert "Two questions" in words(seen_by("Emre").get(f"{HERE}canvases/"))


def test_an_observer_reads_why_she_writes_no_card(there, seen_by):
    page = words(seen_by("Olga").get(f"{HERE}canvas/{there[2]}/sees/"))

    assert "Clause 7.4" in page
    assert 'name="text"' not in page


def test_many_cards_cost_no_more_questions_than_few(there, cool, seen_by, django_assert_max_num_queries):
    _cool, workshop, canvas, _cards = there
    client = seen_by("Emre")
    budgets = {
        f"{HERE}": 8,
        f"{HERE}{workshop}/": 16,
        f"{HERE}canvas/{canvas}/": 12,
        f"{HERE}canvas/{canvas}/wall/": 12,
    }
    few = {}
    for address, most in budgets.items():
        client.get(address)
        with django_assert_max_num_queries(most) as asked:
            client.get(address)
        few[address] = len(asked)
    for n in range(12):
        put(cool, canvas, f"Card {n}")
    taken(cool, guest(cool, workshop, canvas))
    planned(cool, title="Another evening")

    for address, most in few.items():
        with django_assert_max_num_queries(most):
            client.get(address)
