"""Words whose community withdrew its consent are shown, found and handed out nowhere any more."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from django.apps import apps

from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, account, founded
from commonweal.capabilities.erasure import export
from commonweal.capabilities.erasure.queries import count_by, lagging, pieces_by, writers_of_kept
from commonweal.interchange.bundles import export_bundle
from commonweal.people.models import Text
from commonweal.verifier.checks import Verification

NAMES = ("says", "source", "why_strength", "limits")


@pytest.fixture
def cool(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return founded()


def words(word):
    return {name: {"text": f"{word} {name} of the aunts.", "lang": "en"} for name in NAMES}


def brought(cool):
    """Bring what a community knows, correct it, and withdraw the consent; return the ids of all its words."""
    scope = {"text": "Heron: for the plan.", "lang": "en"}
    consent = {"given_by": "Assembly", "scope": scope, "on": date(2026, 2, 1)}
    item = {"title": "Cool", "kinds": ["community"], "community": "North", "consent": consent, "strength": "strong"}
    entry = cool.given("evidence.add", by=cool.emre, **item, **words("Heron")).position
    cool.given("evidence.correct", by=cool.emre, evidence=entry, **item, **words("Heron again"))
    return entry, set(Text.objects.filter(text__contains="Heron").values_list("pk", flat=True))


def withdraw(cool, entry, callbacks):
    with callbacks(execute=True):
        cool.given("evidence.withdraw_consent", by=cool.emre, evidence=entry, withdrawn_by="Assembly")


def test_no_place_keeps_them(cool, client, django_capture_on_commit_callbacks):
    before = count_by(cool.person("Emre"), partnership=cool.id)
    entry, ids = brought(cool)
    assert len(ids) == 10
    withdraw(cool, entry, django_capture_on_commit_callbacks)

    assert count_by(cool.person("Emre"), partnership=cool.id) == before
    assert not any("Heron" in piece.text.text for piece in pieces_by(cool.person("Emre"), partnership=cool.id))
    assert writers_of_kept(ids, partnership=cool.id) == {}
    assert not apps.get_model("finding", "Findable").objects.filter(text__in=ids).exists()
    assert lagging() == []
    client.force_login(account("Emre"), backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (
        f"evidence/{entry}/", "evidence/", f"record/{entry}/", f"record/{entry + 1}/", "my-words/", "search/?q=heron",
        f"feedback/{entry}/", "feedback/", "export/all.zip",
    ):  # fmt: skip
        answer = client.get(f"/p/{cool.slug}/{address}")
        assert answer.status_code == 200, address
        page = b"".join(answer) if answer.streaming else answer.content
        assert b"of the aunts" not in page, address


def test_her_own_file_and_the_bundle_hold_without_them(cool, django_capture_on_commit_callbacks):
    entry, ids = brought(cool)
    withdraw(cool, entry, django_capture_on_commit_callbacks)
    replay(cool.id)

    hers, whole = io.BytesIO(), io.BytesIO()
    export.write(account("Emre"), hers, at=NOON)
    lines = zipfile.ZipFile(hers).read(f"partnerships/{cool.slug}/words.jsonl").decode().splitlines()
    assert not ids & {json.loads(line)["id"] for line in lines}
    export_bundle(cool.id, whole)
    report = Verification(whole).run()
    assert (report.holds, [*report.differences()]) == (True, [])
