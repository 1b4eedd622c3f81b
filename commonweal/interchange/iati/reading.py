"""The bytes of an activity file → activities and warnings, or every fault at its line."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from commonweal.interchange.iati.faults import IatiRefused
from commonweal.interchange.iati.ruleset import Warning_, warnings_of
from commonweal.interchange.iati.structure import faults_of
from commonweal.interchange.iati.xml_tree import Node, parse

MOST_FAULTS: Final = 200


@dataclass(frozen=True, slots=True)
class IatiFile:
    """A file whose structure is sound."""

    activities: tuple[Node, ...]
    warnings: tuple[Warning_, ...]
    version: str
