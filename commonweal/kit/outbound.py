"""The one guarded way out of the house: ask another host, and never a machine of our own network.

Whoever may name an address (a webhook, a child partnership elsewhere) could otherwise make this host ask machines that
only it can reach (server-side request forgery, OWASP ASVS 5.0 V1.3.6). So a name is resolved once, every address that
it has must be public, and the connection goes to just that address; no redirects, no proxies, no waiting for ever.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

TIMEOUT_SECONDS: Final = 10.0
LIMIT_BYTES: Final = 1024 * 1024
_CHUNK: Final = 16 * 1024

_CARRIERS: Final = tuple(
    # IPv6 ranges in which an IPv4 address travels: translated (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380)
    map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)


class NotAllowed(ValueError):
    """This address is none that the house asks. The message says what to do."""


class Unreachable(OSError):
    """The other host did not answer, or not in time, or with too much."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other host said.

    :param headers: by their names in lower case
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT_SECONDS,
    limit: int = LIMIT_BYTES,
    private: bool = False,
) -> Answer:
    """Send one request and return its answer, whatever its status; a redirect is an answer like any other.

    :param timeout: seconds for the whole exchange, not for each of its steps
    :param limit: how many bytes the answer may have
    :param private: whether machines of our own network, and plain http, are allowed: tests and development hosts
    :raises NotAllowed: for an address that the house does not ask
    :raises Unreachable: where no answer came, or one that is too long
    """
    parts = allowed(url, private=private)
    until = time.monotonic() + timeout
    connection = _connected(parts, timeout=timeout, private=private)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"User-Agent": "Commonweal", "Accept-Encoding": "identity", **(headers or {}), "Connection": "close"}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        return Answer(
            status=answer.status,
            headers={name.lower(): value for name, value in answer.getheaders()},
            body=_read(answer, limit=limit, until=until),
        )
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(f"{parts.hostname} did not answer as expected: {error}") from error
    finally:
        connection.close()


def allowed(url: str, *, private: bool = False) -> SplitResult:
    """Return the parts of an address that may be asked, as far as that can be told without resolving its name.

    :raises NotAllowed: saying what to do
    """
    if len(url) > 2000 or any(character <= " " or character == "\x7f" for character in url):
        raise NotAllowed("Give a web address without spaces, of at most 2,000 characters.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowed("Give a web address that begins with https://.") from None
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise NotAllowed("Give a web address that begins with https://.")
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        raise NotAllowed("Give a web address with a host, without user name, password and fragment.")
    if not private and port is not None and port != 443 and port < 1024:
        raise NotAllowed("Leave out the port, or give one above 1023.")
    if not private:
        _require_public_literal(parts.hostname)
    return parts


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and carries no other address inside it."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in carrier for carrier in _CARRIERS):
            return False
    return found.is_global and not found.is_multicast


def _require_public_literal(host: str) -> None:
    try:
        public = is_public(host)
    except ValueError:
        return  # a name: judged by what it resolves to
    if not public:
        raise NotAllowed("This address lies in a private network. Give one that everybody can reach.")


def _addresses(host: str, port: int, *, private: bool) -> list[str]:
    """Resolve once, and refuse a name of which any address is not public: which of them is used is not ours to pick."""
    try:
        found = _resolved(host, port)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host} was not found.") from error
    if not private and not all(is_public(address) for address in found):
        raise NotAllowed("This address lies in a private network. Give one that everybody can reach.")
    return found


def _resolved(host: str, port: int) -> list[str]:
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connected(parts: SplitResult, *, timeout: float, private: bool) -> http.client.HTTPConnection:
    """Connect to the very address that was judged: a second look-up could give another one (DNS rebinding)."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    error: OSError | None = None
    for address in _addresses(host, port, private=private)[:4]:
        try:
            plain = _opened(address, port, timeout=timeout)
            if parts.scheme == "https":
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            else:
                connection.sock = plain
        except OSError as failed:
            error = failed
        else:
            return connection
    raise Unreachable(f"{host} did not answer: {error}")


def _opened(address: str, port: int, *, timeout: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=timeout)


def _read(answer: http.client.HTTPResponse, *, limit: int, until: float) -> bytes:
    """Read until the end, at most `limit` bytes, and not beyond `until`, however slowly they drip."""
    read = bytearray()
    while chunk := answer.read1(_CHUNK):
        read += chunk
        if len(read) > limit:
            raise Unreachable(f"The answer has more than {limit} bytes.")
        if time.monotonic() > until:
            raise Unreachable("The answer took too long.")
    return bytes(read)
