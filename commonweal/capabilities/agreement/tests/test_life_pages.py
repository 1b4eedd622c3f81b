"""The pages on which something becomes of the agreement, the papers, and what each page costs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.perform import setting_of
from commonweal.acts.testing import NOON
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.tests.arranging import (
    amended,
    carried,
    in_force,
    presented,
    sign,
    signed_by_all,
)


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/agreement/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


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
