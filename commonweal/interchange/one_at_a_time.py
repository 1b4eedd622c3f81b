"""Long work on this host, one piece at a time: whoever comes meanwhile waits a little, then is asked to come again."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

PATIENCE: Final = 3.0
"""Seconds that somebody waits. Each holds a thread of the server, so they are few."""


class StillBuilding(RuntimeError):
    """Another file is being built on this host."""


@contextmanager
def alone(what: str) -> Iterator[None]:
    """Hold the one place on this host at which such a thing is done, across all its processes.

    :param what: a word of ours: it names a file
    :raises StillBuilding: where the place is not free within `PATIENCE`
    """
    folder = Path(settings.MEDIA_ROOT) / "bundles"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    until = time.monotonic() + PATIENCE
    with (folder / f"{what}.lock").open("ab") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise StillBuilding(f"Another one is at work: {what}.") from None
                time.sleep(0.05)
        yield
