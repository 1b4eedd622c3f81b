"""The log of what matters to security: one line of JSON for each event, with the time in UTC and no personal data.

Whoever reads it learns which account or pseudonym, both random, did or was refused what; names, mail addresses, network
addresses, words, codes and secrets never enter it. What is noted, and how long it is kept, stands in docs/SECURITY.md.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Final

NAME: Final = "commonweal.security"
LONGEST: Final = 120
"""How many characters of a value are noted: each is a name of ours or an id, and none of those is longer."""

_log = logging.getLogger(NAME)


def note(event: str, **facts: str | int | None) -> None:
    """Note that something happened. What is not known is left out.

    :param facts: names of ours, numbers and random ids; nothing that somebody typed, nothing that says who she is
    """
    known = {name: _short(value) for name, value in facts.items() if value is not None}
    _log.info(event, extra={"facts": known})


class JsonLine(logging.Formatter):
    """Write an event as one line of ASCII: what would break the line or steer a terminal is spelled out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; its time is that of the event, in UTC."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return json.dumps({"at": at, "event": record.getMessage(), **getattr(record, "facts", {})}, ensure_ascii=True)


def _short(value: str | int) -> str | int:
    return value if isinstance(value, int) else str(value)[:LONGEST]
