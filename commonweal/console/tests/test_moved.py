"""``commonweal moved``: whoever runs a host stops a record there, without writing on it."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import NOON, Founded, founded, given
from commonweal.capabilities.trust import acts
from commonweal.capabilities.trust.tests.test_moving import NEW, agree, with_keys
from commonweal.console.__main__ import main
from commonweal.record import reading


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return with_keys(founded())


def test_whoever_runs_the_host_stops_a_record_from_the_command_line(cool, client, capsys):
    size = reading.size(cool.id)
    assert main(["moved", cool.slug, "--to", NEW]) == 0
    assert reading.size(cool.id) == size
    assert f"moved to {NEW}" in client.get(f"/p/{cool.slug}/").content.decode()
    assert main(["moved", cool.slug, "--undo"]) == 0
    assert "moved to" not in client.get(f"/p/{cool.slug}/").content.decode()
    assert main(["moved", cool.slug, "--to", "new"]) == 2

    agree(cool, "Bruno")
    agree(cool, "Chiara")
    given(acts.CloseHere(partnership=cool.id, to=NEW), by=cool.alba)
    assert main(["moved", cool.slug, "--undo"]) == 1
