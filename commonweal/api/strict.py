"""Read JSON that can be read in one way only: no key twice, no number that is none, no text that is no text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from django.http import HttpRequest

LONGEST: Final = 1024 * 1024
"""How many bytes an act may have as it is sent; as it is recorded it has at most 65,535, without its words."""

DEEPEST: Final = 32


class Malformed(ValueError):
    """What was sent is not what is asked for here. The message says what to send; `status` is the answer's."""

    def __init__(self, says: str, *, status: int = 400) -> None:
        super().__init__(says)
        self.status = status


def sent_object(request: HttpRequest, *, needs: Mapping[str, type], may: Mapping[str, type]) -> dict[str, Any]:
    """Return the JSON object that was sent, with the keys it must and may have, each of its type.

    :raises Malformed: for anything else
    """
    if request.content_type != "application/json":
        raise Malformed("Send JSON, with the header Content-Type: application/json.", status=415)
    if _length(request) > LONGEST or len(request.body) > LONGEST:
        raise Malformed(f"An act has at most {LONGEST} bytes.", status=413)
    sent = parsed(request.body)
    if not isinstance(sent, dict):
        raise Malformed("Send one JSON object.")
    known = {**needs, **may}
    for name in sent:
        if name not in known:
            raise Malformed(f"Leave out {name[:80]!a}: here are known {', '.join(sorted(known))}.")
        if type(sent[name]) is not known[name]:
            raise Malformed(f"Send {name} as {_CALLED[known[name]]}.")
    if missing := sorted(needs.keys() - sent.keys()):
        raise Malformed(f"Send {' and '.join(missing)} too.")
    return sent


def parsed(data: bytes) -> Any:
    """Return the value of a JSON text in UTF-8.

    :raises Malformed: where it is none, or could be read in two ways
    """
    try:
        value = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except Malformed:
        raise
    except (ValueError, RecursionError):
        raise Malformed("Send one JSON object, in UTF-8.") from None
    _require_plain(value, 1)
    return value


_CALLED: Final = {str: "text", dict: "an object", list: "a list", int: "a whole number", bool: "true or false"}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("A key stands twice in one object. Say it once.")
    return found


def _no_number(name: str) -> NoReturn:
    raise Malformed(f"{name} is not a number of JSON.")


def _require_plain(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise Malformed(f"Values are nested more than {DEEPEST} deep.")
    if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
        raise Malformed("A text holds half of a character (a lone surrogate).")
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise Malformed("A number is too large.")
    if isinstance(value, dict):
        for name, item in value.items():
            _require_plain(name, depth)
            _require_plain(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _require_plain(item, depth + 1)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()):
        raise Malformed("The header Content-Length is not a number.")
    return int(said) if len(said) < 16 else LONGEST + 1
