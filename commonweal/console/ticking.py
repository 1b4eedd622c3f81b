"""``commonweal tick``: send what is due, follow the records, sweep; once, or again and again beside the server."""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event
from types import FrameType

from django.db import close_old_connections

from commonweal.notices.ticking import tick

LOOKS_EVERY = 1.0  # seconds between two looks whether it is to stop


def tick_main(argv: Sequence[str]) -> int:
    """Do what is due, once or every so many seconds until it is stopped."""
    parser = argparse.ArgumentParser(
        prog="commonweal tick",
        description="Send what is due, follow the records, sweep. Several may run at once.",
    )
    often = parser.add_mutually_exclusive_group()
    often.add_argument("--once", action="store_true", help="do it once and say what was done (the default)")
    often.add_argument("--every", type=int, metavar="SECONDS", help="do it again and again, until stopped")
    parser.add_argument(
        "--beside", type=int, metavar="PID", help="stop when this process, the one that started it, ends"
    )
    words = parser.parse_args(argv)
    if not words.every:
        for name, count in tick(at=_now()).items():
            print(f"{count:>6} {name}")
        return 0
    _go_on(every=max(1, words.every), beside=words.beside)
    return 0


def _go_on(*, every: int, beside: int | None) -> None:
    """Tick until a signal says to stop, in the middle of no round, or the process beside which this runs is gone."""
    stopped = Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped.is_set():
        close_old_connections()  # a database that was away meanwhile is looked for anew
        tick(at=_now())
        wake = time.monotonic() + every
        while not stopped.is_set() and time.monotonic() < wake:
            stopped.wait(min(LOOKS_EVERY, every))
            if beside is not None and os.getppid() != beside:
                return


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
