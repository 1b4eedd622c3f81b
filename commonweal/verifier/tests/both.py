"""Run both verifiers on the same bytes, in this process, and compare what they say."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from commonweal.verifier.bundle import BundleError
from commonweal.verifier.checks import verify_bundle
from commonweal.verifier.standalone import verify as standalone

EXIT_OK, EXIT_DIFFERS, EXIT_NO_BUNDLE = 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """What one verifier found."""

    status: int
    places: tuple[tuple[int | None, str | None], ...] = ()
    said: str = ""
    proof: str | None = None
    facts: dict[str, Any] | None = None

    @property
    def entries(self) -> list[int]:
        """Return the entries that were named, in order."""
        return sorted({entry for entry, _member in self.places if entry is not None})


def by_product(data: bytes) -> Outcome:
    """Run the product's verifier."""
    try:
        report = verify_bundle(io.BytesIO(data))
    except BundleError as error:
        return Outcome(EXIT_NO_BUNDLE, said=str(error))
    found = report.differences()
    places = tuple((one.entry, one.member) for one in found)
    said = "\n".join(map(str, found))
    return Outcome(0 if report.holds else 1, places, said, report.proof, report.facts)


def by_standalone(data: bytes) -> Outcome:
    """Run the single-file verifier."""
    try:
        report = standalone.Bundle(io.BytesIO(data)).check()
    except standalone.NotABundle as error:
        return Outcome(EXIT_NO_BUNDLE, said=str(error))
    found = report.sorted()
    places = tuple((entry, member) for entry, member, _says in found)
    said = "\n".join(f"entry {entry}, {member}: {says}" for entry, member, says in found)
    return Outcome(1 if found else 0, places, said, report.proof, report.facts)


def both(data: bytes, *, closely: bool = True) -> tuple[Outcome, Outcome]:
    """Run both, insisting that they agree on the outcome and on whether an entry can be named.

    :param closely: insist also on the first entry and the members that they name; where several things
        are broken at once, one of them may have gone on where the other stopped
    """
    ours, theirs = by_product(data), by_standalone(data)
    told = f"\nproduct: {ours.status} {ours.said[:600]}\nstandalone: {theirs.status} {theirs.said[:600]}"
    assert ours.status == theirs.status, told
    assert bool(ours.entries) == bool(theirs.entries), told
    assert not closely or ours.entries[:1] == theirs.entries[:1], told
    assert not closely or {m for _e, m in ours.places} == {m for _e, m in theirs.places}, told
    assert (ours.proof is None) == (theirs.proof is None), told
    if ours.status == EXIT_OK:
        assert ours.facts == theirs.facts, told
    return ours, theirs
