"""The kinds of values that attributes and texts may have (XML Schema Part 2, the types that IATI uses)."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from typing import Final

_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_DAY = r"-?(?P<year>[1-9]\d{3,}|0\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_DATE = re.compile(_DAY + _ZONE, re.ASCII)
_INSTANT = re.compile(f"{_DAY}T{_CLOCK}{_ZONE}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_LANGUAGE = re.compile(r"(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?", re.ASCII)
_TOKEN = re.compile(r"[\w.:-]+")
# Spaces, quotes, accents and the like may stand in a reference of XML Schema: they count as if written with percent
# signs. What is left to forbid is a percent sign that escapes nothing, a second #, and brackets outside an address.
_BAD_IN_URI = re.compile(r"%(?![0-9A-Fa-f]{2})|#.*#", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:", re.ASCII)
_AUTHORITY = re.compile(r"(?:[^@\[\]]*@)?(?:\[[0-9A-Fa-fvV:.]+\]|[^@:\[\]]*)(?::\d{0,8})?", re.ASCII)
INT_LIMIT: Final = 2**31


def _calendar_day(match: re.Match[str] | None) -> bool:
    if match is None:
        return False
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    # monthrange knows the years 1 to 9999; leap years repeat every 400.
    return year > 0 and day <= monthrange((year - 1) % 400 + 1, month)[1]


def _uri(value: str) -> bool:
    """Say whether it is a reference (RFC 3986): a scheme before the first colon, and a host where `//` says so."""
    if _BAD_IN_URI.search(value):
        return False
    first = re.split(r"[/?#]", value, maxsplit=1)[0]
    scheme = _SCHEME.match(value)
    if ":" in first and scheme is None:
        return False
    rest = value[scheme.end() :] if scheme else value
    if rest.startswith("//"):
        authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
        if not _AUTHORITY.fullmatch(authority):
            return False
        rest = rest[2 + len(authority) :]
    return "[" not in rest and "]" not in rest


def _whole(value: str, least: int | None) -> bool:
    if not _INTEGER.fullmatch(value) or len(value) > 1000:
        return False
    return least is None or int(value) >= least


CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "uri": _uri,
    "decimal": lambda value: _DECIMAL.fullmatch(value) is not None,
    "date": lambda value: _calendar_day(_DATE.fullmatch(value)),
    "instant": lambda value: _calendar_day(_INSTANT.fullmatch(value)),
    "boolean": lambda value: value in {"true", "false", "1", "0"},
    "int": lambda value: _whole(value, None) and -INT_LIMIT <= int(value) < INT_LIMIT,
    "count": lambda value: _whole(value, 0),
    "positive": lambda value: _whole(value, 1),
    "token": lambda value: _TOKEN.fullmatch(value) is not None,
    "language": lambda value: _LANGUAGE.fullmatch(value) is not None,
}


def fits(value: str, kind: str) -> bool:
    """Say whether a value is of a kind (space around it does not count)."""
    check = CHECKS.get(kind)
    return check is None or check(value.strip(" \t\r\n"))
