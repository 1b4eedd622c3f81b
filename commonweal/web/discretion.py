"""Let no log hold an address that is itself a secret: who reads a log must not be able to use what he finds there."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/(?:by-mail|less-mail|calendar|feed|join|enter)/)[^/\s\"']{6,}")


class Discreet(logging.Filter):
    """Put a mark in place of every secret in what is logged; a filter of the settings' one handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write the message out and take the secrets out of it."""
        said = record.getMessage()
        told = without_secrets(said)
        if told != said:
            record.msg, record.args = told, None
        return True


def without_secrets(text: str) -> str:
    """Return a text with every secret part of an address replaced by a mark."""
    return _SECRET.sub(r"\1[secret]", text)
