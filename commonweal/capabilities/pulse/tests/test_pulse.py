"""Surveys of working relations: asked once of each, sealed when closed, and nobody can tell who rated whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON
from commonweal.capabilities.pulse import offered
from commonweal.capabilities.pulse.answering import NotTaken, Said, answer
from commonweal.capabilities.pulse.criteria import CRITERIA
from commonweal.capabilities.pulse.models import Remedy, Survey
from commonweal.kit.canonical import canonical_decode
from commonweal.kit.ids import id_from_seed
from commonweal.methods.relations import RATINGS
from commonweal.record import boxes

BOX = id_from_seed("test", "survey")
UNTIL = date(2026, 3, 31)
ORGS = ("city", "company", "ngo", "university", "families")
WORDS = {"text": "Bruno asks them to the next yard.", "lang": "en"}


@pytest.fixture
def asked(cool):
    cool.given("pulse.open", box=BOX, until_on=UNTIL)
    return cool


def says(cool, who, org, close=2, ratings=4, at=NOON):
    others = [other for other in ORGS if other != org]
    rated = dict.fromkeys(RATINGS, ratings) if ratings else None
    answer(cool.id, BOX, [Said(cool.org(o), close, rated) for o in others], by=cool.actor(who), at=at)


def everybody_says(cool, **said):
    for who, org in (("Alba", "city"), ("Bruno", "company"), ("Chiara", "ngo"), ("Dina", "university")):
        says(cool, who, org, **said)


def close(cool, at=NOON):
    return cool.given("pulse.close", at=at, box=BOX)


def found(cool, id):
    criterion = next(each for each in CRITERIA if each.id == id)
    return criterion.evaluate(Facts(cool.id, at=NOON), criterion)


def test_a_survey_is_answered_closed_and_counted(asked):
    everybody_says(asked)
    says(asked, "Emre", "families", close=4, ratings=2)

    result = close(asked).body["result"]

    assert (result["answered"], result["all"], result["respondents"]) == (5, 5, 5)
    assert (result["density"], result["reciprocity"], result["isolated"]) == ("1/1", "1/1", [])
    assert (result["trust"], result["value"]) == ("3.60", "3.60")
    assert (found(asked, "4.4").status, found(asked, "4.5").status) == ("met", "met")


def test_nothing_in_the_box_tells_who_rated_whom(asked):
    everybody_says(asked)

    lines = [canonical_decode(line) for line in boxes.lines(asked.id, BOX)]

    ratings = [line for line in lines if line["what"] == "rating"]
    assert len(ratings) == 16
    assert all(set(line) == {"what", "receipt", *RATINGS} for line in ratings)
    everything = b"".join(boxes.lines(asked.id, BOX)).decode()
    assert not any(asked.person(name) in everything for name in ("Alba", "Bruno", "Chiara", "Dina"))


def test_each_answers_once_and_only_for_an_organisation(asked):
    says(asked, "Bruno", "company")
    before = boxes.lines(asked.id, BOX)

    with pytest.raises(NotTaken, match="answered already"):
        says(asked, "Bruno", "company", close=0)
    with pytest.raises(NotTaken, match="act for an organisation"):
        says(asked, "Olga", "company")
    with pytest.raises(NotTaken, match="closed"):
        says(asked, "Dina", "university", at=NOON + timedelta(days=60))
    with pytest.raises(NotTaken, match="partners have changed"):
        answer(asked.id, BOX, [], by=asked.dina, at=NOON)
    with pytest.raises(NotTaken, match="answers offered"):
        says(asked, "Dina", "university", close=9)

    assert boxes.lines(asked.id, BOX) == before


def test_who_stands_alone_is_named_and_a_remedy_answers_to_it(asked):
    for who, org in (("Alba", "city"), ("Bruno", "company"), ("Chiara", "ngo")):
        others = [asked.org(o) for o in ORGS if o != org]
        apart = asked.org("families")
        answer(asked.id, BOX, [Said(o, 0 if o == apart else 3) for o in others], by=asked.actor(who), at=NOON)
    result = close(asked).body["result"]
    assert result["isolated"] == [asked.org("families")]
    assert found(asked, "4.4").status == "not_met"
    assert found(asked, "4.5").missing == ("Say what is done for Families of the North Quarter.",)

    asked.given("pulse.remedy", by=asked.bruno, survey=BOX, organisations=[asked.org("families")], words=WORDS)

    assert found(asked, "4.5").status == "met"


def test_too_few_people_leave_trust_unknown(asked):
    everybody_says(asked)
    close(asked)

    assert (found(asked, "4.4").status, found(asked, "4.4").missing) == ("unknown", ("Ask at least five people.",))


def test_one_at_a_time_in_time_and_in_order(asked):
    for kind, fields, message in (
        ("pulse.open", {"box": id_from_seed("other"), "until_on": UNTIL}, "survey is open"),
        ("pulse.open", {"box": BOX, "until_on": UNTIL}, "opened before"),
        ("pulse.remedy", {"survey": BOX, "words": WORDS}, "Close the survey first"),
        ("pulse.close", {"box": id_from_seed("other")}, "no such survey"),
    ):
        with pytest.raises(Objected, match=message):
            asked.given(kind, **fields)
    close(asked)
    with pytest.raises(Objected, match="closed already"):
        asked.given("pulse.close", box=BOX)
    with pytest.raises(Objected, match="within four months"):
        asked.given("pulse.open", box=id_from_seed("other"), until_on=date(2027, 3, 1))


def test_only_those_whom_the_charter_names_ask(cool):
    with pytest.raises(Refused, match=r"charter 6\.9"):
        cool.given("pulse.open", by=cool.emre, box=BOX, until_on=UNTIL)


def test_a_replay_gives_the_same_rows(asked):
    everybody_says(asked)
    close(asked)
    asked.given("pulse.remedy", survey=BOX, words=WORDS)
    before = [list(model.objects.order_by("key").values()) for model in (Survey, Remedy)]

    replay(asked.id)

    assert [list(model.objects.order_by("key").values()) for model in (Survey, Remedy)] == before


def test_what_waits_and_the_rows(asked):
    facts = Facts(asked.id, at=NOON)
    assert len(list(offered.waits(facts, asked.dina, asked.slug))) == 1
    says(asked, "Dina", "university")
    assert list(offered.waits(facts, asked.dina, asked.slug)) == []
    assert list(offered.waits(facts, asked.olga, asked.slug)) == []
    assert [day.on for day in offered.days(asked.id, asked.slug)] == [UNTIL]
    close(asked)
    reader = Reader(asked.id, asked.slug, asked.olga, NOON, names=False, exact=False)
    assert offered.SURVEYS.rows(reader, 0, None)[0][3:6] == [5, 1, 1]


def test_the_pages(asked, seen_by, client, django_assert_max_num_queries):
    at = f"/p/{asked.slug}/pulse/"
    form = {f"{asked.org(org)}-close": "3" for org in ORGS if org != "company"}
    rated = {f"{asked.org('city')}-{name}": "4" for name in RATINGS}
    half = seen_by("Bruno").post(f"{at}{BOX}/answer/", {**form, f"{asked.org('city')}-open": "4"})
    assert "Rate all six, or none of them." in half.content.decode()
    done = seen_by("Bruno").post(f"{at}{BOX}/answer/", {**form, **rated}, follow=True)
    assert "You have answered" in done.content.decode()
    assert "act for an organisation" in seen_by("Olga").get(f"{at}{BOX}/answer/").content.decode()
    seen_by("Alba").post(f"{at}{BOX}/", {"form": "close"})
    with django_assert_max_num_queries(12):
        page = client.get(f"{at}{BOX}/").content.decode()
    assert "1 of 5 organisations answered" in page
    assert "Who works with whom" in page
    assert client.get(f"{at}{id_from_seed('x')}/").status_code == 404
    seen_by("Alba").post(f"{at}{BOX}/", {"form": "remedy", "says": "We meet.", "organisations": [asked.org("ngo")]})
    assert "We meet." in client.get(f"{at}{BOX}/").content.decode()
    opened = seen_by("Alba").post(at, {"until_on": "2026-04-01"}, follow=True)
    assert "Open until" in opened.content.decode()
