"""A provider of OpenID Connect on this machine, for tests: it says whatever a test wants."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

RSA, OTHER = rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 2048)
EC = ec.generate_private_key(ec.SECP256R1())


def b64(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value, size):
    return b64(value.to_bytes(size, "big"))


def published():
    public, point = RSA.public_key().public_numbers(), EC.public_key().public_numbers()
    return [
        {"kty": "RSA", "kid": "r", "use": "sig", "n": number(public.n, 256), "e": number(public.e, 3)},
        {"kty": "EC", "kid": "e", "crv": "P-256", "x": number(point.x, 32), "y": number(point.y, 32)},
    ]


def token(claims, *, alg="RS256", kid="r", key=None):
    head = b64(json.dumps({"alg": alg, "kid": kid}).encode())
    message = f"{head}.{b64(json.dumps(claims).encode())}".encode()
    if alg == "RS256":
        signature = (key or RSA).sign(message, padding.PKCS1v15(), hashes.SHA256())
    elif alg == "ES256":
        r, s = decode_dss_signature(EC.sign(message, ec.ECDSA(hashes.SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    else:
        signature = b""
    return f"{message.decode()}.{b64(signature)}"


class Provider:
    """A provider on this machine: what it says can be changed by a test, and what it was asked can be looked at."""

    def __init__(self, url):
        self.url, self.asked, self.claims, self.configuration, self.nonce = url, [], {}, {}, ""
        self.signs = {}

    def configured(self):
        return {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **self.configuration,
        }  # fmt: skip

    def said(self, nonce):
        now = int(time.time())
        return {"iss": self.url, "aud": "commonweal", "sub": "number-7", "exp": now + 300, "iat": now, "nonce": nonce,
                "name": "Nadia", **self.claims}  # fmt: skip

    def answer(self, path, body, headers):
        self.asked.append((path, body, headers))
        if path == "/token":
            return {"access_token": "x", "id_token": token(self.said(self.nonce), **self.signs)}
        return {"/.well-known/openid-configuration": self.configured(), "/keys": {"keys": published()}}.get(path)
