"""How much may come from one network or one participant, counted without knowing whose it is.

Of a network only a digest under this house's key is kept, and that for an hour: of the first half of an address, as
many people share it. The votes of one participant are counted in this process alone and kept nowhere.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from commonweal.web import noting

SUGGESTIONS_AN_HOUR: Final = 10
VOTES_A_MINUTE: Final = 120
REMEMBERED: Final = 20_000
_SALT: Final = "conversations.limits"

_votes: OrderedDict[str, tuple[int, int]] = OrderedDict()


def may_begin(request: HttpRequest, box: str) -> bool:
    """Count somebody new from this network, and tell whether there may be so many within an hour."""
    return _counted(request, f"begin.{box}.{network_of(request)}", settings.VOICES_PER_NETWORK)


def may_suggest(request: HttpRequest, box: str, voice: str) -> bool:
    """Count a suggestion, and tell whether this participant and this network may make so many within an hour."""
    by_network = _counted(request, f"suggest.{box}.{network_of(request)}", settings.VOICES_PER_NETWORK)
    return by_network and _counted(request, f"suggest.{box}.{voice}", SUGGESTIONS_AN_HOUR)


def may_vote(voice: str) -> bool:
    """Count a vote, and tell whether a person can give so many within a minute."""
    minute = int(time.time()) // 60
    then, count = _votes.pop(voice, (minute, 0))
    count = count + 1 if then == minute else 1
    _votes[voice] = (minute, count)
    while len(_votes) > REMEMBERED:
        _votes.popitem(last=False)
    return count <= VOTES_A_MINUTE


def network_of(request: HttpRequest) -> str:
    """Return a digest of the network from which a request comes, under the key of this house."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    network = ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False)
    return salted_hmac(_SALT, str(network), algorithm="sha256").hexdigest()


def _counted(request: HttpRequest, what: str, most: int) -> bool:
    if not most:
        return True
    key = f"{_SALT}.{what}.{int(time.time()) // 3600}"
    cache.add(key, 0, 3600)
    allowed = cache.incr(key) <= most
    if not allowed:
        noting.limited(request, what.partition(".")[0])
    return allowed
