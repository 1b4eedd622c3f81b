"""Notice submissions that stand twice, in eight bytes for each."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import Final

_BUCKETS: Final = 64
_IDEM: Final = re.compile(rb',"idem":"([a-z2-7]{26})","kind":"')


class Idems:
    """The hashes of all idems met. Python keys its hash anew in each run, so nobody can prepare a collision."""

    def __init__(self) -> None:
        """Begin with none."""
        self._buckets = [array("q") for _ in range(_BUCKETS)]

    def remember(self, idem: bytes) -> None:
        """Take down one idem."""
        number = hash(idem)
        self._buckets[number % _BUCKETS].append(number)

    def remember_all(self, idems: Iterable[bytes]) -> None:
        """Take down many."""
        buckets = self._buckets
        for number in map(hash, idems):
            buckets[number % _BUCKETS].append(number)

    def repeated(self) -> set[int]:
        """Return the hashes of idems that seem to stand twice; who asks again must compare the idems themselves."""
        repeated: set[int] = set()
        for bucket in self._buckets:
            once = set(bucket)
            if len(once) != len(bucket):
                for one in bucket:
                    if one in once:
                        once.discard(one)
                    else:
                        repeated.add(one)
        return repeated


def idem_of(raw: bytes) -> bytes | None:
    """Return the idem of an entry's bytes, found without reading the rest."""
    found = _IDEM.findall(raw)
    return found[-1] if found else None
