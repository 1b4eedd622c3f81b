"""Words that the charter lets only some read leave the house by no door for anybody else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON, account, given, known_here, made
from commonweal.config.tests.two_partnerships import TwoPartnerships, filled, house_addresses, two_partnerships
from commonweal.kit.ids import id_from_seed
from commonweal.notices import feeds
from commonweal.notices.concerned import tell_of
from commonweal.notices.models import Feed, Letter
from commonweal.notices.ticking import tick
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.people.models import Text
from commonweal.record import reading

MARK = "Zanzibarwort"
SEARCHES = ("/p/cool-schools/search/", "/search/")
SHUT_OUT = (None, "Farah", "Zora", "Hana", "Olga", "Emre", "Sami")
"""Without an account, with one, convener elsewhere, who runs the host, observer, participant, substitute."""


@pytest.fixture
def both(db, time_machine, settings, tmp_path) -> TwoPartnerships:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_BACKEND = "commonweal.notices.letterbox.Letterbox"
    cache.clear()
    both = two_partnerships()
    both.ids["application"] = _applied(both)
    return both


def _applied(both: TwoPartnerships) -> str:
    """Let Gita apply with words that none but those who answer may read, and everybody be told of it."""
    application = id_from_seed("test", "words kept back")
    tick(at=NOON)
    gita = Actor(both.cool.id, person=known_here(both.cool, "Gita"), roles=frozenset({ANYONE, "applicant"}))
    said = {"text": f"I water the {MARK} of the yard.", "lang": "en"}
    act = made("calls.apply", both.cool.id, call=both.ids["call"], application=application,
               organisation_name="Two neighbours", sector="community", answers=[said])  # fmt: skip
    tell_of(given(act, by=gita))
    return application


def everywhere(both: TwoPartnerships, name: str | None) -> Iterator[str]:
    """Yield every address of the house, of each entry, of each list in each form, and her own feeds."""
    for path, pattern in house_addresses():
        yield filled(pattern, path, "cool-schools", both.ids)
    for position in range(reading.size(both.cool.id)):
        yield f"/p/cool-schools/record/{position}/"
        yield f"/p/cool-schools/record/{position}/lineage/"
        yield f"/p/cool-schools/talk/{position}/"
        yield f"/api/v1/partnerships/cool-schools/entries/{position}"
    for sheet in ("applications", "calls", "messages", "members"):
        yield from (f"/p/cool-schools/export/{sheet}.{file}" for file in ("csv", "json", "xlsx"))
        yield f"/api/v1/partnerships/cool-schools/sheets/{sheet}?limit=1000"
    yield "/api/v1/partnerships/cool-schools/entries?limit=1000"
    if name:
        yield feeds.made(account(name), Feed.Form.ATOM, at=NOON)
        yield feeds.made(account(name), Feed.Form.CALENDAR, at=NOON)


def given_to(client: Client, address: str) -> bytes:
    """Return what comes from an address; of a file that holds others, also what they hold."""
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    if not content.startswith(b"PK\x03\x04"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return content + b"".join(archive.read(each) for each in archive.namelist())


def doors(both: TwoPartnerships, name: str | None) -> list[str]:
    """Return the addresses at which somebody is shown these words."""
    found = []
    for address in everywhere(both, name):
        client = both.client(name)  # some of these addresses sign out
        if MARK.encode() in given_to(client, address):
            found.append(address)
    return found


def finds(both: TwoPartnerships, name: str | None) -> list[str]:
    """Return where a search for these words leads somebody to the application."""
    client, application = both.client(name), both.ids["application"].encode()
    return [address for address in SEARCHES if application in client.get(address, {"q": MARK}).content]


@pytest.mark.slow
@pytest.mark.parametrize("name", SHUT_OUT)
def test_whoever_may_not_read_them_meets_them_nowhere(both: TwoPartnerships, name: str | None):
    assert doors(both, name) == []
    assert finds(both, name) == []


@pytest.mark.slow
def test_those_who_answer_read_them_where_they_answer(both: TwoPartnerships):
    page = f"/p/cool-schools/calls/{both.ids['call']}/applications/{both.ids['application']}/"

    found = doors(both, "Alba")

    assert page in found
    assert "/p/cool-schools/bundle" in found
    assert any(address.startswith("/p/cool-schools/record/") for address in found)
    assert finds(both, "Alba") == list(SEARCHES)
    assert page in doors(both, "Bruno")


def test_whoever_wrote_them_reads_them_on_the_record_but_gets_the_file_of_everybody(both: TwoPartnerships):
    gita = both.client("Gita")
    position = reading.size(both.cool.id) - 1

    assert MARK.encode() in given_to(gita, f"/p/cool-schools/record/{position}/")
    assert MARK.encode() not in given_to(gita, "/p/cool-schools/bundle")
    assert given_to(gita, "/p/cool-schools/bundle") == given_to(both.client(None), "/p/cool-schools/bundle")


def test_they_go_out_with_no_mail(both: TwoPartnerships):
    for hours in range(0, 72, 3):
        tick(at=NOON + timedelta(hours=hours))

    assert Letter.objects.count() > 3
    assert not Letter.objects.filter(body__contains=MARK).exists()
    assert not Letter.objects.filter(html__contains=MARK).exists()
    assert not any(MARK in letter.body for letter in mail.outbox)
    assert Text.objects.filter(text__contains=MARK).count() == 1
