"""Words that would like to be markup stay words: in every page, picture, code, feed and mail that shows them."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.acts.testing import NOON, account, admit, founded
from commonweal.capabilities.fit.tests.arranging import decided, goal, scored
from commonweal.config.tests.two_partnerships import BACKEND, filled, house_addresses, more_of, whole
from commonweal.interchange.iati import drafts
from commonweal.kit.ids import id_from_seed
from commonweal.people.models import Invitation
from commonweal.record import boxes, notes
from commonweal.record.keys import SigningKey
from commonweal.record.notes import Verifier

EVIL = "\"><img src=x onerror=alert(1)>'{{7*7}}"
LONG = f'</title></textarea></script>{EVIL}<svg onload=alert(2)><a href="javascript:alert(3)">\u202e\u200b'
SAID = {"text": LONG, "lang": "en"}


class Looking(HTMLParser):
    """Looks for what only markup that was smuggled in can bring: handlers, inline scripts and styles, odd addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        data = given.get("type") == "application/json"  # for our own scripts: a browser runs nothing of it
        if tag in ("script", "style") and not given.get("src") and not data:
            self.found.append(tag)
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            address = (given.get(name) or "").strip().lower()
            if address.startswith(("javascript:", "data:text", "vbscript:")) or (name == "src" and address == "x"):
                self.found.append(f"{tag} {name}={address}")


@pytest.fixture
def evil(db, time_machine, settings, tmp_path):
    """A partnership in which everybody says what a browser might take for markup."""
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    evil = founded(f"Cool {EVIL}", slug="evil", place=EVIL, purpose=LONG, territories=[{"name": EVIL, "code": EVIL}])
    for name in ("Alba", "Bruno", "Chiara"):
        hers = account(name)
        hers.name = LONG[:120]
        hers.save()
    admit(evil, "evil", EVIL, "company", brings=LONG[:200], identifiers=[{"scheme": EVIL[:40], "value": EVIL}])
    sketch = {"measured": LONG, "unit": EVIL[:60], "baseline": "14", "target": "0"}
    named = evil.given("fit.name_goal", **goal(title=LONG, beneficiaries=EVIL, area=EVIL, results=[sketch]))
    evil.given("fit.revise_goal", goal=named.position, **goal(title=EVIL))
    evil.given("fit.state_condition", by=evil.chiara, condition="time", colour="red", says=SAID,
               link="https://example.org/'onmouseover='alert(1)")  # fmt: skip
    assessment = decided(evil)
    evil.given("fit.reopen", assessment=assessment, reason=SAID)
    evil.given("fit.note", assessment=assessment, alternative="alliance", criterion="linked", says=SAID)
    evil.given("fit.close_assessment", assessment=assessment)
    own = {"code": "evil", "title": LONG, "low": EVIL, "high": EVIL, "lang": "en"}
    second = evil.given("fit.open_assessment", alternatives=["alliance", "alone"], criteria=[own]).position
    scored(evil, second, by=evil.bruno, scores={"alliance": {"evil": 5}, "alone": {"evil": 1}})
    box = id_from_seed("test", "box")
    evil.given("fit.open_sounding", box=box, condition="room", question=SAID)
    waiver = evil.given("lifecycle.ask_waiver", criterion="3.1", reason=SAID, expires_on="2026-06-30").position
    key = id_from_seed("test", "key")
    evil.given("fit.choose_models", models=["living_lab"], reason=SAID)
    evil.given("trust.name_witnesses", threshold=1,
               witnesses=[str(Verifier("<b>.example", notes.COSIGNATURE, SigningKey(b"w" * 32).public))])  # fmt: skip
    invitation = id_from_seed("test", "evil", "open")
    evil.given("membership.invite", invitation=invitation, role="representative", organisation=evil.org("evil"),
               expires_at=NOON.replace(month=5))  # fmt: skip
    Invitation.objects.create(id=invitation, partnership=evil.id, token="a-token")
    ids = {"position": named.position, "box": box, "receipt": boxes.put(evil.id, box, {"answer": "yes"}), "key": key,
           "invitation": invitation, "token": "a-token", "organisation": evil.org("evil"), "subject": "time",
           "digest": "0" * 64, "draft": drafts.keep(b"<a/>", of=account("Alba"), at=NOON), "criterion": "3.1",
           "waiver": waiver, **more_of(evil, EVIL)}  # fmt: skip
    return evil, ids


def looked_at(answer):
    if not answer["Content-Type"].startswith("text/html"):
        assert answer["X-Content-Type-Options"] == "nosniff"
        return []
    look = Looking()
    page = answer.content.decode()
    look.feed(page)
    assert "49" not in page.split("7*7")[0][-20:]
    return [*look.found, *(["raw"] if "<img src=x" in page else [])]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", [None, "Alba", "Olga"])
def test_no_page_takes_words_for_markup(evil, client, name, lang):
    partnership, ids = evil
    if name:
        client.force_login(account(name), backend=BACKEND)
    pages = {filled(p, path, "evil", ids) for path, p in house_addresses() if not path.endswith("/bundle")}
    pages |= {f"/p/evil/record/{n}/{more}" for n in range(40) for more in ("", "lineage/")}
    pages |= {"/p/evil/fit/result/", f"/p/evil/record/?by={partnership.person('Alba')}", "/?q=" + EVIL}

    wrong = {}
    for address in sorted(pages):
        answer = client.get(address, headers={"accept-language": lang})
        whole(answer)
        if found := looked_at(answer):
            wrong[address] = found

    assert wrong == {}


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.xml", "\"'><svg onload=alert(1)>.xml", "a\u202elmx.exe"]
)
def test_the_name_and_the_words_of_a_file_stay_words(evil, client, name):
    client.force_login(account("Alba"), backend=BACKEND)
    words = EVIL.replace("'", "").replace("<", "&lt;")
    data = f"<iati-activities version='2.03'><{'x' * 20} a='{words}'/></iati-activities>"

    answer = client.post("/start/iati/", {"file": SimpleUploadedFile(name, data.encode())})

    assert answer.status_code == 422
    assert looked_at(answer) == []


@pytest.mark.parametrize("name", ["a\r\nBcc: everybody@example.org", EVIL])
def test_no_name_reaches_into_a_mail(evil, client, settings, mailoutbox, name):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    alba = account("Alba")
    alba.name = name
    alba.save()

    client.post("/accounts/login/code/", {"email": alba.email}, headers={"host": "127.0.0.1:666"})

    (letter,) = mailoutbox
    assert letter.to == [alba.email]
    assert not letter.bcc
    assert "\n" not in letter.subject
    assert "666" not in letter.subject + letter.body
    assert EVIL not in letter.subject + letter.body


def test_a_link_in_a_mail_leads_here_whatever_host_was_claimed(db, client, settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    alba = account("Alba")
    alba.set_password("a long and good password")
    alba.save()

    client.post("/accounts/password/reset/", {"email": alba.email}, headers={"host": "evil.example"})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, headers={"host": "evil.example"})

    assert len(mailoutbox) == 2
    for letter in mailoutbox:
        assert "evil.example" not in letter.subject + letter.body
        assert f"{settings.ADDRESS}/accounts/" in letter.body
