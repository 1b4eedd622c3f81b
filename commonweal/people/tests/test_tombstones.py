"""What was erased stays erased, whatever database is put back: ids alone say so, beside it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from commonweal.kit.ids import id_from_seed
from commonweal.people import forgetting, identity, tombstones, words
from commonweal.people.models import Account, Erased, Pseudonym, Text

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = id_from_seed("test", "here")
ONE, TWO = id_from_seed("test", "one"), id_from_seed("test", "two")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(settings, tmp_path):
    settings.ERASED_FILE = tmp_path / "var" / "erased.txt"
    return settings.ERASED_FILE


def test_ids_alone_are_kept_in_a_file_that_only_its_owner_reads(file, django_capture_on_commit_callbacks):
    words.store("Sí.", lang="es", id=ONE, partnership=HERE)

    with django_capture_on_commit_callbacks(execute=True):
        words.erase([ONE], partnership=HERE, at=NOON)

    assert file.read_text() == f"{ONE} {HERE} 2026-03-02T12:00:00Z\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_when_nothing_is_committed(file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        tombstones.remember([ONE], partnership=HERE, at=NOON)

    assert not file.exists()


def test_what_is_known_is_not_written_twice(file, django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            tombstones.remember([ONE, TWO], partnership=HERE, at=NOON)

    assert len(file.read_text().splitlines()) == 2


def test_a_torn_line_says_nothing_and_harms_no_other(file):
    tombstones.write([tombstones.Tombstone(ONE, HERE, NOON)])
    with file.open("a") as torn:
        torn.write(TWO[:7])

    tombstones.write([tombstones.Tombstone(TWO, "", NOON)])

    assert [one.id for one in tombstones.kept()] == [ONE, TWO]


@pytest.mark.parametrize("line", ["", "x", "a b c", f"{ONE} {HERE}", f"{ONE} nowhere 2026-03-02T12:00:00Z",
                                  f"{ONE} {HERE} yesterday"])  # fmt: skip
def test_a_line_that_is_none_is_passed_over(file, line):
    file.parent.mkdir()
    file.write_text(line + "\n")

    assert tombstones.kept() == []


def test_an_older_database_brings_nobody_back(file):
    alba = Account.objects.create_user("alba@example.org", name="Alba")
    hers = identity.pseudonym_of(alba, partnership=HERE)
    words.store("Sí.", lang="es", id=ONE, partnership=HERE)
    other = identity.pseudonym_of(Account.objects.create_user("b@example.org", name="B"), partnership=HERE)
    tombstones.write([tombstones.Tombstone(ONE, HERE, NOON), tombstones.Tombstone(hers, HERE, NOON),
                      tombstones.Tombstone(alba.pk, "", NOON)])  # fmt: skip

    assert forgetting.bury_again(at=NOON) == 3

    kept = Text.objects.get(pk=ONE)
    assert (kept.text, kept.salt) == ("", None)
    assert Pseudonym.objects.get(pk=hers).account is None
    assert [a.name for a in Account.objects.all()] == ["B"]
    assert identity.names_of([hers, other], partnership=HERE) == {other: "B"}
    assert forgetting.bury_again(at=NOON) == 0


def test_a_file_that_lacks_something_is_given_it(file):
    Erased.objects.create(id=ONE, partnership=HERE, at=NOON)

    assert tombstones.not_known_here() == []

    assert [one.id for one in tombstones.kept()] == [ONE]


def test_many_processes_lose_no_line(file):
    file.parent.mkdir()
    children = []
    for n in range(8):
        child = os.fork()
        if not child:
            for i in range(20):
                tombstones.write([tombstones.Tombstone(id_from_seed("t", str(n), str(i)), HERE, NOON)])
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)

    assert len({one.id for one in tombstones.kept()}) == 160


def test_without_a_file_nothing_is_lost_or_read(settings):
    settings.ERASED_FILE = None

    tombstones.write([tombstones.Tombstone(ONE, HERE, NOON)])

    assert tombstones.kept() == []
