"""Rules of the standard's ruleset about results: counted indicators have numbers, described ones have none."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.xml_tree import Node

COUNTED: Final = frozenset({"1", "2", "3", "4"})  # unit, percentage, nominal, ordinal
DESCRIBED: Final = "5"
# element → the rules: has a value, the value is a number, has no value
RULES: Final = {
    "baseline": ("8.8.1", "8.8.2", "8.8.3"),
    "target": ("8.9.1", "8.9.2", "8.9.3"),
    "actual": ("8.10.1", "8.10.2", "8.10.3"),
}


def result_cautions(activity: Node) -> Iterator[Caution]:
    """Yield references given twice, and values that do not fit the measure of their indicator."""
    for result in activity.all("result"):
        for indicator in result.all("indicator"):
            reference = indicator.first("reference")
            if reference is not None and result.first("reference") is not None:
                yield Caution.at(reference, "8.11.1")
            for node in _values(indicator):
                yield from _value_cautions(node, indicator.get("measure"))


def is_number(value: str) -> bool:
    """Say whether a value is a finite number."""
    try:
        return Decimal(value.strip()).is_finite()
    except InvalidOperation:
        return False


def _values(indicator: Node) -> Iterator[Node]:
    yield from indicator.all("baseline")
    for period in indicator.all("period"):
        yield from period.all("target")
        yield from period.all("actual")


def _value_cautions(node: Node, measure: str) -> Iterator[Caution]:
    lacks, no_number, too_much = RULES[node.name]
    value = node.attributes.get("value")
    if measure in COUNTED:
        if value is None:
            yield Caution.at(node, lacks)
        elif not is_number(value):
            yield Caution.at(node, no_number, value)
    elif measure == DESCRIBED and value is not None:
        yield Caution.at(node, too_much, value)
