"""What every test of the API may use."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, founded


@pytest.fixture
def cool(db, time_machine) -> Founded:
    """A partnership with the whole cast, at half past noon."""
    time_machine.move_to(NOON.replace(minute=30), tick=False)
    return founded(at=NOON.replace(minute=30))
