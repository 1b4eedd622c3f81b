"""A record of a hundred thousand entries costs a page the same questions as one of ten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonweal.acts.testing import NOON, Founded, founded_alone
from commonweal.capabilities.register.models import RecordedAct
from commonweal.charter.interim import interim_charter
from commonweal.kit.ids import id_from_seed
from commonweal.record import laying, reading
from commonweal.record.entry import act_object, encode_entry
from commonweal.record.readmodel import projecting

LONG = 100_000
PAGES = ("", "record/", "activity/", "record/{last}/", "record/{last}/lineage/")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_long_record_costs_the_same_questions(client: Client) -> None:
    cool = founded_alone()
    short = {page: questions(client, cool, page.format(last=0)) for page in PAGES}

    lay_down_long(cool)

    assert {page: questions(client, cool, page.format(last=LONG - 1)) for page in PAGES} == short
    assert questions(client, cool, f"record/{LONG // 2}/") == short["record/{last}/"]


def questions(client: Client, cool: Founded, page: str) -> int:
    """Return how many questions a page asks, once what never changes was asked for."""
    address = f"/p/{cool.slug}/{page}"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def lay_down_long(cool: Founded) -> None:
    """Put a long record in the place of the short one, with what its lists are read from."""
    founding = reading.entry_at(cool.id, 0)
    laying.drop_partnership(cool.id)
    laying.lay_down(cool.id, entries(founding.raw, cool.id, by=founding.by))
    rows = (
        RecordedAct(
            key=f"{cool.id}.{position}", partnership=cool.id, position=position, room="fit", kind="fit.name_goal",
            person=founding.by or "", organisation="",
        )
        for position in range(1, LONG)
    )  # fmt: skip
    with projecting():
        RecordedAct.objects.filter(partnership=cool.id).delete()
        RecordedAct.objects.bulk_create(rows, batch_size=2000)


def entries(founding: bytes, partnership: str, *, by: str | None) -> Iterator[bytes]:
    """Yield the founding and as many goals as it takes."""
    yield founding
    body = {"title": "A goal", "lang": "en", "beneficiaries": None, "area": None}
    charter = interim_charter().digest()
    body |= {"from_on": None, "until_on": None, "results": [], "sdg": []}
    for number in range(1, LONG):
        act = act_object(
            kind="fit.name_goal", kv=1, partnership=partnership, at=NOON + timedelta(seconds=number), by=by, org=None,
            charter=charter, body=body, idem=id_from_seed("long", str(number)),
        )  # fmt: skip
        yield encode_entry(act)
