"""What every test of the register may use."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, founded


@pytest.fixture(autouse=True)
def today(time_machine) -> None:
    """The house lives at noon of 2 March 2026."""
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def cool(db) -> Founded:
    """A partnership with the whole cast."""
    return founded()
