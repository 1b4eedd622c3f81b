"""What every test of the seven steps may use."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import Founded, founded


@pytest.fixture
def cool(db) -> Founded:
    """A partnership with the whole cast."""
    return founded()


@pytest.fixture
def asked(cool) -> int:
    """A waiver of 5.1, asked for by the city's representative; the entry that asks."""
    return cool.given("lifecycle.ask_waiver", **asking()).position


def asking(**changes: object) -> dict[str, object]:
    """The fields of a waiver asked for in March, until June."""
    return {
        "criterion": "5.1",
        "reason": {"text": "We take over the statement of the city's heat plan."},
        "expires_on": "2026-06-30",
        **changes,
    }
