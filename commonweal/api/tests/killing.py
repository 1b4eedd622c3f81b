"""A server under test in processes of its own, on a database of its own, that can be killed at any moment."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from commonweal.kit.ids import new_id


def environment(vendor: str, folder: Path, fixture: Callable[[str], Any]) -> dict[str, str]:
    """Return what every process of the server under test needs to know, on a fresh database of this vendor."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("COMMONWEAL_", "DATABASE_URL"))}
    env |= {
        "COMMONWEAL_VAR": str(folder),
        "COMMONWEAL_API_PER_MINUTE": "0",  # a storm is more than is given
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        "STORM_BUNDLE": str(folder / "storm.commonweal"),
        "PYTHONWARNINGS": "ignore",
    }
    if vendor == "postgresql":
        env["DATABASE_URL"] = own_database(fixture("postgres_url"))
    python(env, "-m", "django", "migrate", "--verbosity", "0")
    python(env, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0")
    return env


@contextlib.contextmanager
def server(env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run the server until the block ends; yield its process and port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "2", "--blocking-threads", "4", "--log-level", "error",
        "commonweal.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=env, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield process, port
    finally:
        kill(process)
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


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the server and all its workers, as a power cut would."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def python(env: dict[str, str], *words: str) -> str:
    """Run Python in this environment and return what it printed."""
    done = subprocess.run([sys.executable, *words], check=False, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def own_database(url: str) -> str:
    """Make a database of its own on the PostgreSQL at this address, and return its address."""
    name = f"storm_{new_id()}"
    base, _, rest = url.rpartition("/")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{base}/{name}{'?' + rest.partition('?')[2] if '?' in rest else ''}"
