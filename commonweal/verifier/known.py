"""What good entries were made of, so that the next like them need not be read so closely."""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar

from commonweal.kit.canonical import MAX_INT
from commonweal.kit.dates import format_instant
from commonweal.kit.ids import ID_PATTERN
from commonweal.record.entry import Entry
from commonweal.verifier.plain import cites_fit, decoded

T = TypeVar("T")

_MOST: Final = 90_000  # more than the seconds of a day
_SHALLOW: Final = 6
_IS_ID: Final = re.compile(ID_PATTERN, re.ASCII).fullmatch


class Known:
    """Every value of an envelope that stood in an entry which went the slow way; bounded against a hostile file."""

    def __init__(self, partnership: str) -> None:
        """Begin with nothing met."""
        self.partnership = partnership
        self._keys: set[str] = set()
        self._whos: set[tuple[str | None, str | None]] = set()
        self._whats: set[tuple[str, int, str]] = set()
        self._days: set[bytes] = set()
        self._times: set[bytes] = set()

    def learn(self, entry: Entry, *, plain: bool) -> None:
        """Keep what a good entry is made of.

        :param plain: whether verification itself rests on nothing that its kind says
        """
        self._learn_keys(entry.body, 0)
        if entry.charter is None or not plain:
            return
        at = format_instant(entry.at).encode()
        _keep(self._whos, (entry.by, entry.org))
        _keep(self._whats, (entry.kind, entry.kv, entry.charter))
        _keep(self._days, at[:11])
        _keep(self._times, at[11:])

    def _learn_keys(self, value: Any, depth: int) -> None:
        if type(value) is dict:
            if len(self._keys) < _MOST:
                self._keys.update(key for key in value if len(key) <= 64)
            value = value.values()
        for item in value:
            if depth < _SHALLOW and (type(item) is dict or type(item) is list):
                self._learn_keys(item, depth + 1)

    def fits(self, day: bytes, time: bytes, cites: bytes, position: int) -> bool:
        """Tell whether day and time were met before and citations, as they stand in the bytes, point backwards."""
        return day in self._days and time in self._times and (cites == b"[]" or cites_fit(decoded(cites), position))

    def is_envelope(self, act: dict[str, Any]) -> bool:
        """Tell whether all but body and citations was met before; a set takes 1, 1.0 and true for one, hence `kv`."""
        at = act["at"]
        return (
            act["partnership"] == self.partnership
            and (act["by"], act["org"]) in self._whos
            and (act["kind"], act["kv"], act["charter"]) in self._whats
            and type(act["kv"]) is int
            and at[11:].encode() in self._times
            and at[:11].encode() in self._days
            and act["seen"] is None
            and _IS_ID(act["idem"]) is not None
        )

    def is_plain(self, value: Any, depth: int) -> bool:
        """Tell whether a value surely keeps the canonical profile; keys not met before are left to the slow way."""
        if type(value) is dict:
            if depth > _SHALLOW or not self._keys.issuperset(value):
                return False
            value = value.values()
        elif depth > _SHALLOW:
            return False
        for item in value:
            kind = type(item)
            if kind is str or item is None or kind is bool:
                continue
            if kind is int:
                if not -MAX_INT <= item <= MAX_INT:
                    return False
            elif (kind is not dict and kind is not list) or not self.is_plain(item, depth + 1):
                return False
        return True


def _keep(known: set[T], item: T) -> None:
    if len(known) < _MOST:
        known.add(item)
