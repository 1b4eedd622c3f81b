"""What every test of a capability may use: noon, a partnership with the whole cast, and each one's browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from time_machine import TimeMachineFixture

from commonweal.acts.testing import NOON, Founded, account, founded


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    """The house lives at noon of 2 March 2026, and its cache remembers nothing of other tests."""
    time_machine.move_to(NOON, tick=False)
    cache.clear()


@pytest.fixture
def cool(db: None) -> Founded:
    """A partnership with the whole cast."""
    return founded()


@pytest.fixture
def seen_by(cool: Founded) -> Callable[[str], Client]:
    """A function from one of the cast to her browser."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
