"""Keys and a software authenticator for tests, derived from names so that every run is the same."""

from __future__ import annotations

import base64
import json
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from commonweal.kit.canonical import b64_encode
from commonweal.record.keys import SigningKey

RP = "partners.example"


def seeded(name: str) -> SigningKey:
    """Return the Ed25519 key that this name always gives."""
    return SigningKey(sha256(name.encode()).digest())


class Passkey:
    """A software authenticator that makes WebAuthn assertions."""

    def __init__(self, name: str, rp: str = RP) -> None:
        scalar = int.from_bytes(sha256(name.encode()).digest(), "big") % (2**255) + 1
        self._key = ec.derive_private_key(scalar, ec.SECP256R1())
        self.rp = rp
        self.public = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def sign(self, message: bytes, *, flags: int = 0x05, kind: str = "webauthn.get") -> dict[str, str]:
        """Return the assertion over `message`, without the id of the key."""
        challenge = base64.urlsafe_b64encode(sha256(message).digest()).rstrip(b"=").decode()
        said = {"type": kind, "challenge": challenge, "origin": f"https://{self.rp}", "crossOrigin": False}
        client = json.dumps(said).encode()
        auth = sha256(self.rp.encode()).digest() + bytes([flags]) + (7).to_bytes(4, "big")
        signature = self._key.sign(auth + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"auth": auth, "client": client, "sig": signature}
        return {"alg": "webauthn", **{name: b64_encode(part) for name, part in parts.items()}}
