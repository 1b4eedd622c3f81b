"""Words that only some may read leave in no file for others, and a record comes up without them as it should."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from commonweal.acts.perform import setting_of
from commonweal.acts.readable import withheld_from
from commonweal.acts.testing import NOON, Founded, account, founded, given, known_here, made
from commonweal.interchange import kept_bundles
from commonweal.interchange.bundles import NotRestored, export_bundle, restore_bundle
from commonweal.interchange.tests.test_bundles import forgotten, rows
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.people.models import Erased, Text
from commonweal.verifier.checks import verify_bundle
from commonweal.verifier.standalone import verify as standalone

pytestmark = pytest.mark.django_db(transaction=True)

HERS, ALL = "Zanzibarwort", "Shadelily"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CALL, APPLICATION = id_from_seed("test", "a call"), id_from_seed("test", "an application")


@pytest.fixture
def cool(settings, tmp_path: Path, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path / "media"
    cool = founded()
    said = {"text": f"Four evenings, {ALL}", "lang": "en"}
    cool.given("calls.open", call=CALL, title="Two neighbours", role="participant", places=2,
               criteria=[{"title": "Knows the quarter"}], closes_at=NOON.replace(month=5), text=said)  # fmt: skip
    farah = Actor(cool.id, person=known_here(cool, "Farah"), roles=frozenset({ANYONE, "applicant"}))
    given(made("calls.apply", cool.id, call=CALL, application=APPLICATION,
               answers=[{"text": f"I grew up here, {HERS}", "lang": "en"}]), by=farah)  # fmt: skip
    return cool


def of(cool: Founded, *withheld: str) -> bytes:
    out = io.BytesIO()
    export_bundle(cool.id, out, withheld=withheld)
    return out.getvalue()


def downloaded(cool: Founded, who: str | None) -> bytes:
    client = Client()
    if who:
        client.force_login(account(who), backend=BACKEND)
    return b"".join(client.get(f"/p/{cool.slug}/bundle"))


def hers() -> Text:
    return Text.objects.get(text__contains=HERS)


def test_whoever_may_not_read_applications_gets_none_in_her_file(cool: Founded):
    hidden = hers()

    for who in (None, "Olga", "Emre", "Farah"):
        file = downloaded(cool, who)
        assert HERS.encode() not in file, who
        assert bytes(hidden.salt or b"-").hex() not in file.hex(), who
        assert ALL.encode() in file, who
        report = verify_bundle(io.BytesIO(file))
        assert report.holds, report.differences()
        assert report.facts["withheld"] == [hidden.id]
        assert standalone.Bundle(io.BytesIO(file)).check().facts == report.facts


def test_whoever_may_read_them_gets_them(cool: Founded):
    for who in ("Alba", "Bruno"):
        file = downloaded(cool, who)
        assert HERS.encode() in file, who
        assert file == of(cool), who


def test_the_file_of_one_reader_is_never_served_to_another(cool: Founded, tmp_path: Path):
    whole, less = downloaded(cool, "Alba"), downloaded(cool, None)

    assert len(list(tmp_path.rglob("*.commonweal"))) == 2
    assert (downloaded(cool, "Alba"), downloaded(cool, "Olga")) == (whole, less)
    assert kept_bundles.state_of(cool.id, withheld=()) != kept_bundles.state_of(cool.id, withheld=["calls.apply"])


def test_whoever_shows_the_name_of_anothers_file_gets_her_own(cool: Founded):
    alba = Client()
    alba.force_login(account("Alba"), backend=BACKEND)
    given_to_alba = alba.get(f"/p/{cool.slug}/bundle")
    given_to_alba.close()

    answer = Client().get(f"/p/{cool.slug}/bundle", headers={"If-None-Match": given_to_alba["ETag"]})

    assert answer.status_code == 200
    assert HERS.encode() not in b"".join(answer)


def test_what_follows_the_verdict_is_the_charters_word(cool: Founded):
    setting = setting_of(cool.id)

    assert withheld_from(cool.alba, setting=setting) == {}
    assert withheld_from(cool.bruno, setting=setting) == {}
    for actor in (cool.olga, cool.emre):
        assert {kind: verdict.clause for kind, verdict in withheld_from(actor, setting=setting).items()} == {
            "calls.apply": "5.2"
        }
    from_strangers = {kind: verdict.clause for kind, verdict in withheld_from(cool.farah, setting=setting).items()}
    assert from_strangers["calls.apply"] == "5.2"
    assert from_strangers["disputes.raise"] == from_strangers["agreement.sign_by_code"] == "3.2"


def test_a_restored_copy_exports_the_same_file_and_shows_what_it_lacks(cool: Founded, client: Client):
    copy, before, hidden = of(cool, "calls.apply"), rows(cool), hers()
    before["Findable"] = [row for row in before["Findable"] if row["text"] != hidden.pk]
    forgotten(cool)

    restore_bundle(io.BytesIO(copy))

    row = Text.objects.get(pk=hidden.pk)
    assert (row.text, row.lang, row.salt, row.erased_at, row.withheld) == ("", "", None, None, True)
    assert rows(cool) == before
    assert of(cool) == of(cool, "calls.apply") == copy == downloaded(cool, None) == downloaded(cool, "Alba")
    client.force_login(account("Alba"), backend=BACKEND)
    page = client.get(f"/p/{cool.slug}/calls/{CALL}/applications/{APPLICATION}/")
    assert page.status_code == 200
    assert "not in this copy" in page.content.decode()
    for position in range(20):
        assert client.get(f"/p/{cool.slug}/record/{position}/").status_code in (200, 404)


def test_words_that_are_not_here_are_erased_like_others(cool: Founded):
    copy, hidden = of(cool, "calls.apply"), hers()
    forgotten(cool)
    restore_bundle(io.BytesIO(copy))
    farah = Actor(cool.id, person=cool.person("Farah"), roles=frozenset({ANYONE, "applicant"}))

    given(made("people.erased", cool.id, texts=[hidden.pk]), by=farah)

    row = Text.objects.get(pk=hidden.pk)
    assert (row.withheld, row.erased_at) == (False, NOON)
    report = verify_bundle(io.BytesIO(of(cool, "calls.apply")))
    assert report.holds, report.differences()
    assert (report.facts["withheld"], list(report.facts["erased"])) == ([], [hidden.pk])


def test_what_was_erased_on_this_host_stays_erased_where_a_copy_withholds_it(cool: Founded):
    copy, hidden = of(cool, "calls.apply"), hers()
    Erased.objects.create(id=hidden.pk, partnership=cool.id, at=NOON)
    forgotten(cool)

    restore_bundle(io.BytesIO(copy))

    assert Text.objects.get(pk=hidden.pk).erased_at == NOON


def test_a_fuller_copy_is_not_laid_over_one_that_is_here(cool: Founded):
    whole, copy, hidden = of(cool), of(cool, "calls.apply"), hers()
    forgotten(cool)
    restore_bundle(io.BytesIO(copy))

    with pytest.raises(NotRestored, match="already kept here"):
        restore_bundle(io.BytesIO(whole))

    assert Text.objects.get(pk=hidden.pk).withheld


def test_the_page_says_which_copy_one_gets(cool: Founded, client: Client):
    page = client.get(f"/p/{cool.slug}/export/").content.decode()
    assert "leaves out words that you may not read" in page
    assert "Only those who answer applications read them." in page

    client.force_login(account("Alba"), backend=BACKEND)
    assert "is whole" in client.get(f"/p/{cool.slug}/export/").content.decode()


def test_words_are_shown_or_said_to_be_missing():
    def shown(row: Text) -> str:
        return render_to_string("ui/words.html", {"text": row})

    assert "not in this copy" in shown(Text(id="a"))
    assert "erased" in shown(Text(id="a", erased_at=NOON))
    assert "Hello" in shown(Text(id="a", text="Hello", salt=b"s" * 32))
