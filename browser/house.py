"""A real server with the demonstration in it, and the people who look at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext

ROOT = Path(__file__).resolve().parent.parent
PHONE, SMALLEST, DESK = 390, 320, 1280  # CSS pixels
Looking = Callable[..., BrowserContext]
"""See the fixture `looking`."""
PATIENCE = 60  # seconds until a server that does not answer counts as broken


@dataclass(frozen=True, slots=True)
class House:
    """A served demonstration.

    :param links: role in the words of the demonstration ("convener", …) to the address that signs in as her
    """

    address: str
    var: Path
    links: Mapping[str, str]


@contextmanager
def served(var: Path) -> Iterator[House]:
    """Load the demonstration into an empty folder and serve it as in production: collected, hashed, compressed."""
    port = _free_port()
    address = f"http://localhost:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "COMMONWEAL_VAR": str(var),
        "COMMONWEAL_ADDRESS": address,
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr or done.stdout}"
        return done.stdout

    run("django", "migrate", "--verbosity", "0")
    run("django", "collectstatic", "--noinput", "--verbosity", "0")
    links = dict(_links(run("commonweal", "demo")))
    with (var / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
                *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
                "commonweal.config.wsgi:application",
            ],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(address, server, var / "server.log")
            yield House(address, var, links)
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def commonweal(*words: str, var: Path) -> str:
    """Run the command line and return what it said."""
    command = [sys.executable, "-m", "commonweal", *words]
    environment = {**os.environ, "COMMONWEAL_VAR": str(var)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def _links(said: str) -> Iterator[tuple[str, str]]:
    for line in said.splitlines():
        before, http, rest = line.partition("http")
        if http:
            yield before.strip().split("  ")[0].strip(), http + rest.strip()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer: {log.read_text(encoding='utf-8')[-2000:]}")
