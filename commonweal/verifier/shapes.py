"""Recognise plain entries by their bytes.

Most entries of a long record look alike: same kind, same keys, other words. The shape of an entry that
was checked the slow way becomes a pattern that matches only canonical entries of the same shape, so that
the next one like it need not be decoded. Whatever has an escape, a letter beyond ASCII, a long integer
or a key in another place does not match, and is decoded. The shapes that are met most are looked for in
all entries of a tile at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from commonweal.kit.ids import ID_PATTERN

_FOR_A_KIND: Final = 8
_KINDS: Final = 200
_LONGEST: Final = 1500
_COMMON: Final = 16
_USED: Final = 200  # times after which a shape counts as common

_TEXT: Final = r'"[ !#-\[\]-~]*+"'
_INTEGER: Final = r"(?:0|-?[1-9][0-9]{0,14})"
_ID_OR_NULL: Final = rf'(?:null|"{ID_PATTERN}")'
_CITE: Final = r'\{"entry":(?:0|[1-9][0-9]{0,14}),"rel":"[a-z][a-z0-9_]{0,39}"\}'
_KIND_MARK: Final = b'","kind":"'
# Base64 of 32 and of 64 bytes: what the last letter carries beyond them is zero, so each has one spelling.
_HASH: Final = r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
_SIGNATURE: Final = r"[A-Za-z0-9+/]{85}[AQgw]=="

_UNSIGNED_END: Final = r'"seen":null,"v":1\},"sig":null\}'
_SIGNED_END: Final = (
    rf'"seen":\{{"root":"(?P<root>{_HASH})","size":(?P<size>0|[1-9][0-9]{{0,14}})\}},"v":1\}}(?P<end>)'
    rf',"sig":\{{"alg":"ed25519","key":"(?P<key>{ID_PATTERN})","sig":"(?P<sig>{_SIGNATURE})"\}}\}}'
)

Row = tuple[bytes, bytes, bytes, bytes]
"""Day, time, citations and idem of a plain entry; four times nothing for any other."""


@dataclass(slots=True)
class _Shape:
    kind: str
    body: str
    matches: Callable[[bytes], re.Match[bytes] | None]
    used: int = 0


class Shapes:
    """The shapes met so far in one record."""

    def __init__(self, partnership: str) -> None:
        """Begin with none."""
        self._partnership = partnership
        self._unsigned: dict[bytes, list[_Shape]] = {}
        self._signed: dict[bytes, list[_Shape]] = {}
        self._met: set[str] = set()
        self._common: list[_Shape] = []
        self._rows: Callable[[bytes], list[Row]] | None = None

    def rows(self, raws: list[bytes]) -> list[Row] | None:
        """Return what the common shapes find in each entry of a tile, or None where nothing is common yet.

        A pattern stands for one whole line and is followed by any line at all, so there are as many
        findings as lines; an entry with a line feed in it, which no canonical one has, makes more.
        """
        if self._rows is None:
            return None
        found = self._rows(b"\n".join(raws) + b"\n")
        return found if len(found) == len(raws) else None

    def match(self, raw: bytes) -> re.Match[bytes] | None:
        """Return the groups ``day``, ``time``, ``cites`` and ``idem`` if these are the bytes of a plain entry."""
        return self._match(raw, self._unsigned)

    def match_signed(self, raw: bytes) -> re.Match[bytes] | None:
        """Return the same of a plain entry that is signed, and ``by org root size end key sig``.

        At ``end`` the act ends. Whether the signature holds is not asked.
        """
        return self._match(raw, self._signed) if raw.endswith(b'=="}}') else None

    def _match(self, raw: bytes, shapes: dict[bytes, list[_Shape]]) -> re.Match[bytes] | None:
        start = raw.rfind(_KIND_MARK) + len(_KIND_MARK)
        for shape in shapes.get(raw[start : raw.find(b'"', start)], ()):
            found = shape.matches(raw)
            if found is not None:
                shape.used += 1
                if shape.used == _USED and shapes is self._unsigned:
                    self._make_common(shape)
                return found
        return None

    def learn(self, kind: str, kv: int, body: dict[str, Any], *, signed: bool = False) -> None:
        """Take down the shape of an entry that was found good."""
        shapes = self._signed if signed else self._unsigned
        known = shapes.get(kind.encode())
        if len(shapes) >= _KINDS if known is None else len(known) >= _FOR_A_KIND:
            return
        shape = _shape(body)
        if shape is None or (mark := f"{kind} {kv} {signed} {shape}") in self._met:
            return
        self._met.add(mark)
        kind_and_kv = rf'{re.escape(kind)}","kv":{kv}'
        pattern = self._pattern(shape, kind_and_kv, _SIGNED_END if signed else _UNSIGNED_END)
        shapes.setdefault(kind.encode(), []).append(_Shape(kind_and_kv, shape, re.compile(pattern).fullmatch))

    def _pattern(self, body: str, kind: str, end: str) -> bytes:
        return (
            r'\{"act":\{"at":"(?P<day>[0-9-]{10}T)(?P<time>[0-9:]{8}Z)","body":'
            + body
            + rf',"by":(?P<by>{_ID_OR_NULL})'
            rf',"charter":"[0-9a-f]{{64}}","cites":(?P<cites>\[(?:{_CITE}(?:,{_CITE})*)?\])'
            rf',"idem":"(?P<idem>{ID_PATTERN})","kind":"{kind},"org":(?P<org>{_ID_OR_NULL})'
            rf',"partnership":"{self._partnership}",{end}'
        ).encode()

    def _make_common(self, shape: _Shape) -> None:
        """Look for this shape in whole tiles from now on.

        Any common body may stand with any common kind: what a plain entry must be does not depend on
        how the two are paired. A body that matches ends where its braces close, so no other need be tried.
        """
        if len(self._common) == _COMMON:
            return
        self._common.append(shape)
        bodies = "|".join(dict.fromkeys(one.body for one in self._common))
        kinds = "|".join(dict.fromkeys(one.kind for one in self._common))
        line = self._pattern(f"(?>{bodies})", f"(?:{kinds})", _UNSIGNED_END)
        for unasked in (b"P<by>", b"P<org>"):
            line = line.replace(unasked, b":")
        self._rows = re.compile(rb"^(?:" + line + rb"|[^\n]*+)\n", re.MULTILINE).findall


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
