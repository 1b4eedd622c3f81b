"""A partnership in which there is something to find."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, account, founded

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


@pytest.fixture
def says(cool):
    """Let somebody say something in her own words, and return where it stands."""

    def say(text, *, by=None, lang="en", subject="problem"):
        words = {"text": text, "lang": lang}
        entry = cool.given("fit.state_condition", by=by or cool.emre, condition=subject, colour="red", says=words)
        return entry.position

    return say


@pytest.fixture
def seen_by(client):
    def signed_in(name):
        client.force_login(account(name), backend=BACKEND)
        return client

    return signed_in
