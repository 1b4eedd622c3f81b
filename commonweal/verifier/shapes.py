"""Recognise plain entries by their bytes.

Most entries of a long record look alike: same kind, same keys, other words. The shape of an entry that
was checked the slow way becomes a pattern that matches only canonical entries of the same shape, so that
the next one like it need not be decoded. Whatever has an escape, a letter beyond ASCII, a long integer
or a key in another place does not match, and is decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from commonweal.kit.ids import ID_PATTERN

_FOR_A_KIND: Final = 8
_KINDS: Final = 200
_LONGEST: Final = 1500

_TEXT: Final = r'"[ !#-\[\]-~]*"'
_INTEGER: Final = r"(?:0|-?[1-9][0-9]{0,14})"
_ID_OR_NULL: Final = rf'(?:null|"{ID_PATTERN}")'
_CITE: Final = r'\{"entry":(?:0|[1-9][0-9]{0,14}),"rel":"[a-z][a-z0-9_]{0,39}"\}'
_KIND_MARK: Final = b'","kind":"'

Recognised = Callable[[bytes], "re.Match[bytes] | None"]


class Shapes:
    """The shapes met so far in one record."""

    def __init__(self, partnership: str) -> None:
        """Begin with none."""
        self._partnership = partnership
        self._by_kind: dict[bytes, list[Recognised]] = {}
        self._met: set[str] = set()

    def match(self, raw: bytes) -> re.Match[bytes] | None:
        """Return the groups ``day``, ``time``, ``cites`` and ``idem`` if these are the bytes of a plain entry."""
        start = raw.rfind(_KIND_MARK) + len(_KIND_MARK)
        for matches in self._by_kind.get(raw[start : raw.find(b'"', start)], ()):
            found = matches(raw)
            if found is not None:
                return found
        return None

    def learn(self, kind: str, kv: int, body: dict[str, Any]) -> None:
        """Take down the shape of an unsigned entry that was found good."""
        known = self._by_kind.get(kind.encode())
        if len(self._by_kind) >= _KINDS if known is None else len(known) >= _FOR_A_KIND:
            return
        shape = _shape(body)
        if shape is None or (mark := f"{kind} {kv} {shape}") in self._met:
            return
        self._met.add(mark)
        pattern = (
            r'\{"act":\{"at":"(?P<day>[0-9-]{10}T)(?P<time>[0-9:]{8}Z)","body":' + shape + rf',"by":{_ID_OR_NULL}'
            rf',"charter":"[0-9a-f]{{64}}","cites":(?P<cites>\[(?:{_CITE}(?:,{_CITE})*)?\])'
            rf',"idem":"(?P<idem>{ID_PATTERN})","kind":"{re.escape(kind)}","kv":{kv},"org":{_ID_OR_NULL}'
            rf',"partnership":"{self._partnership}","seen":null,"v":1\}},"sig":null\}}'
        )
        self._by_kind.setdefault(kind.encode(), []).append(re.compile(pattern.encode()).fullmatch)


def _shape(value: Any) -> str | None:
    """Return the pattern of a canonical value's bytes, or None where it is too long to be worth it."""
    if type(value) is str:
        return _TEXT
    if value is None or type(value) is bool:
        return "(?:null|true|false)"
    if type(value) is int:
        return _INTEGER
    if type(value) is dict:
        parts = [(f'"{key}":', _shape(value[key])) for key in sorted(value)]
        opening, closing = r"\{", r"\}"
    else:
        parts = [("", _shape(item)) for item in value]
        opening, closing = r"\[", r"\]"
    inner = ",".join(name + (part or "") for name, part in parts)
    if len(inner) > _LONGEST or not all(part for _name, part in parts):
        return None
    return f"{opening}{inner}{closing}"
