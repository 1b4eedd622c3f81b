"""Whether an ID token of OpenID Connect counts: signed by its issuer, for us, for this sign-in, and now.

OpenID Connect Core 1.0, section 3.1.3.7; JSON Web Signature (RFC 7515) with RS256, PS256 or ES256 and nothing else.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

LEEWAY_SECONDS: Final = 60
LEAST_RSA_BITS: Final = 2048


class NotTheirs(ValueError):
    """A token that does not count, with the reason for the log."""


def claims_of(
    token: str, *, keys: Sequence[Mapping[str, Any]], issuer: str, client: str, nonce: str, now: float
) -> dict[str, Any]:
    """Return what a token says, once everything about it holds.

    :param keys: the issuer's keys as it publishes them (RFC 7517)
    :raises NotTheirs: where anything does not hold
    """
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(_decoded(head)), json.loads(_decoded(body))
        _require_signed(f"{head}.{body}".encode("ascii"), _decoded(signature), header=header, keys=keys)
        _require_ours(claims, issuer=issuer, client=client, nonce=nonce, now=now)
    except NotTheirs:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotTheirs(f"The token cannot be read: {type(error).__name__}") from error
    return dict(claims)


def _require_signed(
    message: bytes, signature: bytes, *, header: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]
) -> None:
    alg = header["alg"]
    if alg not in ("RS256", "PS256", "ES256") or "crit" in header:
        raise NotTheirs(f"The token is signed with {alg!r}.")
    wanted = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}[alg]
    fitting = [key for key in keys if key.get("kty") == wanted and key.get("use", "sig") == "sig"]
    fitting = [key for key in fitting if header.get("kid") is None or key.get("kid") == header["kid"]]
    if len(fitting) != 1:
        raise NotTheirs("The issuer names no key, or several, with which this token could be signed.")
    try:
        _verify(alg, fitting[0], message, signature)
    except InvalidSignature as error:
        raise NotTheirs("The token is not signed by its issuer.") from error


def _verify(alg: str, key: Mapping[str, Any], message: bytes, signature: bytes) -> None:
    if alg == "ES256":
        if key.get("crv") != "P-256" or len(signature) != 64:
            raise NotTheirs("ES256 is a signature of 64 bytes on P-256.")
        point = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1()).public_key()
        der = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        point.verify(der, message, ec.ECDSA(hashes.SHA256()))
        return
    public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
    if public.key_size < LEAST_RSA_BITS:
        raise NotTheirs("The issuer's key is too short.")
    salted = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
    public.verify(signature, message, salted if alg == "PS256" else padding.PKCS1v15(), hashes.SHA256())


def _require_ours(claims: Mapping[str, Any], *, issuer: str, client: str, nonce: str, now: float) -> None:
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims["iss"] != issuer:
        raise NotTheirs("The token is of another issuer.")
    if client not in audience or (len(audience) > 1 and claims.get("azp") != client):
        raise NotTheirs("The token is for somebody else.")
    if claims.get("azp", client) != client:
        raise NotTheirs("The token was given to somebody else.")
    if not now - LEEWAY_SECONDS < float(claims["exp"]) or float(claims["iat"]) > now + LEEWAY_SECONDS:
        raise NotTheirs("The token is over, or not yet.")
    if claims.get("nonce") != nonce:
        raise NotTheirs("The token is of another sign-in.")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise NotTheirs("The token names nobody.")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(text: str) -> int:
    return int.from_bytes(_decoded(text), "big")
