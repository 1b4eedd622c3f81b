"""The pages of the agreement, as each reader sees and uses them."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.acts.perform import setting_of
from commonweal.acts.testing import NOON, admit, welcome
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
    signed_by_all,
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


# ── What rules, and the life of the agreement ─────────────────────────────────────────────────────


def test_what_only_waits_for_its_day_is_brought_into_force_on_the_page(cool, at, seen_by, time_machine):
    text = signed_by_all(cool, presented(cool, effective_on="2026-03-10"))
    page, chiara = at(f"{text.entry}/force/"), seen_by("Chiara")
    assert "rules from March 10, 2026" in words(chiara.post(page, {"idem": cool.org("early")}))

    time_machine.move_to(NOON + timedelta(days=9), tick=False)
    assert "Bring it into force" in words(seen_by("Chiara").get(at("")))
    assert seen_by("Chiara").post(page, {"idem": cool.org("late")}).status_code == 302
    assert setting_of(cool.id).digest == text.digest


def test_an_amendment_offers_the_decision_that_is_about_it(cool, at, seen_by):
    in_force(cool)
    text = amended(cool)
    page, alba = at(f"{text.entry}/force/"), seen_by("Alba")
    assert "No decision about this text was carried yet" in words(alba.get(page))
    decision = carried(cool, "charter", about=[text.entry])

    assert f'value="{decision}" selected' in words(alba.get(page))
    assert alba.post(page, {"decision": decision}).status_code == 302
    assert setting_of(cool.id).digest == text.digest


@pytest.mark.parametrize(
    ("turn", "matter", "said"),
    [
        ("notice", "", {"leaves_on": "2026-04-01", "reason": "We merge."}),
        ("suspension", "membership", {"until_on": "2026-05-01"}),
        ("renewal", "charter", {"until_on": "2027-05-01"}),
        ("end", "charter", {"ends_on": "2026-05-01", "statement": "Thank you."}),
        ("next", "general", {"outcome": "continue", "statement": "Go on.", "next_on": "2027-03-02"}),
        ("succession", "", {"evidence": "Register"}),
    ],
)
def test_each_turn_of_the_agreement_has_its_page(cool, at, seen_by, turn, matter, said):
    bruno, page, org = seen_by("Bruno"), at(f"life/{turn}/"), cool.org("ngo")
    assert bruno.get(page).status_code == 200
    assert bruno.post(page, {"idem": cool.org("empty")}).context["form"].errors
    if matter:
        said = {**said, "decision": carried(cool, matter, concerns=[org])}
    if turn in ("suspension", "succession"):
        said = {**said, "organisation": org, "successor": cool.org("city")}

    answer = bruno.post(page, {**said, "idem": cool.org("again")})

    assert answer.status_code == 302, answer.context["form"].errors
    assert len(queries.milestones(cool.id)) == 1
    assert "Clause 6.5" in words(seen_by("Emre").get(page))


# ── On paper ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [None, "Olga"])
def test_the_charter_is_a_tagged_pdf(cool, at, client, seen_by, who):
    text = presented(cool)
    sign(cool, "Bruno", text)
    reader = seen_by(who) if who else client

    answer = reader.get(at(f"{text.entry}/charter.pdf"))

    assert answer.headers["Content-Type"] == "application/pdf"
    for mark in (b"%PDF-", b"/StructTreeRoot", b"pdfuaid", b"/Lang"):
        assert mark in answer.content


def test_the_charter_is_set_in_arabic(cool, at, client):
    changed = {"c9_1": {"title": {"en": "Purpose", "ar": "الغرض"}, "text": {"en": "Shade.", "ar": "الظل للجميع."}}}
    text = presented(cool, changed=changed)

    answer = client.get(at(f"{text.entry}/charter.pdf"), headers={"accept-language": "ar"})

    assert b"pdfuaid" in answer.content
    assert b"NotoNaskhArabic" in answer.content


def test_the_form_for_paper_carries_the_digest(cool, at, client, seen_by):
    text = presented(cool)

    page = words(client.get(at(f"{text.entry}/paper/")))
    assert all(f"<span>{text.digest[n : n + 8]}</span>" in page for n in range(0, 64, 8))
    assert 'class="qr"' in page
    assert b"pdfuaid" in seen_by("Bruno").get(at(f"{text.entry}/paper/form.pdf")).content


# ── The cost ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("many", [2, 10])
def test_pages_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries):
    for _ in range(many):
        text = presented(cool)
        for who in ("Bruno", "Chiara"):
            sign(cool, who, text)
        decision = carried(cool, "general")
        cool.given("agreement.decide_next", outcome="change", next_on="2027-03-02", statement={"text": "So."},
                   decision=decision)  # fmt: skip
    alba = seen_by("Alba")

    pages = (
        ("", 12),
        (f"{text.entry}/", 12),
        (f"{text.entry}/sign/", 12),
        ("life/next/", 8),
        (f"{text.entry}/force/", 12),
    )
    for page, most in pages:
        with django_assert_max_num_queries(most):
            assert alba.get(at(page)).status_code == 200, page
