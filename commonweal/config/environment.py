"""Three typed readers of the environment, so that every setting is read the same way."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def text(name: str, default: str) -> str:
    """Return the setting `name` as text, or `default` where it is not set."""
    return os.environ.get(name, default).strip()


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


def secret(name: str, *, kept_in: Path, required: bool) -> str:
    """Return a secret from the environment, or one kept in a file that only the owner reads.

    :param kept_in: made on first use with 32 random bytes where the environment names none
    :raises ImproperlyConfigured: where `required` and the environment names none
    """
    if value := os.environ.get(name):
        return value
    if required:
        raise ImproperlyConfigured(
            f"{name} is missing. Set it to a long random text and keep a copy: without it this host cannot be restored."
        )
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(kept_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return kept_in.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(os.urandom(32).hex())
    return kept_in.read_text(encoding="ascii").strip()
