"""What every test of decisions begins with."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import Founded, founded


@pytest.fixture
def cool(db: None) -> Founded:
    """A partnership with everybody in it, under the interim charter."""
    return founded()
