"""A whole house in processes of its own, with a partnership in it: another host, which may lie."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 60  # seconds until a process that does not answer counts as broken
SECRET = "the secret of a host that may lie to some and not to others"
SLUG = "cool-schools"

_SET_UP = "import django; django.setup()\n"

FOUND = """
from commonweal.acts.testing import founded
cool = founded("Cool Schools", slug="cool-schools")
cool.given("trust.name_witnesses", witnesses=[{vkey!r}], threshold=1)
print(cool.id)
"""

GO_ON = """
from commonweal.acts.testing import Founded
from commonweal.partnerships.models import Partnership
cool = Founded(id=Partnership.objects.get(slug="cool-schools").pk, slug="cool-schools")
for n in range({many}):
    cool.given("fit.name_goal", title=f"Goal number {{n}} of the day")
"""

REWRITE = """
from django.db import connection
from commonweal.partnerships.models import Partnership
from commonweal.record import tree
from commonweal.record.models import Head, StoredEntry
id = Partnership.objects.get(slug="cool-schools").pk
with connection.cursor() as cursor:
    for table in ("record_entry", "record_checkpoint"):
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
    entry = StoredEntry.objects.get(partnership=id, position=3)
    raw = bytes(entry.raw).replace(b"University of Ribera", b"University of Nobody").replace(b"City of", b"Town of")
    raw = raw if raw != bytes(entry.raw) else bytes(entry.raw).replace(b'"2026-03-02T12', b'"2026-03-02T11')
    assert raw != bytes(entry.raw)
    cursor.execute(
        "UPDATE record_entry SET raw = %s, leaf = %s WHERE partnership = %s AND position = 3",
        [raw, tree.leaf_hash(raw), id],
    )
    cursor.execute("DELETE FROM record_checkpoint WHERE partnership = %s", [id])
edge = []
for size, row in enumerate(StoredEntry.objects.filter(partnership=id).order_by("position")):
    tree.append_to_edge(edge, size, tree.leaf_hash(bytes(row.raw)))
Head.objects.filter(pk=id).update(edge=tree.pack_edge(edge))
"""


@dataclass
class AnotherHouse:
    """A house on a database of its own.

    :param var: its folder; two houses with one secret sign with one key
    """

    var: Path
    port: int = 0
    secret: str = SECRET

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def record(self) -> str:
        """The address under which the record of its partnership lies."""
        return f"{self.address}/p/{SLUG}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "COMMONWEAL_VAR": str(self.var),
            "COMMONWEAL_ADDRESS": self.address,
            "COMMONWEAL_HOST_SECRET": self.secret,
            "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        }

    def run(self, *arguments: str) -> str:
        """Run a module to its end, and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(arguments)[:80]}: {done.stderr or done.stdout}"
        return done.stdout.strip()

    def does(self, script: str, **said: object) -> str:
        """Run a script inside the house, as whoever has its machine can."""
        return self.run("-c", _SET_UP + (script.format(**said) if said else script))


@contextmanager
def another_house(var: Path, *, vkey: str) -> Iterator[AnotherHouse]:
    """Found a partnership in a new house and serve it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    house = AnotherHouse(var, port)
    var.mkdir()
    house.run("-m", "django", "migrate", "--verbosity", "0")
    house.run("-m", "django", "collectstatic", "--noinput", "--verbosity", "0")
    house.does(FOUND, vkey=vkey)
    with (var / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
                *("--workers", "1", "--blocking-threads", "2", "--log-level", "warning"),
                "commonweal.config.wsgi:application",
            ],
            cwd=ROOT,
            env=house.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"{house.record}/checkpoint", server, var / "server.log")
            yield house
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not answer: {log.read_text(encoding='utf-8')[-2000:]}")
