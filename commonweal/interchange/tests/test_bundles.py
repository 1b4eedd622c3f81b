"""A partnership leaves its host as a file and comes up from it with nothing missing."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict

from commonweal.acts.replay import tables
from commonweal.acts.testing import NOON, Founded, founded, founded_alone
from commonweal.interchange.bundles import NotExported, NotRestored, export_bundle, restore_bundle
from commonweal.people.models import Erased, Text
from commonweal.record import reading
from commonweal.record.laying import drop_partnership
from commonweal.record.readmodel import projecting
from commonweal.verifier.checks import verify_bundle
from commonweal.verifier.standalone import verify as standalone


@pytest.fixture
def cool(db) -> Founded:
    """A partnership that has done a little of everything that leaves something beside the record."""
    partnership = founded()
    said = {"text": "The yards of two schools reach 45 degrees in May.", "lang": "en"}
    for colour in ("red", "amber"):
        partnership.given("fit.state_condition", condition="problem", colour=colour, says=said | {"text": colour * 9})
    partnership.given("fit.name_goal", title="No yard above 38 degrees", lang="en")
    return partnership


def exported(partnership: Founded) -> bytes:
    out = io.BytesIO()
    export_bundle(partnership.id, out)
    return out.getvalue()


def forgotten(partnership: Founded) -> None:
    """Take a partnership off this host, as if it had never been here."""
    with projecting():
        for table in reversed(tables()):
            table.objects.filter(partnership=partnership.id).delete()
    Text.objects.filter(partnership=partnership.id).delete()
    drop_partnership(partnership.id)


def rows(partnership: Founded) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every read model."""
    return {
        table.__name__: [model_to_dict(row) for row in table.objects.filter(partnership=partnership.id).order_by("pk")]
        for table in tables()
    }


def test_both_verifiers_accept_what_is_exported(cool: Founded):
    data = exported(cool)

    report = verify_bundle(io.BytesIO(data))

    assert report.holds, report.differences()
    assert (report.facts["size"], report.facts["texts"]) == (reading.size(cool.id), 2)
    assert standalone.Bundle(io.BytesIO(data)).check().facts == report.facts


def test_a_restored_partnership_is_the_same_and_exports_the_same_file(cool: Founded):
    before, bundle, head = rows(cool), exported(cool), reading.head(cool.id)
    forgotten(cool)

    row = restore_bundle(io.BytesIO(bundle))

    assert row.slug == cool.slug
    assert reading.head(cool.id) == head
    assert rows(cool) == before
    assert exported(cool) == bundle


def test_the_same_next_act_gives_the_same_next_root(cool: Founded):
    bundle = exported(cool)
    following = {"title": "Shade in every yard", "lang": "en", "idem": "a" * 26, "at": NOON + timedelta(hours=1)}
    cool.given("fit.name_goal", **following)
    head = reading.head(cool.id)
    forgotten(cool)
    restore_bundle(io.BytesIO(bundle))

    cool.given("fit.name_goal", **following)

    assert reading.head(cool.id) == head


def test_what_was_erased_here_does_not_come_back_with_an_old_bundle(cool: Founded):
    bundle = exported(cool)
    gone = Text.objects.filter(partnership=cool.id).order_by("pk").values_list("pk", flat=True)[0]
    Erased.objects.create(id=gone, partnership=cool.id, at=NOON)
    forgotten(cool)

    restore_bundle(io.BytesIO(bundle))

    row = Text.objects.get(pk=gone)
    assert (row.text, row.lang, row.salt, row.erased_at) == ("", "", None, NOON)
    assert Text.objects.exclude(pk=gone).get(partnership=cool.id).text != ""
    with pytest.raises(NotExported, match="no act of this record erased it"):
        exported(cool)


def test_a_bundle_that_does_not_hold_changes_nothing(cool: Founded):
    bundle = bytearray(exported(cool))
    bundle[len(bundle) // 2] ^= 1
    forgotten(cool)

    with pytest.raises(NotRestored):
        restore_bundle(io.BytesIO(bytes(bundle)))
    with pytest.raises(NotRestored):
        restore_bundle(io.BytesIO(b"nothing"))

    assert reading.size(cool.id) == 0
    assert not Text.objects.filter(partnership=cool.id).exists()


def test_a_record_or_an_address_that_is_here_already_is_refused(cool: Founded):
    bundle = exported(cool)

    with pytest.raises(NotRestored, match="already kept here"):
        restore_bundle(io.BytesIO(bundle))
    forgotten(cool)
    with pytest.raises(NotRestored, match="part of its founding"):
        restore_bundle(io.BytesIO(bundle), slug="elsewhere")


def test_a_text_that_vanished_without_an_act_stops_the_export(cool: Founded):
    Text.objects.filter(partnership=cool.id).delete()

    with pytest.raises(NotExported, match="gone"):
        exported(cool)


def test_a_record_without_entries_cannot_be_exported(db):
    with pytest.raises(reading.NotThereError):
        export_bundle("a" * 26, io.BytesIO())


def test_a_bundle_that_names_what_is_anothers_here_changes_nothing(cool: Founded):
    bundle, text = exported(cool), Text.objects.filter(partnership=cool.id).first()
    assert text is not None
    forgotten(cool)
    elsewhere = founded_alone("Quiet Streets")
    Text.objects.create(id=text.pk, partnership=elsewhere.id, digest="0" * 64, text="Said elsewhere.", lang="en")

    with pytest.raises(NotRestored, match="the id of something else here"):
        restore_bundle(io.BytesIO(bundle))

    assert Text.objects.get(pk=text.pk).text == "Said elsewhere."
    assert reading.size(cool.id) == 0
