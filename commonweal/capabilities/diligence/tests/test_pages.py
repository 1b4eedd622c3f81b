"""The pages of checks, as each reader sees them."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.acts.testing import admit
from commonweal.capabilities.diligence import queries
from commonweal.capabilities.diligence.tests.arranging import all_clear, checked, found, now, opened


@pytest.fixture
def at(cool):
    return lambda page: f"/p/{cool.slug}/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_says_how_each_stands(cool, at, client):
    checked(cool, "company")
    opened(cool, "ngo")

    page = words(client.get(at("diligence/")))

    assert "1 of 5 members have a check that holds" in page
    assert "Holds until March 2, 2027" in page
    assert "A check is under way since March 2, 2026" in page
    assert "Not looked into yet" in page


def test_a_check_begins_as_deep_as_is_advised(cool, at, seen_by):
    page, alba = at(f"diligence/open/{cool.org('company')}/"), seen_by("Alba")

    advised = words(alba.get(page, {"asked": "1", "takes": ["money", "data"]}))
    assert "16 questions are advised" in advised
    assert "It handles money of the partnership. It holds personal data" in advised
    assert "5 questions are advised" in words(alba.get(page, {"asked": "1"}))

    answer = alba.post(page, {"depth": "standard", "because": "It handles the fund."})
    assert answer.status_code == 302
    assert "Under way: 0 of 10 questions" in words(alba.get(answer.url))


def test_a_check_sent_twice_begins_once(cool, at, seen_by):
    page, sent = at(f"diligence/open/{cool.org('company')}/"), {"depth": "light", "because": "A"}
    for _ in range(2):
        assert seen_by("Alba").post(page, {**sent, "idem": cool.org("idem")}).status_code == 302

    assert len(queries.checks(cool.id)) == 1


def test_who_acts_for_it_reads_that_others_look(cool, at, seen_by):
    assert "somebody else looks into it" in words(seen_by("Bruno").get(at(f"diligence/open/{cool.org('company')}/")))
    assert "Clause 5.3" in words(seen_by("Emre").get(at(f"diligence/open/{cool.org('company')}/")))


def test_a_finding_is_put_on_the_page_with_its_evidence(cool, at, seen_by):
    check = opened(cool)
    sent = {
        "form": "find",
        "finding": "clear",
        "title_0": "Extract",
        "url_0": "https://register.example/7",
        "until_on_0": "2026-12-31",
        "file_1": SimpleUploadedFile("statutes.pdf", b"statutes"),
    }

    answer = seen_by("Alba").post(at(f"diligence/{check}/items/existence/"), sent)

    assert answer.status_code == 302
    evidence = now(cool, check).items[0].finding.evidence
    assert [(piece["title"], piece["sha256"]) for piece in evidence] == [
        ("Extract", None),
        ("statutes.pdf", hashlib.sha256(b"statutes").hexdigest()),
    ]
    assert 'href="https://register.example/7"' in words(seen_by("Olga").get(at(f"diligence/{check}/")))


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"finding": "clear"}, "title_0", "at least one piece"),
        ({"finding": "concern"}, "note", "Say what the concern is"),
        ({"finding": ""}, "finding", "required"),
        ({"finding": "clear", "url_1": "https://a.example/"}, "title_1", "1 character"),
        ({"finding": "clear", "title_0": "A", "url_0": "nowhere"}, "url_0", "form that is needed"),
        ({"finding": "clear", "title_0": "A", "sha256_0": "ab"}, "sha256_0", "form that is needed"),
        ({"finding": "clear", "title_0": "A", "until_on_0": "2026-01-01"}, "title_0", "has run out"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field(cool, at, seen_by, said, field, says):
    answer = seen_by("Alba").post(at(f"diligence/{opened(cool)}/items/existence/"), {"form": "find", **said})

    assert says in str(answer.context["find"].errors[field])


def test_the_organisation_sees_what_was_found_and_replies(cool, at, seen_by):
    check = opened(cool)
    found(cool, check, finding="concern")
    page, bruno = at(f"diligence/{check}/"), seen_by("Bruno")

    assert "Reply until March 16, 2026" in words(bruno.get(page))
    item = at(f"diligence/{check}/items/existence/")
    assert bruno.post(item, {"form": "reply", "reply": "We paid in February."}).status_code == 302
    assert bruno.post(page, {"form": "reply", "reply": "Come and see."}).status_code == 302

    shown = words(seen_by("Emre").get(page))
    assert "We paid in February." in shown
    assert "Come and see." in shown
    assert "Reply for your organisation" not in shown


def test_who_does_not_speak_for_it_cannot_reply_on_the_page(cool, at, seen_by):
    check = opened(cool)

    answer = seen_by("Chiara").post(at(f"diligence/{check}/"), {"form": "reply", "reply": "I too."})

    assert answer.status_code == 200
    assert now(cool, check).replies == ()


def test_a_check_is_concluded_on_the_page(cool, at, seen_by):
    check = opened(cool)
    all_clear(cool, check)
    page, alba = at(f"diligence/{check}/conclude/"), seen_by("Alba")
    assert 'value="2029-03-02"' in words(alba.get(page))
    sent = {"outcome": "passed", "valid_until": "2030-01-01", "reason": "All is there."}

    assert "March 2, 2029" in str(alba.post(page, sent).context["form"].errors["valid_until"])
    missing = alba.post(page, {**sent, "outcome": "passed_with_conditions", "valid_until": "2028-01-01"})
    assert "Name the conditions" in str(missing.context["form"].errors["conditions"])
    assert alba.post(page, {**sent, "valid_until": "2028-01-01"}).status_code == 302

    assert "Holds until Jan. 1, 2028" in words(alba.get(at(f"diligence/{check}/")))


def test_a_check_is_withdrawn_with_its_reason(cool, at, seen_by):
    check = checked(cool, "company")

    sent = {"form": "withdraw", "reason": "The extract was of another firm."}
    assert seen_by("Alba").post(at(f"diligence/{check}/"), sent).status_code == 302

    assert "The extract was of another firm." in words(seen_by("Alba").get(at(f"diligence/{check}/")))


@pytest.mark.parametrize("page", ["diligence/{0}/", "diligence/open/{0}/", "diligence/{0}/conclude/"])
def test_what_is_not_there_is_not_found(cool, at, seen_by, page):
    assert seen_by("Alba").get(at(page.format(cool.org("nothing")))).status_code == 404


def test_a_question_that_is_not_asked_is_not_found(cool, at, client):
    assert client.get(at(f"diligence/{opened(cool)}/items/finances/")).status_code == 404


@pytest.mark.parametrize("many", [3, 60])
def test_pages_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries):
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
        opened(cool, f"org{n}")
    check = opened(cool, "ngo", depth="deep")
    for n in range(many // 3):
        found(cool, check, finding="concern")
        cool.given("diligence.reply", by=cool.chiara, check=check, item="existence", words={"text": f"Reply {n}."})
    all_clear(cool, check)
    alba = seen_by("Alba")

    pages = (("diligence/", 8), (f"diligence/{check}/", 12), (f"diligence/{check}/items/existence/", 12),
             (f"diligence/{check}/conclude/", 12))  # fmt: skip
    for page, most in pages:
        with django_assert_max_num_queries(most):
            assert alba.get(at(page)).status_code == 200
