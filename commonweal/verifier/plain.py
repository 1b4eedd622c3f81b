"""Read entries as they usually are, many at a time; whatever is unusual is left to the record's own reader."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

import msgspec

_CITE_KEYS: Final = {"entry", "rel"}
_IS_WORD: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII).fullmatch
_DECODE_LINES: Final = msgspec.json.Decoder().decode_lines
_ENCODE_LINES: Final = msgspec.json.Encoder(order="sorted").encode_lines

decoded: Final = msgspec.json.Decoder().decode


def canonical_lines(raws: list[bytes]) -> list[Any] | None:
    """Return the values of a whole tile if all of them are sorted, spaceless JSON; one call costs far less than 256.

    A canonical entry holds no raw line feed, so the joined form has one line for each entry, and
    equality with it after a round trip means that each line is the encoding of its own value.
    """
    joined = b"\n".join(raws) + b"\n"
    try:
        values = _DECODE_LINES(joined)
        same = len(values) == len(raws) and _ENCODE_LINES(values) == joined
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return values if same else None


def cites_fit(cites: Any, position: int) -> bool:
    """Tell whether citations surely have their form, point backwards, and are sorted and unique."""
    if type(cites) is not list:
        return False
    order = []
    for cite in cites:
        if type(cite) is not dict or cite.keys() != _CITE_KEYS:
            return False
        entry, rel = cite["entry"], cite["rel"]
        if type(entry) is not int or type(rel) is not str or not _IS_WORD(rel) or not 0 <= entry < position:
            return False
        order.append((entry, rel))
    return len(order) < 2 or all(one < other for one, other in pairwise(order))
