"""What every test of the agreement begins with."""

from __future__ import annotations

import pytest

from commonweal.acts.kept import kept
from commonweal.acts.testing import Founded, founded
from commonweal.capabilities.agreement.tests.arranging import with_keys


@pytest.fixture
def cool(db) -> Founded:
    """A partnership with the whole cast, whose representatives hold keys of their organisations."""
    return kept("agreement.cool", lambda: with_keys(founded()))
