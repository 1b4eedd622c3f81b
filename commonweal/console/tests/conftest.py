"""What every test of the command line may use: the demonstration, as a stranger would meet it."""

from __future__ import annotations

import pytest

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON
from commonweal.console.demo import FOLDER, load_all


@pytest.fixture
def demonstration(db, time_machine) -> list[str]:
    """The ids of the demonstration's partnerships, parents first, loaded at noon of 2 March 2026."""
    time_machine.move_to(NOON, tick=False)
    return kept("demonstration", lambda: load_all(FOLDER, today=NOON))
