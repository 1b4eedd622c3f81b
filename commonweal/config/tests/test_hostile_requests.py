"""Requests that nobody honest sends: each gets an answer in words, none a fault, and none is kept on its way."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache

from commonweal.acts.testing import NOON
from commonweal.charter.clauses import Access
from commonweal.charter.interim import interim_charter
from commonweal.config import settings as house
from commonweal.config.tests.two_partnerships import (
    TwoPartnerships,
    filled,
    house_addresses,
    send_act,
    two_partnerships,
    whole,
)
from commonweal.partnerships.models import CharterInForce, Partnership
from commonweal.record.readmodel import projecting
from commonweal.web.audience import MEMBERS

ANSWERED = {200, 302, 400, 401, 403, 404, 405, 409, 413, 415, 422}
BIG = "9" * 20
QUERIES = (
    f"page={BIG}&start=-1&limit=-1&before={BIG}&receipt=%00&sector=%00&parent=%00",
    "page=%00&start=%C2%B2&before=-1&what=%00&org=%00&by=%00&receipt=" + "a" * 5000,
    "start=999999999999999&limit=999999999999999&before=999999999999999&%00=%00&page=%D9%A3",
    "before=%00&start=%00&q=%ff%fe&next=//evil",
)
HEADERS = (
    {"accept-language": "xx-" * 2000, "x-forwarded-for": "evil" * 1000, "accept": "\0"},
    {"accept-language": "ar;q=nan,en;q=1e999", "hx-request": "true", "hx-current-url": "javascript:alert(1)"},
    {"cookie": "language=../../etc; seen=%00; sessionid=\0; csrftoken=" + "a" * 9000},
)
JUNK = ("%00", "a%00", "..%2f..%2f", "%ff", "\u202e", "a" * 5000, "'%22%3Cx")
NAMED = (
    "application",
    "batch",
    "call",
    "check",
    "child",
    "file",
    "item",
    "operation",
    "partnership",
    "sheet",
    "waiting",
    "webhook",
    "organisation",
    "invitation",
    "token",
    "key",
    "subject",
    "box",
    "receipt",
    "draft",
    "name",
    "rest",
)
TYPED = (
    "name", "purpose", "place", "level", "languages", "currency", "starts_on", "organisation", "role", "expires_on",
    "invitation", "sector", "idem", "reason", "your_name", "texts", "title", "sdg", "colour", "link", "question",
    "box", "answer", "ticket", "cites", "criterion", "witnesses", "threshold", "public", "key", "credential",
    "signature", "alternatives", "criteria", "outcome", "sponsor", "who_decides", "size", "parent", "language",
    "next",
)  # fmt: skip


@pytest.fixture
def both(db, time_machine, settings, tmp_path) -> TwoPartnerships:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return two_partnerships()


def every_address(both, **ids):
    for path, pattern in house_addresses():
        if not path.endswith("/bundle"):
            yield filled(pattern, path, "cool-schools", {**both.ids, **ids})


def understood(answer) -> bool:
    """Whether a request was answered in words; a file that came instead is let go."""
    whole(answer)
    return answer.status_code in ANSWERED


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, "Alba"])
def test_strange_questions_and_headers_are_answered(both, name):
    client, wrong = both.client(name), []
    for address in every_address(both):
        wrong += [(address, q[:40]) for q in QUERIES if not understood(client.get(f"{address}?{q}"))]
        for headers in HEADERS:
            if not understood(client.get(address, headers=headers)):
                wrong.append((address, str(headers)[:40]))
            client = both.client(name)

    assert wrong == []


@pytest.mark.slow
def test_places_that_do_not_exist_are_answered(both):
    client, wrong = both.client("Alba"), []
    for number in (0, 2**53, 2**63, 10**30):
        wrong += [
            address
            for address in every_address(both, position=number, place=number, screen=number, level=number)
            if not understood(client.get(address))
        ]
    for junk in JUNK:
        for address in set(every_address(both, **dict.fromkeys(NAMED, junk))) - set(every_address(both)):
            wrong += [address for send in (client.get, client.post) if not understood(send(address))]

    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["\0", "9" * 400, "x" * 20_000, "-1", "\u202e\u200b", "<script>"])
def test_forms_full_of_nonsense_are_answered(both, typed):
    client, wrong = both.client("Alba"), []
    for address in every_address(both):
        for form in ("admit", "ask", "words", "prepare"):
            sent = {**dict.fromkeys(TYPED, typed), "form": form, "step": form}
            if not understood(client.post(address, sent)):
                wrong.append((address, form))

    assert wrong == []


@pytest.mark.parametrize("length", ["abc", "-5", "9" * 30, "1e3"])
def test_a_length_that_is_none_is_refused(both, length):
    address = "/api/v1/partnerships/cool-schools/acts"

    answer = both.client("Alba").generic("POST", address, b"{}", content_type="application/json", CONTENT_LENGTH=length)

    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("depth", [100, 500, 990, 50_000])
def test_a_deep_act_is_refused(both, depth):
    said = json.dumps({"kind": "fit.name_goal", "body": {"title": 0}}).replace("0", "[" * depth + "]" * depth)

    answer = both.client("Alba").post("/api/v1/partnerships/cool-schools/acts", said, content_type="application/json")

    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("next_", ["home", "founding:host", ".", "//evil.example", "/\\evil.example", "https://evil.example",
                                   "javascript:alert(1)", "/\t/evil.example", ""])  # fmt: skip
def test_the_choice_of_a_language_leads_to_nowhere_else(client, db, next_):
    answer = client.post("/language/", {"language": "es", "next": next_})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_what_a_signed_in_reader_sees_is_kept_by_nobody(both):
    for address in every_address(both):
        answer = both.client("Alba").get(address)
        whole(answer)
        kept = answer.get("Cache-Control", "")
        assert "no-store" in kept or "public" in kept, address
        if "public" in kept:
            assert "/tile/" in address or address.endswith(
                ("/checkpoint", "/proof", "/openapi.json", "/programme.json")
            ), address


def test_a_record_for_members_is_handed_to_no_cache_and_no_other_host(both):
    rule = Access(what="record", roles=MEMBERS, refusal={"en": "The record is for those who take part."})
    clauses = [
        clause.model_copy(update={"rules": (rule,)}) if clause.number == "3.1" else clause
        for clause in interim_charter().clauses
    ]
    charter = interim_charter().model_copy(update={"clauses": tuple(clauses)})
    with projecting():
        CharterInForce(key="test", partnership=both.cool.id, digest=charter.digest(), since=1, since_at=NOON,
                       document=charter.model_dump(mode="json")).save()  # fmt: skip
        row = Partnership.objects.get(pk=both.cool.id)
        row.charter = charter.digest()
        row.save()
    tile = "/p/cool-schools/tile/0/000.p/1"

    for name in (None, "Farah", "Zora"):
        for address in (tile, "/p/cool-schools/checkpoint", "/p/cool-schools/record/1/", "/p/cool-schools/bundle",
                        "/api/v1/partnerships/cool-schools/entries", "/p/cool-schools/activity/"):  # fmt: skip
            assert both.client(name).get(address).status_code == 403, address
    answer = both.client("Olga").get(tile)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert "Access-Control-Allow-Origin" not in answer


def test_attempts_are_counted_for_all_workers_and_not_washed_away():
    kept = house.CACHES["default"]

    assert kept["BACKEND"] == "commonweal.people.counting.Counting"  # a row for each count, forgotten by none


def test_an_act_beyond_its_size_is_told_in_a_sentence(both):
    territories = [{"name": "水" * 200, "code": "x" * 60}] * 200
    body = {"name": "Cool Schools", "place": "Here", "purpose": "Shade for everybody.", "level": "local",
            "languages": ["en"], "currency": "EUR", "territories": territories}  # fmt: skip

    answer = send_act(both.client("Alba"), "cool-schools", "founding.describe", body)

    assert answer.status_code == 409
    assert "at most 65535 bytes" in answer.json()["title"]


def test_what_only_looks_like_a_reference_is_refused_in_words(both):
    client = both.client("Alba")
    own = {"title": "Ours?", "low": "No", "high": "Yes", "lang": "en"}
    criteria = [{"code": code, **own} for code in ("text", "digest")]

    opened = send_act(
        client, "cool-schools", "fit.open_assessment", {"alternatives": ["alliance", "alone"], "criteria": criteria}
    )
    marks = {"text": 5, "digest": 1}
    scored = send_act(
        client, "cool-schools", "fit.score",
        {"assessment": both.ids["assessment"], "scores": {"alliance": marks, "alone": marks}},
    )  # fmt: skip

    assert (opened.status_code, scored.status_code) == (422, 409)
    assert "not a reference" in scored.json()["title"]
