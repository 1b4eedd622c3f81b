"""Database settings that may lose an acknowledged act stop the start, with a sentence that helps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from commonweal.record.safety import refuse_unsafe
from commonweal.record.tests.storms import ROOT, environment

SETTINGS = """
from commonweal.record.tests.only_record import *
DATABASES["default"]["OPTIONS"] = {options}
"""
SAFE = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"}


@pytest.mark.django_db
def test_the_database_of_this_suite_is_safe() -> None:
    refuse_unsafe(connection)


def _start(folder: Path, url: str, options: object) -> str:
    """Start a command with these options on the database and return what it says on failing, or nothing."""
    (folder / "unsafe.py").write_text(SETTINGS.format(options=repr(options)))
    variables = environment(url) | {"DJANGO_SETTINGS_MODULE": "unsafe"}
    variables["PYTHONPATH"] += os.pathsep + str(folder)
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "-v0"],
        env=variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (SAFE, ""),
        ({}, "IMMEDIATE"),
        (SAFE | {"transaction_mode": "DEFERRED"}, "IMMEDIATE"),
        (SAFE | {"init_command": "PRAGMA synchronous=FULL"}, "journal_mode=WAL"),
        (SAFE | {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"}, "synchronous=FULL"),
        (SAFE | {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"}, "synchronous=FULL"),
    ],
)
def test_sqlite(tmp_path: Path, options: dict[str, str], says: str) -> None:
    said = _start(tmp_path, f"sqlite:///{tmp_path}/record.sqlite3", options)

    assert says in said
    assert bool(said) == bool(says)


@pytest.mark.loopback
def test_postgresql(tmp_path: Path, postgres_url: str) -> None:
    for setting in ("synchronous_commit",):
        said = _start(tmp_path, postgres_url, {"options": f"-c {setting}=off"})

        assert f"set {setting} = on" in said
