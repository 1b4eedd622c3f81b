#!/usr/bin/env python3
"""Run a command beside a PostgreSQL of its own, which is gone afterwards.

    script/private_postgres.py pytest commonweal/record
    script/private_postgres.py --install …   first install PostgreSQL with apt where root and missing

The server listens on a private port of 127.0.0.1 and lives in a private directory. `DATABASE_URL` tells the command
where it is. It keeps its durability settings: Commonweal refuses to start on a database that may lose an acknowledged
act, so a directory in memory, where there is one, has to make it quick.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DEBIAN_SERVERS = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh private directory is made inside it
ROOM_NEEDED = 1 << 30  # bytes: an empty cluster and the write-ahead log of the whole suite


class PostgresMissing(RuntimeError):
    """No PostgreSQL server is installed, or no user may run it."""


def programs() -> Path:
    """Return the folder of `initdb` and `pg_ctl`, of the newest version installed.

    :raises PostgresMissing: when there is none
    """
    found = [Path(path).parent for path in (shutil.which("initdb"),) if path]
    if DEBIAN_SERVERS.is_dir():
        numbered = [path for path in DEBIAN_SERVERS.iterdir() if (path / "bin" / "initdb").exists()]
        numbered.sort(key=lambda path: [int(part) for part in re.findall(r"\d+", path.name)])
        found += [path / "bin" for path in reversed(numbered)]
    if not found:
        sentence = "PostgreSQL's server programs are not installed (Debian: apt install postgresql)."
        raise PostgresMissing(sentence)
    return found[0]


def install() -> None:
    """Install PostgreSQL with apt, saying so; do nothing where that is not possible."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("PostgreSQL is missing: installing Debian's package.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=False, stdout=sys.stderr)
    subprocess.run(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", "postgresql"],
        check=False,
        env=quiet,
        stdout=sys.stderr,
    )


def unprivileged() -> str | None:
    """Return whom to run the server as: PostgreSQL refuses root. None means as ourselves.

    :raises PostgresMissing: when we are root and there is nobody else
    """
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    sentence = "PostgreSQL does not run as root, and there is no user postgres or nobody."
    raise PostgresMissing(sentence)


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """Start a server of our own, yield its DATABASE_URL, and leave nothing behind.

    :raises PostgresMissing: when no server is installed
    """
    binaries, user = programs(), unprivileged()
    with tempfile.TemporaryDirectory(prefix="commonweal-pg-", dir=_roomy_place()) as name:
        folder = Path(name)
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        if user:
            for path in (folder, folder / "password"):
                shutil.chown(path, user)
        data, log, port = folder / "data", folder / "log", _free_port()

        def run(program: str, *arguments: str) -> None:
            with (folder / "output").open("wb") as output:  # pg_ctl's child keeps a pipe open
                done = subprocess.run(
                    [binaries / program, *arguments],
                    user=user,
                    cwd=folder,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    check=False,
                )
            if done.returncode:
                reasons = [p.read_text() for p in (folder / "output", log) if p.exists()]
                raise RuntimeError(f"{program} failed:\n" + "\n".join(reasons))

        initial = ["--username=commonweal", f"--pwfile={folder / 'password'}", "--encoding=UTF8"]
        run("initdb", f"--pgdata={data}", "--auth=scram-sha-256", "--locale=C.UTF-8", *initial)
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} "
            "-c max_connections=60 -c shared_buffers=128MB -c max_wal_size=256MB -c autovacuum_naptime=10min"
        )
        run("pg_ctl", f"--pgdata={data}", f"--log={log}", f"--options={options}", "--wait", "start")
        try:
            yield f"postgresql://commonweal:{password}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", f"--pgdata={data}", "--mode=immediate", "--wait", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _roomy_place() -> Path | None:
    """Return a directory in memory with room enough, or None for the usual temporary one."""
    with contextlib.suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_NEEDED:
            return MEMORY
    return None


def main(arguments: list[str]) -> int:
    """Run the command given, with a server; exit as it exits, or 3 when there is no PostgreSQL."""
    if arguments[:1] == ["--install"]:
        del arguments[0]
        try:
            programs()
        except PostgresMissing:
            install()
    try:
        with private_postgres() as url:
            environment = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(arguments, env=environment, check=False).returncode
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        return 3


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
