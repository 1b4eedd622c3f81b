"""One round of everything that happens by itself: `commonweal tick` calls it, as often as it likes.

Two rounds at once are safe: what a round does it first claims, in the database. A round that breaks off in the middle
loses nothing but its claim; ``outbox.py`` says what that means for a mail.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from commonweal.notices import at_once, digest, following, invitations, outbox, settling, sweeping

log = logging.getLogger(__name__)


def tick(*, at: datetime) -> dict[str, int]:
    """Do everything that is due now, and return how much of each. What fails is logged, and the rest goes on."""
    steps: dict[str, Callable[[], int | None]] = {
        "settled": lambda: settling.settle(at=at),
        "followed": lambda: following.follow_all(at=at),
        "invitations": lambda: invitations.write_due(at=at),
        "at once": lambda: at_once.write_due(at=at),
        "digests": lambda: digest.write_due(at=at),
        "sent": lambda: outbox.send_due(at=at),
        "swept": lambda: sweeping.sweep(at=at),
    }
    for path in settings.COMMONWEAL_TICKS:
        steps[path] = _registered(path, at=at)
    return {name: _done(name, step) for name, step in steps.items()}


def _registered(path: str, *, at: datetime) -> Callable[[], int | None]:
    def call() -> int | None:
        done: int | None = import_string(path)(at)
        return done if isinstance(done, int) else None

    return call


def _done(name: str, step: Callable[[], int | None]) -> int:
    try:
        return step() or 0
    except Exception:  # one step that fails, such as a mail server that is away, must not keep the others from going on
        log.exception("A step of the tick failed: %s", name)
        return 0
