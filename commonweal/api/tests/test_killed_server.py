"""A server that is killed in the middle of a storm loses no act that it acknowledged."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

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
    env = {k: v for k, v in os.environ.items() if not k.startswith(("COMMONWEAL_", "DATABASE_URL"))}
    env |= {
        "COMMONWEAL_VAR": str(tmp_path),
        "COMMONWEAL_API_PER_MINUTE": "0",  # a storm is more than is given
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        "STORM_BUNDLE": str(tmp_path / "storm.commonweal"),
        "PYTHONWARNINGS": "ignore",
    }
    if request.param == "postgresql":
        env["DATABASE_URL"] = _own_database(request.getfixturevalue("postgres_url"))
    _python(env, "-m", "django", "migrate", "--verbosity", "0")
    return env


@pytest.mark.slow
@pytest.mark.loopback
@pytest.mark.enable_socket
def test_no_acknowledged_act_is_lost_when_the_server_is_killed(environment: dict[str, str]) -> None:
    seeded = json.loads(_python(environment, "-m", "commonweal.api.tests.stormed", "seed"))
    storm, chance = Storm(), random.Random(4)

    for _round in range(ROUNDS):
        with _server(environment) as (process, port):
            killer = threading.Timer(chance.uniform(0.3, 2.5), _kill, [process])
            killer.start()
            _blow(storm, port=port, session=seeded["session"])
            killer.join()

    with _server(environment) as (_process, port):
        _send_again(storm, port=port, session=seeded["session"])
    found = json.loads(_python(environment, "-m", "commonweal.api.tests.stormed", "look", seeded["partnership"]))
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


@contextlib.contextmanager
def _server(env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "2", "--log-level", "error", "commonweal.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=env, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield process, port
    finally:
        _kill(process)
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(asked) as connection:
            connection.request("GET", "/api/v1/partnerships")
            with connection.getresponse() as answer:
                if answer.status == 200:
                    return
        time.sleep(0.1)
    pytest.fail("The server under test did not start.")


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _python(env: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], check=False, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _own_database(url: str) -> str:
    name = f"storm_{new_id()}"
    base, _, rest = url.rpartition("/")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{base}/{name}{'?' + rest.partition('?')[2] if '?' in rest else ''}"
