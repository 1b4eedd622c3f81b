"""A passkey in software: what a telephone does, without the telephone."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV


def b64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class SoftPasskey:
    """A key on a device that answers as `navigator.credentials` would."""

    rp: str = "localhost"
    flags: AuthenticatorData.FLAG = PRESENT | VERIFIED
    credential: bytes = b"the credential of a device"
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict[str, Any]) -> str:
        """Answer what was asked of `create`, as the JSON that the page posts."""
        asked = options["publicKey"]
        client = self._client("webauthn.create", asked["challenge"])
        made = AttestedCredentialData.create(
            Aaguid(bytes(16)), self.credential, ES256.from_cryptography_key(self.private.public_key())
        )
        auth = AuthenticatorData.create(self._rp_hash, self.flags | AuthenticatorData.FLAG.AT, 0, bytes(made))
        attestation = AttestationObject.create("none", auth, {})
        return self._answer(clientDataJSON=client, attestationObject=bytes(attestation))

    def get(self, options: dict[str, Any]) -> str:
        """Answer what was asked of `get`, as the JSON that the page posts."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        auth = bytes(AuthenticatorData.create(self._rp_hash, self.flags, 1))
        signature = self.private.sign(auth + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=auth, signature=signature)

    @property
    def _rp_hash(self) -> bytes:
        return hashlib.sha256(self.rp.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": f"https://{self.rp}", "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        response = {name: b64url(part) for name, part in parts.items()}
        name = b64url(self.credential)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {}, "response": response}
        )
