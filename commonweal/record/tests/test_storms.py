"""Many writers at once, and writers killed in the middle: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonweal.kit.ids import new_id
from commonweal.record import tree
from commonweal.record.entry import parse_entry
from commonweal.record.tests import storms

WRITERS, ACTS = 8, 200
ROUNDS = 20 if os.environ.get("COMMONWEAL_LONG") else 3

pytestmark = [pytest.mark.slow, pytest.mark.loopback]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of this test alone, on each of the two."""
    server = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    with storms.database(request.param, folder=tmp_path, server=server) as address:
        yield address


def _found(url: str) -> str:
    """Open a record in a process of its own and return its partnership."""
    program = "import django; django.setup()\nfrom commonweal.record.tests.acting import found\nprint(found())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=storms.environment(url),
        cwd=storms.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _acknowledged(*paths: Path) -> dict[str, int]:
    """Return the place of every act that a writer was told is recorded, by its nonce."""
    lines = [line for path in paths if path.exists() for line in path.read_text().splitlines()]
    found = {idem: int(position) for position, idem in (line.split() for line in lines)}
    assert len(found) == len(lines)
    return found


def _verify(url: str, partnership: str, acknowledged: dict[str, int]) -> int:
    """Check the whole record against what was acknowledged and return its size."""
    rows = storms.rows(url, partnership)
    assert [position for position, _, _ in rows] == list(range(len(rows)))
    edge: list[bytes] = []
    for position, idem, raw in rows:
        entry = parse_entry(bytes(raw), position=position, partnership=partnership)
        assert entry.idem == idem
        tree.append_to_edge(edge, position, entry.leaf)
    assert storms.head(url, partnership) == (len(rows), tree.pack_edge(edge))
    places = {idem: position for position, idem, _ in rows}
    assert {idem: places.get(idem) for idem in acknowledged} == acknowledged
    return len(rows)


def test_eight_writers_lose_nothing_and_leave_no_gap(url: str, tmp_path: Path) -> None:
    partnership = _found(url)
    papers = [tmp_path / f"writer-{number}" for number in range(WRITERS)]

    writers = [storms.writer(url, partnership, ACTS, acknowledged=paper) for paper in papers]
    codes = [one.wait(timeout=300) for one in writers]

    assert codes == [0] * WRITERS
    acknowledged = _acknowledged(*papers)
    assert len(acknowledged) == WRITERS * ACTS
    assert _verify(url, partnership, acknowledged) == WRITERS * ACTS + 1


def test_a_killed_writer_loses_nothing_it_was_told(url: str, tmp_path: Path) -> None:
    """SIGKILL while four writers are at work, at a moment nobody chose; then again, on the same record."""
    partnership = _found(url)
    chance = random.Random(9)
    papers: list[Path] = []
    for _round in range(ROUNDS):
        new = [tmp_path / new_id() for _ in range(4)]
        papers += new
        writers = [storms.writer(url, partnership, 10_000, acknowledged=one) for one in new]
        _wait_for_the_first(new)
        time.sleep(chance.uniform(0.05, 0.6))
        for one in writers:
            one.kill()
        for one in writers:
            one.wait(timeout=60)
        size = _verify(url, partnership, _acknowledged(*papers))

    # Killed between commit and telling: at most one act of each writer is recorded and not acknowledged.
    assert len(_acknowledged(*papers)) < size <= len(_acknowledged(*papers)) + 1 + 4 * ROUNDS


def _wait_for_the_first(papers: list[Path]) -> None:
    deadline = time.monotonic() + 60
    while not all(paper.exists() and paper.stat().st_size for paper in papers):
        assert time.monotonic() < deadline, "The writers did not begin."
        time.sleep(0.01)
