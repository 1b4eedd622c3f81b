"""The pages and the command: choose a file, see its faults or what it makes, confirm; then what a stranger reads."""

import html
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from commonweal.interchange.iati import console, drafts
from commonweal.interchange.iati.taking_in import import_iati, plan
from commonweal.interchange.iati.tests.samples import FILE, line_of, without
from commonweal.partnerships.models import Partnership
from commonweal.partnerships.queries import members
from commonweal.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def alice() -> Account:
    return Account.objects.create_user("alice@example.org", name="Alice")


@pytest.fixture
def client_of(client: Client) -> Callable[[Account], Client]:
    def signed_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return signed_in


def chosen(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("activities.xml", data, "text/xml")}


def text_of(response) -> str:
    return " ".join(html.unescape(strip_tags(response.content.decode())).split())


def test_a_visitor_is_asked_to_sign_in(client):
    response = client.get("/start/iati/")

    assert response.status_code == 302
    assert "/accounts/" in response["Location"]


def test_the_faults_of_a_file_are_shown_at_their_lines_and_nothing_is_made(alice, client_of):
    data = without(b'<activity-status code="1"/>')

    response = client_of(alice).post("/start/iati/", chosen(data))

    assert response.status_code == 422
    line = line_of(data, b'<iati-activity xml:lang="pt"')
    assert f"Line {line} <iati-activity> has no <activity-status>." in text_of(response)
    assert Partnership.objects.count() == 0


def test_a_file_is_previewed_then_taken_in(alice, client_of):
    browser = client_of(alice)

    before = browser.post("/start/iati/", chosen(FILE))
    shown = browser.get(before["Location"])
    made_by_looking = Partnership.objects.count()
    after = browser.post(before["Location"])

    assert "The file makes 2 partnerships" in text_of(shown)
    assert "Mothers for Shade Civil society, carries it out" in text_of(shown)
    assert (made_by_looking, Partnership.objects.count()) == (0, 2)
    assert after["Location"] == "/p/cool-schools/"
    assert browser.get(before["Location"]).status_code == 404


def test_a_file_taken_in_before_is_answered_with_where_it_is(alice, client_of, clock):
    import_iati(FILE, by=alice, at=clock.now)

    response = client_of(alice).post("/start/iati/", chosen(FILE))

    assert response.status_code == 422
    assert "This file was taken in before" in text_of(response)
    assert 'href="/p/cool-schools/"' in response.content.decode()


def test_nobody_sees_the_draft_of_another(alice, client_of, clock):
    bob = Account.objects.create_user("bob@example.org")
    draft = drafts.keep(FILE, of=bob, at=clock.now)

    assert client_of(alice).get(f"/start/iati/{draft}/").status_code == 404
    assert client_of(alice).get("/start/iati/..%2Fsecret/").status_code == 404


def test_a_stranger_reads_who_takes_part_and_for_what(alice, client, clock):
    taken, _cautions = import_iati(FILE, by=alice, at=clock.now)

    for partnership in taken:
        text = text_of(client.get(f"/p/{partnership.slug}/"))
        assert partnership.name in text
        assert partnership.purpose in text
        assert all(member.name in text for member in members(partnership.pk))


@pytest.mark.slow
def test_every_valid_sample_has_a_home_that_tells_who_takes_part_and_for_what(
    alice, client, clock, shared_data: Callable[..., Path]
):
    folder = shared_data("standards", "iati-2.03", "tests", "activity-tests", "should-pass")
    files = {file.read_bytes(): file.name for file in sorted(folder.glob("**/*.xml"))}  # two are alike, byte for byte

    for data, name in files.items():
        planned = plan(data, at=clock.now)
        taken, cautions = import_iati(data, by=alice, at=clock.now)
        assert cautions, name  # these files are made to test structure: all of them hurt the ruleset
        for partnership, each in zip(taken, planned.partnerships, strict=True):
            text = text_of(client.get(f"/p/{partnership.slug}/"))
            assert partnership.purpose in text, name
            assert all(organisation.name in text for organisation in each.proposal.organisations), name


def test_the_command_takes_a_file_in(tmp_path, capsys):
    file = tmp_path / "activities.xml"
    file.write_bytes(FILE)

    assert console.main([str(file), "--by", "alice@example.org"]) == 0
    assert "/p/cool-schools/  Cool schools" in capsys.readouterr().out
    assert console.main([str(file), "--by", "alice@example.org"]) == 1
    assert "taken in before" in capsys.readouterr().err


def test_the_command_names_the_lines_of_a_refusal(tmp_path, capsys):
    file = tmp_path / "activities.xml"
    data = without(b"1000.50", instead=b"1,000.50")
    file.write_bytes(data)

    assert console.main([str(file)]) == 1
    assert f"{file}:{line_of(data, b'1,000.50')}: “1,000.50” is no plain number" in capsys.readouterr().err
    assert Partnership.objects.count() == 0


def test_the_command_previews_and_says_what_it_cannot_read(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FILE)))

    assert console.main(["-", "--preview"]) == 0
    assert "2 partnerships would be made; nothing was changed." in capsys.readouterr().out
    assert console.main([str(tmp_path / "none.xml")]) == 2
    assert Partnership.objects.count() == 0
