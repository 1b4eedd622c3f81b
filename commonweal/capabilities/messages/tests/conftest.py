"""A partnership in which people talk."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, account, founded

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


@pytest.fixture
def goal(cool) -> int:
    """Where a goal stands on the record, which can be talked about."""
    return cool.given("fit.name_goal", by=cool.bruno, title="Shade on every school yard").position


@pytest.fixture
def wrote(cool, goal):
    """Let somebody write about the goal, or answer, and return where it stands."""

    def write(text, *, by=None, **said):
        words = {"text": text, "lang": "en"}
        return cool.given("messages.write", by=by or cool.emre, about=goal, words=words, **said).position

    return write


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in
