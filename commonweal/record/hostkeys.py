"""The key with which this host signs the checkpoints of a partnership's record."""

from __future__ import annotations

from django.conf import settings

from commonweal.record import notes
from commonweal.record.checkpoints import origin_of
from commonweal.record.keys import SigningKey, host_log_key
from commonweal.record.notes import Verifier


def signing_key(partnership: str) -> SigningKey:
    """Return the private key, derived from ``HOST_SECRET`` and never stored."""
    return host_log_key(settings.HOST_SECRET, origin=origin_of(partnership))


def log_verifier(partnership: str) -> Verifier:
    """Return the public half, named as the origin of the record."""
    public = signing_key(partnership).public
    return Verifier(origin_of(partnership), notes.ED25519, public)


def log_key(partnership: str) -> str:
    """Return the public half as the verifier key that a founding names."""
    return str(log_verifier(partnership))
