"""A server that is killed in the middle of a storm loses no act that it acknowledged."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from commonweal.api.tests import killing
from commonweal.kit.ids import new_id

ROUNDS = 20 if os.environ.get("COMMONWEAL_LONG") else 2
STORM = 1000
CLIENTS = 8
CSRF = "a" * 32


@dataclass
class Storm:
    """What the clients sent and what was acknowledged, over all rounds.

    :param acknowledged: nonce to (position, leaf) as the server answered
    :param unanswered: what was sent when the server died, to be sent again
    """

    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A database of its own for the server under test, with everything that its processes need to know."""
    vendor: str = request.param
    return killing.environment(vendor, tmp_path, request.getfixturevalue)


@pytest.mark.slow
@pytest.mark.loopback
@pytest.mark.enable_socket
def test_no_acknowledged_act_is_lost_when_the_server_is_killed(environment: dict[str, str]) -> None:
    seeded = json.loads(killing.python(environment, "-m", "commonweal.api.tests.stormed", "seed"))
    storm, chance = Storm(), random.Random(4)

    for _round in range(ROUNDS):
        with killing.server(environment) as (process, port):
            killer = threading.Timer(chance.uniform(0.3, 2.5), killing.kill, [process])
            killer.start()
            _blow(storm, port=port, session=seeded["session"])
            killer.join()

    with killing.server(environment) as (_process, port):
        _send_again(storm, port=port, session=seeded["session"])
    found = json.loads(killing.python(environment, "-m", "commonweal.api.tests.stormed", "look", seeded["partnership"]))
    by_nonce = {idem: (position, leaf) for idem, leaf, position in found["entries"]}
    assert storm.refused == []
    assert len(storm.acknowledged) > ROUNDS
    assert {n: by_nonce.get(n) for n in storm.acknowledged} == storm.acknowledged
    assert [position for _idem, _leaf, position in found["entries"]] == list(range(len(by_nonce)))
    assert found["replayed_equal"]
    verified = subprocess.run(
        [sys.executable, "-m", "commonweal", "verify", environment["STORM_BUNDLE"]],
        check=False, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _blow(storm: Storm, *, port: int, session: str) -> None:
    """Let all clients send acts until the server is gone, or the storm is over."""
    left = [new_id() for _ in range(STORM)]
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                if not left:
                    return
                idem = left.pop()
            try:
                _send(storm, idem, port=port, session=session)
            except (OSError, http.client.HTTPException):
                storm.unanswered.append(idem)
                return

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()


def _send_again(storm: Storm, *, port: int, session: str) -> None:
    for idem in storm.unanswered:
        _send(storm, idem, port=port, session=session)


def _send(storm: Storm, idem: str, *, port: int, session: str) -> None:
    act = {"kind": "fit.name_goal", "body": {"title": f"Goal {idem}"}, "idem": idem}
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
    }
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/api/v1/partnerships/storm/acts", json.dumps(act), headers)
        with connection.getresponse() as answer:
            said = answer.read()
    if answer.status == 201:
        done: dict[str, Any] = json.loads(said)
        storm.acknowledged[idem] = (done["position"], done["leaf"])
    else:
        storm.refused.append(f"{answer.status} {said[:200]!r}")
