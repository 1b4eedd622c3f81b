"""Whatever is sent to the pages of an import, they answer in words, and nothing of it runs."""

from __future__ import annotations

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.acts.testing import account, founded
from commonweal.interchange.organisations.tests.samples import as_csv, as_xlsx, forty
from commonweal.interchange.organisations.tests.test_pages import brought

pytestmark = pytest.mark.django_db


@pytest.fixture
def alba(client: Client) -> Client:
    founded()
    client.force_login(account("Alba"))
    return client


def test_hostile_cells_are_shown_as_text(alba):
    evil = '"><script>alert(1)</script>'
    preview = brought(alba, as_csv([[evil, evil]], headers=("name", "sector")), name=f"{evil}.csv")

    page = alba.get(preview).content.decode()

    assert "<script>alert" not in page


def test_whatever_is_sent_is_answered_in_words(alba):
    chance = random.Random(3)
    kinds = [b"name,sector\n", b"{", b"PK\x03\x04", as_xlsx([["A", "ngo"]], headers=("name", "sector"))]
    for _round in range(40):
        data = chance.choice(kinds)
        noise = bytes(chance.randrange(256) for _n in range(chance.randrange(200)))
        cut = chance.randrange(len(data) + 1)
        file = SimpleUploadedFile("x.csv", data[:cut] + noise + data[cut:])
        answer = alba.post("/p/cool-schools/import/organisations/", {"file": file})
        assert answer.status_code in (302, 422)
        if answer.status_code == 302:
            assert alba.get(answer["Location"]).status_code == 200
            assert alba.get(answer["Location"] + "columns/").status_code == 200
            assert alba.get(answer["Location"] + "faulty.csv").status_code == 200


def test_whatever_is_typed_is_kept_or_ignored(alba):
    preview = brought(alba, as_csv(forty()))

    for typed in (
        {"c-3-1": "\0", "row": "3"},
        {"c-3-99": "x", "c-99999-0": "x", "c-3-": "x"},
        {"row": ["-1", "x", "9" * 30], "out-3": "yes"},
        {"page": "99999"},
        {"page": "٣"},
        {"called": "../../\r\nSet-Cookie: x"},
    ):
        assert alba.post(preview, typed).status_code == 302
    for query in ("?page=0", "?page=-1", "?page=x", "?edit=99999", "?edit=3", "?page=٣"):
        assert alba.get(preview + query).status_code == 200
