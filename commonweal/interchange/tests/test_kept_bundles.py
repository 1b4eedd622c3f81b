"""A bundle is built once for many, never for what is no longer so, and leaves nothing of what was erased."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from django.test import Client

from commonweal.acts.perform import setting_of
from commonweal.acts.readable import withheld_from
from commonweal.acts.testing import Founded, founded
from commonweal.interchange import kept_bundles, one_at_a_time
from commonweal.interchange.bundles import export_bundle
from commonweal.partnerships.actors import visitor
from commonweal.people import words
from commonweal.people.models import Text
from commonweal.web.audience import now

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cool(settings, tmp_path: Path) -> Founded:
    settings.MEDIA_ROOT = tmp_path
    cool = founded()
    company = cool.org("company")
    cool.given("membership.leave", organisation=company, reason={"text": "Zanzibarwort in the yard", "lang": "en"})
    return cool


def files(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.rglob("*.commonweal"))


def asked(client: Client, cool: Founded, tag: str = ""):
    """Return the answer, its file closed."""
    answer = client.get(f"/p/{cool.slug}/bundle", headers={"If-None-Match": tag} if tag else {})
    answer.close()
    return answer


def test_many_ask_and_it_is_built_once(cool, client: Client, tmp_path, monkeypatch):
    first = b"".join(client.get(f"/p/{cool.slug}/bundle"))
    monkeypatch.setattr(kept_bundles, "export_bundle", None)  # would fail if it were called

    assert b"".join(client.get(f"/p/{cool.slug}/bundle")) == first
    assert len(files(tmp_path)) == 1


def test_whoever_has_it_is_told_so(cool, client: Client):
    first = asked(client, cool)

    again = asked(client, cool, first["ETag"])
    cool.given("membership.represent", organisation=cool.org("ngo"))
    later = asked(client, cool, first["ETag"])

    assert again.status_code == 304
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


def test_an_entry_removes_what_was_built_before_it(cool, settings, client: Client, tmp_path):
    settings.COMMONWEAL_LISTENERS = ["commonweal.interchange.kept_bundles.forget"]
    asked(client, cool)
    assert len(files(tmp_path)) == 1

    cool.given("membership.represent", organisation=cool.org("ngo"))

    assert files(tmp_path) == []


def test_the_house_listens():
    from django.conf import settings  # noqa: PLC0415 - the settings as they are, not as a test wants them

    assert "commonweal.interchange.kept_bundles.forget" in settings.COMMONWEAL_LISTENERS


def test_what_is_erased_is_in_no_file_even_where_nobody_heard_of_it(cool, client: Client, tmp_path):
    before = b"".join(client.get(f"/p/{cool.slug}/bundle"))
    text = Text.objects.get(text__contains="Zanzibarwort")
    words.erase([text.id], partnership=cool.id, at=now())

    answer = client.get(f"/p/{cool.slug}/bundle")

    assert answer.status_code == 404  # no act of this record erased it: such a bundle would not hold
    assert files(tmp_path) == []
    assert before


def test_what_changes_while_it_is_built_is_not_kept(cool, client: Client, tmp_path, monkeypatch):
    times: list[int] = []

    def slow(partnership, out, *, withheld):
        export_bundle(partnership, out, withheld=withheld)
        if not times:
            times.append(1)
            cool.given("membership.represent", organisation=cool.org("ngo"))

    monkeypatch.setattr(kept_bundles, "export_bundle", slow)
    answer = asked(client, cool)

    withheld = withheld_from(visitor(cool.id), setting=setting_of(cool.id))
    state = kept_bundles.state_of(cool.id, withheld=withheld)
    assert answer["ETag"] == f'"{state}"'
    assert [file.stem for file in files(tmp_path)] == [state]


def test_while_another_one_is_built_one_is_asked_to_come_again(cool, client: Client, tmp_path, monkeypatch):
    monkeypatch.setattr(one_at_a_time, "PATIENCE", 0.1)
    (tmp_path / "bundles").mkdir()
    with (tmp_path / "bundles" / "building.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = asked(client, cool)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert asked(client, cool).status_code == 200
