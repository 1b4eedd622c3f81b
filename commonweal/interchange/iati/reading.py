"""The bytes of an activity file → activities and cautions, or every fault at its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.faults import IatiRefused
from commonweal.interchange.iati.ruleset import cautions_of
from commonweal.interchange.iati.structure import faults_of
from commonweal.interchange.iati.xml_tree import Node, parse

# Enough to correct a file by; thousands of the same fault help nobody.
MOST_FAULTS: Final = 200
VERSIONS: Final = frozenset({"2.01", "2.02", "2.03"})


@dataclass(frozen=True, slots=True)
class IatiFile:
    """A file whose structure is sound: its activities, and the cautions in order of their lines."""

    activities: tuple[Node, ...]
    cautions: tuple[Caution, ...]
    version: str


def read_iati(data: bytes, *, today: date | None = None) -> IatiFile:
    """Read an IATI 2.03 activity file.

    Without `today`, the rules about dates in the future are not asked.

    :raises IatiRefused: with every fault (at most 200) at its line, if it is no such file
    """
    root = parse(data)
    faults = list(islice(faults_of(root), MOST_FAULTS))
    if faults:
        raise IatiRefused(faults)
    cautions: list[Caution] = list(_about_the_file(root))
    activities = _distinct(root, cautions)
    for activity in activities:
        cautions.extend(cautions_of(activity, today=today))
    cautions.sort(key=lambda caution: caution.line)
    return IatiFile(activities, tuple(cautions), root.get("version"))


def _about_the_file(root: Node) -> Iterator[Caution]:
    if root.name == "iati-activity":
        yield Caution.at(root, "alone")
    elif root.get("version") not in VERSIONS:
        yield Caution.at(root, "version", root.get("version"))


def _distinct(root: Node, cautions: list[Caution]) -> tuple[Node, ...]:
    """Return the activities; of several with one identifier, the first."""
    every = [root] if root.name == "iati-activity" else list(root.all("iati-activity"))
    taken: list[Node] = []
    seen: set[str] = set()
    for activity in every:
        own = activity.first("iati-identifier")
        identifier = "" if own is None else own.text.strip()
        if identifier and identifier in seen:
            cautions.append(Caution.at(activity, "repeated", identifier))
            continue
        seen.add(identifier)
        taken.append(activity)
    return tuple(taken)
