"""What every test of acts may use: a partnership, and a capability that exists only here."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from commonweal.acts import installed
from commonweal.acts.testing import Founded, founded_alone
from commonweal.acts.tests.kites import capability


def forget_what_is_installed() -> None:
    """Let the next question read the manifests again."""
    for answer in (installed.installed, installed.act_types, installed.capability_of):
        answer.cache_clear()


@pytest.fixture
def kites(settings) -> Iterator[ModuleType]:
    """A house in which kites are installed, too."""
    real = settings.COMMONWEAL_CAPABILITIES
    settings.COMMONWEAL_CAPABILITIES = ["commonweal.acts.tests.kites", *real]
    forget_what_is_installed()
    yield capability
    capability.flown.clear()
    capability.observed.clear()
    settings.COMMONWEAL_CAPABILITIES = real
    forget_what_is_installed()


@pytest.fixture
def alone(db) -> Founded:
    """A partnership of which Alba is the convener, and nobody else takes part."""
    return founded_alone()
