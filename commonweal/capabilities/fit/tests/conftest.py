"""What every test of fit may use."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import Founded, founded


@pytest.fixture
def cool(db) -> Founded:
    """A partnership with the whole cast."""
    return founded()
