"""How often something may be tried: counted for all workers of a host, by address and by what is tried."""

from __future__ import annotations

from typing import Final

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from commonweal.web import noting

LIMITS: Final = {
    # A library or a community centre opens many from one address in an afternoon.
    "open_without_mail": "60/h/ip",
    "paper": "30/m/ip,10/h/key",
    # Forty people who type the same code from a poster share the address of the room.
    "invitation_code": "60/m/ip",
    "look_up": "30/h/user",
    # Receipts are typed by those who gave something without an account; a library has one address.
    "receipt": "60/m/ip",
    # Codes to sign a charter with: each mail may be lost once or twice, and nobody guesses one in ten attempts.
    "signing_code": "6/h/user",
    "signing_code_typed": "15/h/user",
    # Each costs some signatures to check, and nothing brings more than one.
    "proof_of_fork": "30/h/ip",
}
"""What may be tried, how often: “per ip” counts by address, “per key” by what was typed, “per user” by account."""


def may_try(request: HttpRequest, what: str, *, key: str = "") -> bool:
    """Count one attempt, and tell whether it is still allowed."""
    allowed = ratelimit.consume(request, app="commonweal.web", action=what, config=LIMITS, key=key, limit_get=True)
    if allowed is None:
        noting.limited(request, what)
    return allowed is not None
