"""The pages of the agreement, as each reader sees and uses them."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.acts.testing import admit, welcome
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.codes import TRIES
from commonweal.capabilities.agreement.tests.arranging import (
    AUTHORITY,
    amended,
    carried,
    in_force,
    key_of,
    paper_of,
    presented,
    sign,
    sign_with,
    with_key,
)


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/agreement/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


def test_everybody_sees_who_has_signed_and_who_has_not(cool, at, client):
    text = presented(cool)
    sign(cool, "Bruno", text)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text))
    cool.given("agreement.decline", by=cool.dina, text=text.entry, reason={"text": "Clause 9.2 is not ours."})

    page = words(client.get(at(f"{text.entry}/")))

    assert "It rules once 5 organisations have signed it (charter, clause 6.5)." in page
    assert "91 days are left" in page
    assert "Clause 9.2 is not ours." in page
    assert text.digest[:8] in page
    assert "With a key" in page
    assert "Imelda Example" not in page, "names are for those who take part"
    assert "2/5" in words(client.get(at("")))


def test_who_takes_part_sees_the_names(cool, at, seen_by):
    text = presented(cool)
    sign(cool, "Bruno", text)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", text))

    page = words(seen_by("Olga").get(at(f"{text.entry}/")))

    assert "Imelda Example" in page
    assert "Bruno" in page


def test_the_index_tells_what_ruled_and_what_became_of_it(cool, at, client):
    in_force(cool)
    text = amended(cool)
    decision = carried(cool, "charter", about=[text.entry])
    assert "Amendments to be decided" in words(client.get(at("")))
    cool.given("agreement.bring_into_force", text=text.entry, decision=decision)
    cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-04-01", reason={"text": "We merge."})

    page = words(client.get(at("")))

    assert "Amended, as was decided" in page
    assert page.count("Interim charter") == 1
    assert "We merge." in page
    assert text.digest in page


def test_what_is_not_there_is_not_found(cool, at, seen_by):
    for page in ("3/", "3/sign/", "3/charter.pdf", "3/paper/", "3/force/", "life/nothing/"):
        assert seen_by("Alba").get(at(page)).status_code == 404, page


# ── Signing ───────────────────────────────────────────────────────────────────────────────────────


def test_a_key_of_the_organisation_signs_on_the_page(cool, at, seen_by):
    text, bruno = presented(cool), seen_by("Bruno")
    page = at(f"{text.entry}/sign/")

    assert "required" in str(bruno.post(page, {"step": "prepare", "authority": ""}).context["form"].errors)
    prepared = bruno.post(page, {"step": "prepare", "authority": AUTHORITY})
    message = prepared.context["prepared"].message
    assert text.digest.encode() in message
    answer = bruno.post(page, {"step": "sign", "key": key_of(cool, "Bruno"), "signature": sign_with("Bruno", message)})

    assert answer.status_code == 302
    party = queries.standing(cool.id, text).party(cool.org("company"))
    assert (party.signature.assurance, party.signature.authority) == ("passkey", AUTHORITY)
    assert "There is nothing for your organisation to sign" in words(bruno.get(page))


def test_a_mailed_code_and_a_typed_name_sign_without_any_key(cool, at, seen_by):
    text, bruno = presented(cool), seen_by("Bruno")

    sent = bruno.post(at(f"{text.entry}/sign/"), {"step": "code", "authority": AUTHORITY})
    assert sent.url == at(f"{text.entry}/sign/code/")
    [letter] = mail.outbox
    assert letter.to == ["bruno@example.org"]
    assert text.digest[:16] in letter.body
    [code] = re.findall(r"^\d{6}$", letter.body, re.MULTILINE)

    page = sent.url
    wrong = "000000" if code != "000000" else "000001"
    assert "not the code" in str(bruno.post(page, {"step": "code", "code": wrong}).context["form"].errors)
    assert bruno.post(page, {"step": "code", "code": f" {code[:3]} {code[3:]} "}).status_code == 302
    shown = bruno.get(page)
    assert AUTHORITY in words(shown)
    given = {"step": "typed", "typed": "Bruno Example", "authority": AUTHORITY, "idem": cool.org("idem")}
    assert bruno.post(page, given).status_code == 302
    assert bruno.post(page, given).status_code == 302, "sent twice, done once"

    signature = queries.standing(cool.id, text).party(cool.org("company")).signature
    assert (signature.assurance, signature.name.text) == ("code", "Bruno Example")


def test_a_code_takes_few_attempts(cool, at, seen_by):
    text, bruno = presented(cool), seen_by("Bruno")
    bruno.post(at(f"{text.entry}/sign/"), {"step": "code", "authority": AUTHORITY})
    [code] = re.findall(r"^\d{6}$", mail.outbox[0].body, re.MULTILINE)
    page = at(f"{text.entry}/sign/code/")

    for n in range(TRIES):
        bruno.post(page, {"step": "code", "code": f"{(int(code) + n + 1) % 10**6:06}"})

    assert bruno.post(page, {"step": "code", "code": code}).status_code == 200
    assert not queries.standing(cool.id, text).signed


def test_nobody_mails_codes_without_end(cool, at, seen_by):
    text, bruno = presented(cool), seen_by("Bruno")

    answers = [bruno.post(at(f"{text.entry}/sign/"), {"step": "code", "authority": AUTHORITY}) for _ in range(8)]

    assert answers[-1].status_code == 429
    assert len(mail.outbox) == 6


def test_a_code_of_another_text_signs_nothing(cool, at, seen_by):
    one, other, bruno = presented(cool), presented(cool), seen_by("Bruno")
    bruno.post(at(f"{one.entry}/sign/"), {"step": "code", "authority": AUTHORITY})
    [code] = re.findall(r"^\d{6}$", mail.outbox[0].body, re.MULTILINE)

    bruno.post(at(f"{other.entry}/sign/code/"), {"step": "code", "code": code})
    given = {"step": "typed", "typed": "Bruno", "authority": AUTHORITY}
    bruno.post(at(f"{other.entry}/sign/code/"), given)

    assert not queries.standing(cool.id, other).signed


def test_the_convener_records_paper_by_the_scan(cool, at, seen_by):
    text, alba = presented(cool), seen_by("Alba")
    page = at(f"{text.entry}/paper/record/")
    said = {"organisation": cool.org("ngo"), "signer": "Imelda", "authority": "Statutes", "signed_on": "2026-03-02"}

    missing = alba.post(page, said).context["form"].errors
    assert "Give the scan" in str(missing["scanned"])
    assert "required" in str(missing["same"])
    scan = SimpleUploadedFile("scan.pdf", b"a scan")
    assert alba.post(page, {**said, "same": "on", "scanned": scan}).status_code == 302

    signature = queries.standing(cool.id, text).party(cool.org("ngo")).signature
    assert signature.scan == hashlib.sha256(b"a scan").hexdigest()
    assert "Only the convener or a record keeper" in words(seen_by("Bruno").get(page))
    assert "Clause 6.5" in words(seen_by("Emre").get(page))


def test_a_wrong_day_is_explained_at_its_field(cool, at, seen_by):
    text = presented(cool)
    said = {"organisation": cool.org("ngo"), "signer": "I", "authority": "S", "signed_on": "2026-03-09", "same": "on",
            "scan": "AB" * 32}  # fmt: skip

    form = seen_by("Alba").post(at(f"{text.entry}/paper/record/"), said).context["form"]

    assert "still to come" in str(form.errors["signed_on"])
    assert form["signer"].value() == "I"


def test_who_does_not_sign_says_why(cool, at, seen_by):
    text, dina = presented(cool), seen_by("Dina")

    answer = dina.post(at(f"{text.entry}/decline/"), {"reason": "Not without a review."})

    assert "Not without a review." in words(dina.get(answer.url))


def test_who_may_not_sign_reads_why(cool, at, seen_by):
    text = presented(cool)

    assert "Clause 6.5" in words(seen_by("Emre").get(at(f"{text.entry}/sign/")))
    assert seen_by("Farah").get(at(f"{text.entry}/sign/")).status_code == 404


def test_a_member_that_joined_later_accedes_on_the_page(cool, at, seen_by):
    text = in_force(cool)
    late_joins(cool)
    carried(cool, "membership", concerns=[cool.org("late")])
    zora = seen_by("Zora")
    assert "Accede to it" in words(zora.get(at(f"{text.entry}/")))

    prepared = zora.post(at(f"{text.entry}/sign/"), {"step": "prepare", "authority": "Statutes"})
    sent = {
        "step": "sign",
        "key": key_of(cool, "Zora"),
        "signature": sign_with("Zora", prepared.context["prepared"].message),
    }
    assert zora.post(at(f"{text.entry}/sign/"), sent).status_code == 302

    assert "Acceded" in words(zora.get(at(f"{text.entry}/")))


def late_joins(cool):
    admit(cool, "late", "Latecomers", "company")
    welcome(cool, "Zora", "representative", org="late")
    with_key(cool, "Zora", "late")
