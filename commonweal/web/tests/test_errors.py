"""When something cannot be shown, the page says what to do, in the page's own look, with the right status."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from commonweal.web import errors


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    """Somebody's request."""
    return rf.get("/")


@pytest.mark.parametrize(
    ("page", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.form_expired, 403), (errors.not_found, 404)],
)
def test_each_page_has_its_status_and_a_way_on(page, status, request_):
    answer = page(request_)

    assert answer.status_code == status
    assert b'href="/"' in answer.content


def test_a_fault_of_ours_says_that_nothing_was_half_done(request_):
    answer = errors.broken(request_)

    assert answer.status_code == 500
    assert b"Nothing was half done" in answer.content


def test_a_database_out_of_reach_asks_to_come_back(request_):
    try:
        raise OperationalError("the server closed the connection unexpectedly")
    except OperationalError:
        answer = errors.broken(request_)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert b"closed the connection" not in answer.content


def test_a_page_used_in_a_way_it_is_not_made_for_is_told_in_words(client: Client):
    answer = client.get("/language/", headers={"accept": "text/html"})

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert b"use the buttons" in answer.content


def test_a_program_gets_the_bare_answer(client: Client):
    answer = client.get("/language/", headers={"accept": "application/json"})

    assert (answer.status_code, answer.content) == (405, b"")


def test_more_than_anything_takes_is_refused_before_it_is_read(client: Client):
    answer = client.generic("POST", "/start/iati/", b"", content_type="multipart/form-data; boundary=x",
                            CONTENT_LENGTH=str(1 << 40))  # fmt: skip

    assert answer.status_code == 413
    assert "smaller file" in answer.content.decode()
