"""Children on other hosts: looked at over a real connection, proved, noted, and caught when they fork."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.capabilities.founding.queries import remote_child
from commonweal.interchange.tree.looking import last_look, look, tick
from commonweal.interchange.tree.models import Look
from commonweal.interchange.tree.tests.far import Far, served
from commonweal.record import reading
from commonweal.record.forks import parse_fork, require_fork
from commonweal.record.keys import SigningKey

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LATER = timedelta(minutes=5)

pytestmark = pytest.mark.loopback


@pytest.fixture
def cool(db, settings, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    settings.PRIVATE_HOSTS = True
    return founded()


@pytest.fixture
def far():
    return Far()


@pytest.fixture
def alba(client):
    client.force_login(account("Alba"), backend=BACKEND)
    return client


def added(cool: Founded, far: Far, url: str) -> str:
    cool.given("founding.add_child", child=far.id, name="Far Away", url=url, log_key=far.log_key)
    return f"/p/{cool.slug}/programme/{far.id}/"


def test_the_convener_looks_and_has_noted_what_is_proved(cool, far, alba, time_machine):
    with served(far) as url:
        page = added(cool, far, url)
        assert "It was not looked at yet." in alba.get(page).content.decode()
        alba.post(page, {"do": "look"})
        assert "Note it at 100 acts" in alba.get(page).content.decode()
        assert alba.post(page, {"do": "note"}).status_code == 302
        far.size = 290
        time_machine.move_to(NOON + LATER, tick=False)
        alba.post(page, {"do": "look"})
        alba.post(page, {"do": "note"})

    row = remote_child(cool.id, far.id)
    assert (row.size, row.root) == (290, far.maker.tree.root(290).hex())
    entry = reading.entry_at(cool.id, row.noted)
    assert (entry.by, len(entry.body["proof"]) > 0) == (cool.person("Alba"), True)
    assert "Note it at" not in alba.get(page).content.decode()


def test_pressing_twice_notes_once(cool, far, alba):
    with served(far) as url:
        page = added(cool, far, url)
        alba.post(page, {"do": "look"})
        alba.post(page, {"do": "look"})
        assert sum(path.endswith("/checkpoint") for path in far.asked) == 1
        size = reading.size(cool.id)
        alba.post(page, {"do": "note"})
        alba.post(page, {"do": "note"})

    assert reading.size(cool.id) == size + 1


@pytest.mark.parametrize("size", [100, 250])
def test_a_child_that_rewrites_its_history_is_caught_and_the_proof_holds_for_everybody(
    cool, far, alba, client, time_machine, size
):
    with served(far) as url:
        page = added(cool, far, url)
        alba.post(page, {"do": "look"})
        alba.post(page, {"do": "note"})
        time_machine.move_to(NOON + LATER, tick=False)
        far.other_history(size=size)
        alba.post(page, {"do": "look"})
        assert "Put the proof on the record" in alba.get(page).content.decode()
        assert remote_child(cool.id, far.id).size == 100
        alba.post(page, {"do": "note"})

    row = remote_child(cool.id, far.id)
    client.logout()
    shown = client.get(page).content.decode()
    assert "signed two histories" in shown
    file = client.get(f"{page}fork/{row.forked}")
    fork, logs = parse_fork(file.content)
    assert require_fork(fork, logs=logs).size == 100
    assert [str(log) for log in logs] == [far.log_key]
    assert f"{page}fork/{row.forked}" in client.get(f"/p/{cool.slug}/forks/").content.decode()


def test_a_host_that_shows_less_or_another_key_or_nothing_is_told_and_nothing_is_noted(cool, far, alba, time_machine):
    with served(far) as url:
        page = added(cool, far, url)
        alba.post(page, {"do": "look"})
        alba.post(page, {"do": "note"})
        far.size = 50
        assert "fewer than" in look(remote_child(cool.id, far.id), at=NOON + LATER).says
        far.size, far.maker.host = 120, SigningKey(b"t" * 32)
        assert "signature of its log" in look(remote_child(cool.id, far.id), at=NOON + 2 * LATER).says
    said = look(remote_child(cool.id, far.id), at=NOON + 3 * LATER)
    assert ("did not answer" in said.says, said.found) == (True, None)


def test_private_networks_are_not_asked(cool, far, settings):
    with served(far) as url:
        added(cool, far, url)
        settings.PRIVATE_HOSTS = False
        said = look(remote_child(cool.id, far.id), at=NOON)

    assert far.asked == []
    assert "https" in said.says


@pytest.mark.parametrize(
    "figures",
    [
        None,
        b"",
        b"[]",
        b"{",
        b'{"format":"commonweal-programme/1"}',
        b"[" * 100_000,
        json.dumps({"format": "commonweal-programme/1", "partnership": "a" * 26, "name": "Other"}).encode(),
        b" " * 1_100_000,
    ],
)
def test_figures_that_cannot_be_read_keep_nobody_from_the_proof(cool, far, figures):
    far.figures = figures
    with served(far) as url:
        added(cool, far, url)
        said = look(remote_child(cool.id, far.id), at=NOON)

    assert said.found["size"] == 100
    assert said.figures is None
    assert "figures could not be read" in said.says


def test_the_tick_looks_and_writes_nothing_on_the_record(cool, far):
    with served(far) as url:
        added(cool, far, url)
        size = reading.size(cool.id)
        tick(NOON)
        tick(NOON + LATER)
        assert sum(path.endswith("/checkpoint") for path in far.asked) == 1
        tick(NOON + timedelta(hours=7))

    assert sum(path.endswith("/checkpoint") for path in far.asked) == 2
    assert reading.size(cool.id) == size
    assert Look.objects.get().found["size"] == 100


def test_who_does_not_convene_neither_looks_nor_notes(cool, far, client):
    with served(far) as url:
        page = added(cool, far, url)
        client.force_login(account("Bruno"), backend=BACKEND)
        assert client.post(page, {"do": "look"}).status_code == 403
        client.logout()
        assert client.post(page, {"do": "look"}).status_code == 403

    assert far.asked == []
    assert last_look(cool.id, far.id) is None
    assert client.get(f"/p/{cool.slug}/programme/{'a' * 26}/").status_code == 404


def test_the_figures_are_told_with_their_source(cool, far, alba, client):
    cool.given(
        "membership.correct", organisation=cool.org("company"), name="Tejados Frescos", sector="company",
        identifiers=[{"scheme": "ES-CIF", "value": "B1"}],
    )  # fmt: skip
    with served(far) as url:
        page = added(cool, far, url)
        alba.post(page, {"do": "look"})
        alba.post(page, {"do": "note"})
    client.logout()

    shown = client.get(f"/p/{cool.slug}/programme/").content.decode()

    assert "Told by 127.0.0.1" in shown
    assert "6 organisations take part" in shown  # five here, two there, one of them the same
    assert "1 organisation occurs in several partnerships" in shown
    assert "A ward of it" in shown
    assert "That host says that 5 acts of it are noted." in shown
