"""A host that changes the database behind the record's back is found out: on the entry's page, and by `verify`."""

from __future__ import annotations

import io

import pytest
from django.db import connection

from commonweal.acts.testing import Founded, founded
from commonweal.interchange.bundles import NotExported, export_bundle
from commonweal.kit.ids import id_from_seed
from commonweal.people.models import Text
from commonweal.record import checkpointing
from commonweal.record.hostkeys import log_key
from commonweal.record.models import StoredEntry
from commonweal.verifier.checks import verify_bundle

IDEM = id_from_seed("test", "host")


@pytest.fixture
def cool(db) -> Founded:
    partnership = founded()
    says = {"text": "The yards reach 45 degrees.", "lang": "en"}
    partnership.given("fit.state_condition", condition="problem", colour="red", says=says, idem=IDEM)
    partnership.given("fit.name_goal", title="No yard above 38 degrees")
    checkpointing.current(partnership.id, log_key=log_key(partnership.id))
    return partnership


def position_of(cool, idem=IDEM):
    return StoredEntry.objects.get(partnership=cool.id, idem=idem).position


def rewritten(cool, position, change):
    """Change the bytes of an entry as whoever owns the database can, past the triggers."""
    on = " ON record_entry" if connection.vendor == "postgresql" else ""
    raw = bytes(StoredEntry.objects.get(partnership=cool.id, position=position).raw)
    changed = change(raw)
    assert changed != raw
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER record_entry_unchanged{on}")
        cursor.execute(
            "UPDATE record_entry SET raw = %s WHERE partnership = %s AND position = %s", [changed, cool.id, position]
        )


def found_in_bundle(cool):
    out = io.BytesIO()
    try:
        export_bundle(cool.id, out)
    except NotExported as refused:
        return str(refused)
    report = verify_bundle(io.BytesIO(out.getvalue()))
    assert not report.holds
    return str(report.differences()[0])


def page(client, cool, position):
    return client.get(f"/p/{cool.slug}/record/{position}/")


def test_nothing_is_said_against_a_record_that_was_left_alone(cool, client):
    shown = page(client, cool, position_of(cool)).content.decode()

    assert "must not be trusted" not in shown
    assert "not those that were recorded" not in shown
    assert "The yards reach 45 degrees." in shown


def test_words_that_were_changed_are_found_and_not_shown(cool, client):
    Text.objects.filter(partnership=cool.id, text__startswith="The yards").update(text="The yards are cool.")

    shown = page(client, cool, position_of(cool)).content.decode()

    assert "not those that were recorded" in shown
    assert "The yards are cool." not in shown
    assert str(position_of(cool)) in found_in_bundle(cool)


def test_an_entry_that_was_rewritten_is_found(cool, client):
    goal = position_of(cool) + 1
    rewritten(cool, goal, lambda raw: raw.replace(b"38 degrees", b"48 degrees"))

    assert "must not be trusted" in page(client, cool, goal).content.decode()
    assert str(goal) in found_in_bundle(cool)


@pytest.mark.parametrize(
    "change", [lambda raw: b"", lambda raw: b"\xff\0" + raw, lambda raw: raw.replace(b'"v":1', b'"v":2')]
)
def test_an_entry_that_is_none_any_more_is_told_and_is_no_fault(cool, client, change):
    client.raise_request_exception = False
    rewritten(cool, position_of(cool), change)

    answer = page(client, cool, position_of(cool))

    assert answer.status_code == 500
    assert "does not hold" in answer.content.decode()
