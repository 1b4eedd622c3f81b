"""Rules of the standard's ruleset about percentages that should make a whole."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.xml_tree import Node

WHOLE: Final = Decimal(100)
RANGES: Final = (
    ("recipient-country", "12.1.1"),
    ("recipient-region", "12.1.1"),
    ("sector", "12.3.1"),
    ("capital-spend", "12.2.1"),
)


def share_cautions(activity: Node) -> Iterator[Caution]:
    """Yield shares that are missing, do not add up, or are no shares."""
    yield from _range_cautions(activity)
    for sectors in _by_vocabulary(activity.all("sector")):
        yield from _share_cautions(sectors, each="2.1.1", total="2.1.2", single="2.1.4")
    yield from _place_cautions(activity)
    for items in activity.all("country-budget-items"):
        yield from _budget_cautions(list(items.all("budget-item")))


def share(node: Node) -> Decimal | None:
    """Return the percentage, where there is one."""
    value = node.get("percentage")
    return Decimal(value) if value else None


def _by_vocabulary(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.get("vocabulary") or "1", []).append(node)
    yield from groups.values()


def _total(nodes: Iterable[Node]) -> Decimal:
    return sum((share(node) or Decimal() for node in nodes), Decimal())


def _share_cautions(nodes: list[Node], *, each: str, total: str, single: str) -> Iterator[Caution]:
    shares = [share(node) for node in nodes]
    if len(nodes) == 1:
        if shares[0] not in (None, WHOLE):
            yield Caution.at(nodes[0], single, shares[0])
        return
    if None in shares:
        yield Caution.at(nodes[shares.index(None)], each)
    if any(value is not None for value in shares) and _total(nodes) != WHOLE:
        yield Caution.at(nodes[0], total, _total(nodes))


def _place_cautions(activity: Node) -> Iterator[Caution]:
    """Countries make a whole by themselves; regions make it, in each vocabulary, together with the countries."""
    countries, regions = list(activity.all("recipient-country")), list(activity.all("recipient-region"))
    if countries and not regions:
        yield from _share_cautions(countries, each="3.1.1", total="3.1.2", single="3.1.4")
    for group in _by_vocabulary(regions):
        shares = [share(region) for region in group]
        if len(group) > 1 and None in shares:
            yield Caution.at(group[shares.index(None)], "3.4.1")
        if len(group) == 1 and not countries and shares[0] not in (None, WHOLE):
            yield Caution.at(group[0], "3.4.4", shares[0])
        if len(group) + len(countries) > 1 and _total([*group, *countries]) != WHOLE:
            yield Caution.at(group[0], "3.4.2", _total([*group, *countries]))


def _budget_cautions(items: list[Node]) -> Iterator[Caution]:
    shares = [share(item) for item in items]
    if len(items) == 1:
        if shares[0] not in (None, WHOLE):
            yield Caution.at(items[0], "7.9.4", shares[0])
    elif items and all(value is None for value in shares):
        yield Caution.at(items[0], "7.9.1")
    elif items and _total(items) != WHOLE:
        yield Caution.at(items[0], "7.9.2", _total(items))


def _range_cautions(activity: Node) -> Iterator[Caution]:
    checked = [(node, rule) for name, rule in RANGES for node in activity.all(name)]
    for items in activity.all("country-budget-items"):
        checked += [(item, "12.2.1") for item in items.all("budget-item")]
    for node, rule in checked:
        value = share(node)
        if value is not None and not 0 <= value <= WHOLE:
            yield Caution.at(node, rule, value, words="percentage")
