"""What every test of decisions begins with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON, Founded, account, founded


@pytest.fixture
def cool(db: None) -> Founded:
    """A partnership with everybody in it, under the interim charter."""
    return founded()


@pytest.fixture
def noon(time_machine) -> None:
    """Pages are seen at noon of 2 March 2026, and the house's cache remembers nothing of other tests."""
    time_machine.move_to(NOON, tick=False)
    cache.clear()


@pytest.fixture
def seen_by(cool: Founded, noon: None) -> Callable[[str], Client]:
    """A function from one of the cast to her browser."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
