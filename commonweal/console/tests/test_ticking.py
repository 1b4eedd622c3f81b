"""``commonweal tick``: once, and beside a server with which it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from commonweal.console.ticking import tick_main


def test_the_command_says_what_was_done(db, settings, capsys):
    settings.COMMONWEAL_TICKS = []

    assert tick_main(["--once"]) == 0
    assert "sent" in capsys.readouterr().out


@pytest.mark.slow
def test_beside_a_server_it_ends_with_it_and_when_it_is_told_to(tmp_path):
    env = {**os.environ, "COMMONWEAL_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    command = [sys.executable, "-m", "commonweal", "tick", "--every", "1"]

    told = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    alone = subprocess.Popen([*command, "--beside", "1"], env=env, stderr=subprocess.DEVNULL)
    try:
        assert alone.wait(timeout=60) == 0, "The process beside which it should run is not the one that started it."
        told.send_signal(signal.SIGTERM)
        assert told.wait(timeout=60) == 0
    finally:
        told.kill()
        alone.kill()
