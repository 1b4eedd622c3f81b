"""What every test of the API may use."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.api import tokens
from commonweal.kit.ids import new_id


@pytest.fixture
def cool(db, time_machine) -> Founded:
    """A partnership with the whole cast, at half past noon."""
    time_machine.move_to(NOON.replace(minute=30), tick=False)
    cache.clear()
    return founded(at=NOON.replace(minute=30))


@pytest.fixture
def token(cool) -> Callable[..., str]:
    """A function that makes a token for one of the cast and returns its secret."""

    def made(who: str = "Bruno", *scopes: str, days: int = 90, partnership: str = "") -> str:
        secret = tokens.make(
            account(who),
            partnership=partnership or cool.id,
            id=new_id(),
            name="A program",
            scopes=scopes or ("read", "act:*"),
            expires_at=NOON + timedelta(days=days),
            at=NOON,
        )
        assert secret
        return secret

    return made


@pytest.fixture
def program() -> Callable[..., Any]:
    """A function that asks as a program does: an address, what is sent, and the secret of its token."""

    def asks(address: str, sent: Any = None, *, secret: str | None = None, **headers: str) -> Any:
        client = Client(enforce_csrf_checks=True)
        given = {**({"authorization": f"Bearer {secret}"} if secret else {}), **headers}
        if sent is None:
            return client.get(f"/api/v1/{address}", headers=given)
        return client.post(f"/api/v1/{address}", json.dumps(sent), content_type="application/json", headers=given)

    return asks
