"""A person who was erased is found in no byte of a host, nor brought back by a backup; and the records still verify."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from commonweal.kit.ids import new_id

pytestmark = pytest.mark.slow


class Host:
    """A host with a folder and a database of its own."""

    def __init__(self, var: Path, url: str = "") -> None:
        self.var, self.url = var, url
        var.mkdir(exist_ok=True)

    def run(self, *words: str) -> str:
        """Run a command there, its log kept in the folder."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("COMMONWEAL_", "DATABASE_URL"))}
        env |= {"COMMONWEAL_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": "commonweal.config.settings"}
        env |= {"DATABASE_URL": self.url} if self.url else {}
        done = subprocess.run([sys.executable, "-m", *words], env=env, capture_output=True, text=True, check=False)
        with (self.var / "log").open("a") as log:
            log.write(done.stderr)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def step(self, name: str) -> str:
        """Do one step of a person's life there."""
        return self.run("commonweal.console.tests.erased_person", name)

    def forget_log(self) -> None:
        """Empty the log: it lies where the operator keeps it, for as long as she does."""
        (self.var / "log").unlink(missing_ok=True)

    def holds_nothing(self) -> None:
        """Look everywhere, and at whether the records verify."""
        seen = json.loads(self.step("look"))
        assert seen["found"] == [], "\n".join(seen["found"])
        assert [(word, code) for word, code, _says in seen["verified"]] == [("bundle", 0), ("verify", 0)] * 2, seen


@pytest.fixture(params=["sqlite", "postgresql"])
def host(request, tmp_path):
    if request.param == "sqlite":
        return Host(tmp_path / "var")
    url, name = request.getfixturevalue("postgres_url"), f"erased_{new_id()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    base, _, rest = url.rpartition("/")
    return Host(tmp_path / "var", f"{base}/{name}{'?' + rest.partition('?')[2] if '?' in rest else ''}")


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"])
def test_nothing_of_an_erased_person_is_left_and_no_backup_brings_her_back(host, tmp_path):
    host.run("django", "collectstatic", "--noinput", "--verbosity", "0")
    host.step("live")
    assert json.loads(host.step("look"))["found"], "She is there before."
    database, backup = host.var / "commonweal.sqlite3", tmp_path / "backup.sqlite3"
    if not host.url:
        shutil.copy(database, backup)  # the look before left no journal beside it
    host.run("commonweal", "bundle", "cool-schools", "-o", str(tmp_path / "old.bundle"))

    host.step("leave")
    assert "unikum" not in (host.var / "log").read_text().lower()
    host.holds_nothing()

    if not host.url:
        _from_an_old_database(host, backup)
        _from_an_old_bundle(tmp_path, host.var / "erased.txt")


def _from_an_old_database(host: Host, backup: Path) -> None:
    for journal in host.var.glob("commonweal.sqlite3-*"):
        journal.unlink()
    shutil.copy(backup, host.var / "commonweal.sqlite3")
    host.step("serve")
    host.holds_nothing()


def _from_an_old_bundle(tmp_path: Path, tombstones: Path) -> None:
    other = Host(tmp_path / "other")
    for name in ("erased.txt", "marks.json", "host.key"):
        shutil.copy(tombstones.parent / name, other.var / name)
    other.run("django", "migrate", "--verbosity", "0")
    other.run("commonweal", "restore", str(tmp_path / "old.bundle"))
    seen = json.loads(other.step("look"))
    assert seen["found"] == [], "\n".join(seen["found"])
    assert seen["verified"][:2] == [["bundle", 0, seen["verified"][0][2]], ["verify", 0, seen["verified"][1][2]]]
