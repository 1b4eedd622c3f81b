"""Thousands of ballots by hundreds at once, and the server killed in the middle: all are counted, none twice."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
import threading
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from commonweal.api.tests import killing
from commonweal.kit.ids import new_id

SIZES = {"sqlite": (2_000, 500), "postgresql": (20_000, 64)}
"""By database: how many vote, and how many of them at once."""
WHOLE = os.environ.get("COMMONWEAL_STORM") == "whole"
"""Whether all of them vote; without it as many as a build has time for."""
IN_A_BUILD = 400
CSRF = "a" * 32
KILLED_AFTER = 2 / 5

pytestmark = [pytest.mark.slow, pytest.mark.loopback, pytest.mark.enable_socket]


@dataclass
class Storm:
    """A ballot, its voters, and what became of what they sent."""

    kind: str
    decision: int
    sessions: dict[str, str]
    at_once: int
    idems: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def choice(self, seat: str) -> Any:
        """Return how a seat votes: always the same."""
        return ("yes", "no", "abstain")[sum(seat.encode()) % 3]

    def blow(self, port: int, *, until: int | None = None, then: Any = None) -> None:
        """Let everybody who has not been answered send a ballot; when `until` are taken, do `then`."""
        left = iter(sorted(set(self.sessions) - self.taken))
        lock = threading.Lock()
        gone = threading.Event()

        def client() -> None:
            while not gone.is_set():
                with lock:
                    seat = next(left, None)
                if seat is None:
                    return
                try:
                    self.send(seat, port)
                except (OSError, http.client.HTTPException):
                    gone.set()
                if until is not None and len(self.taken) >= until and not gone.is_set():
                    gone.set()
                    then()

        clients = [threading.Thread(target=client) for _ in range(self.at_once)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()

    def send(self, seat: str, port: int) -> None:
        """Send the ballot of a seat as its holder does, in the open by the API, in secret by the page."""
        path, body, kind = self._open(seat) if self.kind == "open" else self._secret(seat)
        headers = {
            "Content-Type": kind,
            "Cookie": f"sessionid={self.sessions[seat]}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
            connection.request("POST", path, body, headers)
            with connection.getresponse() as answer:
                said = answer.read()
        # A secret ballot that was in the box before its voter was told is there once all the same.
        if answer.status in (200, 201, 302, 303) or (self.kind == "secret" and b"is in the box" in said):
            self.taken.add(seat)
        else:
            self.refused.append(f"{answer.status} {said[:300]!r}")

    def _open(self, seat: str) -> tuple[str, str, str]:
        idem = self.idems.setdefault(seat, new_id())
        body = {"decision": self.decision, "seat": seat, "choice": self.choice(seat)}
        act = {"kind": "decisions.cast", "body": body, "idem": idem}
        return "/api/v1/partnerships/storm/acts", json.dumps(act), "application/json"

    def _secret(self, seat: str) -> tuple[str, str, str]:
        said = {"step": "cast", "choice": json.dumps([["ana"]])}
        path = f"/p/storm/decisions/{self.decision}/vote/{seat}/"
        return path, urllib.parse.urlencode(said), "application/x-www-form-urlencoded"


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A database of its own for the server under test."""
    vendor: str = request.param
    return {"VENDOR": vendor} | killing.environment(vendor, tmp_path, request.getfixturevalue)


@pytest.mark.parametrize("kind", ["open", "secret"])
def test_every_ballot_is_counted_once_although_the_server_is_killed(environment: dict[str, str], kind: str) -> None:
    voters, at_once = SIZES[environment["VENDOR"]]
    voters = voters if WHOLE else min(voters, IN_A_BUILD)
    voted = ("-m", "commonweal.api.tests.voted")
    seeded = json.loads(killing.python(environment, *voted, "seed", kind, str(voters)))
    storm = Storm(kind, seeded["decision"], seeded["sessions"], at_once)

    with killing.server(environment) as (process, port):
        storm.blow(port, until=int(voters * KILLED_AFTER), then=lambda: killing.kill(process))
    before = len(storm.taken)
    with killing.server(environment) as (_process, port):
        storm.blow(port)
    found = json.loads(killing.python(environment, *voted, "look", seeded["partnership"], str(storm.decision)))

    assert storm.refused == []
    assert voters * KILLED_AFTER <= before < voters
    assert found["ballots"] == voters
    assert sorted(found["casts" if kind == "open" else "ticks"]) == sorted(storm.sessions)
    if kind == "open":
        assert found["choices"] == sorted(storm.choice(seat) for seat in storm.sessions)
    verified = subprocess.run(
        [sys.executable, "-m", "commonweal", "verify", environment["STORM_BUNDLE"]],
        check=False, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr
