"""Keys: which are strong enough to be named, how the host's own is derived, and what each verifies.

Ed25519 goes through libsodium, which refuses the small-order points and second spellings under which
other libraries accept forgeries. P-256 is for passkeys (`signatures` checks their assertions).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_sign,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import CryptoError

ED25519_BYTES: Final = 32
ED25519_SIGNATURE_BYTES: Final = 64
P256_BYTES: Final = 65
SEED_BYTES: Final = 32
HOST_SECRET_MIN_BYTES: Final = 32


class WeakKeyError(ValueError):
    """A public key that must not be trusted with anything."""


class BadSignatureError(ValueError):
    """A signature that was not made over this message with this key."""


class SigningKey:
    """An Ed25519 private key. It signs; it never shows itself."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32-byte seed of RFC 8032.

        :raises ValueError: if it has another length
        """
        if len(seed) != SEED_BYTES:
            raise ValueError(f"An Ed25519 seed has {SEED_BYTES} bytes, not {len(seed)}.")
        self.public, self._secret = crypto_sign_seed_keypair(seed)

    def __repr__(self) -> str:
        """Name the key without its secret."""
        return f"SigningKey(public={self.public.hex()})"

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of `message`."""
        return crypto_sign(message, self._secret)[:ED25519_SIGNATURE_BYTES]


def host_log_key(host_secret: str | bytes, *, origin: str) -> SigningKey:
    """Return the key with which this host signs the checkpoints of one record.

    The seed is HKDF-SHA256 (RFC 5869, no salt) of the host's secret with the record's origin as
    info: one secret to keep, a different key for each partnership, nothing stored.

    :raises ValueError: if the secret is shorter than 32 bytes
    """
    secret = host_secret.encode() if isinstance(host_secret, str) else host_secret
    if len(secret) < HOST_SECRET_MIN_BYTES:
        raise ValueError(f"The host's secret must have at least {HOST_SECRET_MIN_BYTES} bytes.")
    pseudorandom = hmac.new(bytes(32), secret, hashlib.sha256).digest()
    return SigningKey(hmac.new(pseudorandom, origin.encode() + b"\x01", hashlib.sha256).digest())


def require_strong_ed25519(public: bytes) -> None:
    """Refuse a key that is malformed, of small order, outside the prime-order group, or misspelt.

    :raises WeakKeyError: if it is any of these
    """
    if len(public) != ED25519_BYTES:
        raise WeakKeyError(f"An Ed25519 key has {ED25519_BYTES} bytes, not {len(public)}.")
    if not crypto_core_ed25519_is_valid_point(public):
        raise WeakKeyError("This Ed25519 key is weak: signatures under it could be forged.")


def require_p256(public: bytes) -> None:
    """Refuse what is not an uncompressed point of the curve P-256.

    :raises WeakKeyError: if it is not
    """
    _p256(public)


def verify_ed25519(public: bytes, message: bytes, signature: bytes) -> None:
    """Check an Ed25519 signature strictly.

    :raises BadSignatureError: if it does not hold, or the key is weak
    """
    if len(signature) != ED25519_SIGNATURE_BYTES or len(public) != ED25519_BYTES:
        raise BadSignatureError("An Ed25519 signature has 64 bytes and its key 32.")
    try:
        crypto_sign_open(signature + message, public)
    except CryptoError as error:
        raise BadSignatureError("The Ed25519 signature does not hold.") from error


def verify_p256(public: bytes, message: bytes, signature: bytes) -> None:
    """Check an ECDSA signature with SHA-256 in DER form.

    :raises BadSignatureError: if it does not hold
    :raises WeakKeyError: if the key is not a point of P-256
    """
    try:
        _p256(public).verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise BadSignatureError("The P-256 signature does not hold.") from error


def _p256(public: bytes) -> ec.EllipticCurvePublicKey:
    if len(public) != P256_BYTES or public[0] != 4:
        raise WeakKeyError("A P-256 key is an uncompressed point: 65 bytes, the first of them 4.")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except ValueError as error:
        raise WeakKeyError("This is not a point of the curve P-256.") from error
