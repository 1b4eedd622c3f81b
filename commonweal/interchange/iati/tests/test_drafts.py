"""Uploaded files wait for one person, few at a time, and not for long."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON, account
from commonweal.interchange.iati import drafts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "taking-in"


def test_a_file_waits_for_its_owner_alone(folder):
    draft = drafts.keep(b"<a/>", of=account("Alba"), at=NOON)

    assert drafts.kept(draft, of=account("Alba")) == b"<a/>"
    with pytest.raises(drafts.NoDraftError):
        drafts.kept(draft, of=account("Bruno"))


def test_nobody_fills_the_disk_with_files_that_wait(folder):
    bruno = drafts.keep(b"<b/>", of=account("Bruno"), at=NOON)
    mine = []
    for n in range(20):
        mine.append(drafts.keep(b"<a/>", of=account("Alba"), at=NOON))
        os.utime(folder / f"{account('Alba').pk}-{mine[-1]}.xml", (NOON.timestamp() + n,) * 2)

    assert len(list(folder.iterdir())) == drafts.MOST + 1
    assert drafts.kept(mine[-1], of=account("Alba")) == b"<a/>"
    assert drafts.kept(bruno, of=account("Bruno")) == b"<b/>"


def test_what_waited_a_day_goes_with_the_next_file(folder):
    old = drafts.keep(b"<a/>", of=account("Alba"), at=NOON)
    os.utime(next(folder.iterdir()), (NOON.timestamp(),) * 2)

    drafts.keep(b"<b/>", of=account("Bruno"), at=NOON + timedelta(days=1, seconds=1))

    with pytest.raises(drafts.NoDraftError):
        drafts.kept(old, of=account("Alba"))
