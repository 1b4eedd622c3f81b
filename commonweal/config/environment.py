"""Three typed readers of the environment, so that every setting is read the same way."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


LEAST_SECRET = 32
"""How many characters a secret has at least: shorter ones are guessed."""


def text(name: str, default: str, *, needed: str = "") -> str:
    """Return the setting `name` as text, or `default` where it is not set.

    :param needed: what to do where it is not set although it has to be; nothing where it may be missing
    :raises ImproperlyConfigured: with that sentence
    """
    value = os.environ.get(name, "").strip()
    if needed and not value:
        raise ImproperlyConfigured(f"{name} is missing. {needed}")
    return value or default


def flag(name: str, *, default: bool) -> bool:
    """Return the setting `name` as yes or no.

    :raises ImproperlyConfigured: for a value that is neither
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to yes or no.")


def number(name: str, default: int) -> int:
    """Return the setting `name` as a whole number that is not negative.

    :raises ImproperlyConfigured: for anything else
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is a whole number, not {value!r}.")
    return int(value)


def secret(name: str, *, kept_in: Path, required: bool) -> str:
    """Return a secret from the environment, or one kept in a file that only the owner reads.

    :param kept_in: made on first use with 32 random bytes where the environment names none
    :raises ImproperlyConfigured: where `required` and the environment names none, or one that is too short
    """
    if value := os.environ.get(name):
        if required and len(value) < LEAST_SECRET:
            raise ImproperlyConfigured(f"{name} is too short to be a secret. Use at least {LEAST_SECRET} characters.")
        return value
    if required:
        raise ImproperlyConfigured(
            f"{name} is missing. Set it to a long random text and keep a copy: without it this host cannot be restored."
        )
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    if not kept_in.exists():
        _make(kept_in)
    return kept_in.read_text(encoding="ascii").strip()


def _make(secret: Path) -> None:
    """Write a new secret, unless another process was faster; nobody ever finds the file half written."""
    handle, name = tempfile.mkstemp(dir=secret.parent)  # mkstemp makes it readable by its owner only
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(os.urandom(32).hex())
    try:
        os.link(name, secret)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
