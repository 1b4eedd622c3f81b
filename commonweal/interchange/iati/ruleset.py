"""The ruleset of the standard (rulesets/standard.json), in our own code: who hurts it is cautioned, not refused."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.ruleset_dates import date_cautions
from commonweal.interchange.iati.ruleset_results import result_cautions
from commonweal.interchange.iati.ruleset_shares import share_cautions
from commonweal.interchange.iati.xml_tree import Node

# The elements that hold money (their shape has a currency).
MONEY: Final = frozenset({"value", "forecast", "loan-status"})
# element → the rules for its identifier: characters, spaces, and having at least an identifier or a name
ORGANISATIONS: Final = {
    "participating-org": ("1.8.13", "1.8.1", "6.10.1"),
    "owner-org": ("1.11.13", "1.11.1", "6.8.1"),
    "provider-org": ("1.10.13", "1.10.1", "6.9.1"),
    "receiver-org": ("1.15.13", "1.15.1", "6.9.2"),
}
# (element, attribute, type or any) → the rule that forbids spaces around it
TRIMMED: Final = (
    ("other-identifier", "ref", "B1", "1.16.1"),
    ("other-identifier", "ref", "A3", "1.6.1"),
    ("related-activity", "ref", "", "1.7.1"),
    ("participating-org", "activity-id", "", "1.9.1"),
    ("provider-org", "provider-activity-id", "", "1.4.1"),
    ("receiver-org", "receiver-activity-id", "", "1.5.1"),
)


@cache
def registers() -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of known registers, and the identifiers that are known without one."""
    text = files(__package__).joinpath("data", "registers.txt").read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    codes, known = body.split("\n\n")
    return frozenset(codes.split()), frozenset(known.split())


def cautions_of(activity: Node, *, today: date | None = None) -> Iterator[Caution]:
    """Yield the rules that one activity hurts; without `today`, none about the future."""
    rules: tuple[Callable[[Node], Iterator[Caution]], ...] = (
        _identifiers,
        _organisations,
        _languages_and_currencies,
        _sectors,
        _places,
        _aid_types,
        _markers,
        _empty_words,
        share_cautions,
        result_cautions,
    )
    for rule in rules:
        yield from rule(activity)
    yield from date_cautions(activity, today)


def _text(node: Node | None) -> str:
    return "" if node is None else node.text


def _is_known(identifier: str) -> bool:
    return identifier in registers()[1]


def _identifiers(activity: Node) -> Iterator[Caution]:
    own, reporter = activity.first("iati-identifier"), activity.first("reporting-org")
    if own is None or reporter is None:
        return
    ref = reporter.attributes.get("ref", "")
    earlier = [old.get("ref") for old in activity.all("other-identifier") if old.get("type") == "B1"]
    if own.text == ref:
        yield Caution.at(own, "1.1.3", ref)
    if not any(own.text.strip().startswith(f"{prefix}-") for prefix in (ref, *earlier) if prefix):
        yield Caution.at(own, "1.1.21", own.text)
    if not _is_known(ref) and not any(ref.startswith(f"{code}-") for code in registers()[0]):
        yield Caution.at(reporter, "1.14.8", ref)
    if _has_symbol(own.text) and not any(own.text.startswith(f"{known}-") for known in registers()[1]):
        yield Caution.at(own, "1.3.13", own.text, words="symbols")
    if _has_symbol(ref) and not _is_known(ref):
        yield Caution.at(reporter, "1.14.13", ref, words="symbols")
    for node, value, rule in ((own, own.text, "1.3.1"), (reporter, ref, "1.14.1")):
        if value != value.strip():
            yield Caution.at(node, rule, value, words="spaces")


def _has_symbol(identifier: str) -> bool:
    return any(symbol in identifier for symbol in "/&|?")


def _organisations(activity: Node) -> Iterator[Caution]:
    for node in activity.walk():
        if node.namespace:
            continue
        if node.name in ORGANISATIONS:
            symbols, spaces, nameless = ORGANISATIONS[node.name]
            ref = node.attributes.get("ref", "")
            if "ref" not in node.attributes and node.first("narrative") is None:
                yield Caution.at(node, nameless)
            if _has_symbol(ref) and not _is_known(ref):
                yield Caution.at(node, symbols, ref, words="symbols")
            if ref != ref.strip():
                yield Caution.at(node, spaces, ref, words="spaces")
        for name, attribute, kind, rule in TRIMMED:
            value = node.attributes.get(attribute, "")
            if node.name == name and value != value.strip() and kind in ("", node.get("type")):
                yield Caution.at(node, rule, value, words="spaces")


def _languages_and_currencies(activity: Node) -> Iterator[Caution]:
    """Yield the first text without a language and the first amount without a currency, where there is no default."""
    nodes = [node for node in activity.walk() if not node.namespace]
    if "xml:lang" not in activity.attributes:
        bare = (n for n in nodes if n.name == "narrative" and "xml:lang" not in n.attributes)
        yield from (Caution.at(node, "4.1.1") for node in _one(bare))
    if "default-currency" not in activity.attributes:
        bare = (n for n in nodes if n.name in MONEY and "currency" not in n.attributes)
        yield from (Caution.at(node, "7.8.1") for node in _one(bare))


def _one(nodes: Iterator[Node]) -> Iterator[Node]:
    """Yield the first only: one such place says it for all."""
    node = next(nodes, None)
    if node is not None:
        yield node


def _is_common(node: Node) -> bool:
    """Say whether a code is from the common list, which is meant where no vocabulary is named."""
    return node.get("vocabulary") in {"", "1"}


def _sectors(activity: Node) -> Iterator[Caution]:
    sectors, transactions = list(activity.all("sector")), list(activity.all("transaction"))
    with_sector = [t for t in transactions if t.first("sector") is not None]
    if not sectors and not with_sector:
        yield Caution.at(activity, "6.2.2")
    if not sectors and with_sector:
        bare = (t for t in transactions if t.first("sector") is None)
        yield from (Caution.at(node, "6.7.2") for node in _one(bare))
    if sectors and with_sector:
        yield Caution.at(with_sector[0], "6.6.2")
    if sectors and not any(map(_is_common, sectors)):
        yield Caution.at(sectors[0], "102.1.1")
    own = [sector for sector in sectors if sector.get("vocabulary") in {"98", "99"}]
    if sum(len(list(sector.all("narrative"))) for sector in own) < len(own):
        yield Caution.at(own[0], "2.2.1")


def _has_place(node: Node) -> bool:
    return node.first("recipient-country") is not None or node.first("recipient-region") is not None


def _places(activity: Node) -> Iterator[Caution]:
    transactions = list(activity.all("transaction"))
    placed = [t for t in transactions if _has_place(t)]
    if _has_place(activity):
        if placed:
            yield Caution.at(placed[0], "3.6.2")
        return
    if not placed:
        yield Caution.at(activity, "3.7.1")
    bare = (t for t in transactions if not _has_place(t))
    yield from (Caution.at(node, "3.7.2") for node in _one(bare))


def _aid_types(activity: Node) -> Iterator[Caution]:
    defaults = list(activity.all("default-aid-type"))
    if defaults and not any(map(_is_common, defaults)):
        yield Caution.at(defaults[0], "107.1.1")
    yield from _twice(defaults, "107.1.2")
    in_transactions = [kind for t in activity.all("transaction") for kind in t.all("aid-type")]
    if in_transactions and not any(map(_is_common, in_transactions)):
        yield Caution.at(in_transactions[0], "107.2.1")
    for transaction in activity.all("transaction"):
        yield from _twice(list(transaction.all("aid-type")), "107.2.2")


def _twice(kinds: list[Node], rule: str) -> Iterator[Caution]:
    seen: set[str] = set()
    for kind in kinds:
        vocabulary = kind.get("vocabulary") or "1"
        if vocabulary in seen:
            yield Caution.at(kind, rule)
        seen.add(vocabulary)


def _markers(activity: Node) -> Iterator[Caution]:
    for marker in activity.all("policy-marker"):
        if _is_common(marker) and "significance" not in marker.attributes:
            yield Caution.at(marker, "6.14.1", marker.get("code"))
        if marker.get("vocabulary") == "99" and marker.first("narrative") is None:
            yield Caution.at(marker, "6.13.1")


def _empty_words(activity: Node) -> Iterator[Caution]:
    for node in activity.walk():
        rule = {"title": "4.3.1", "description": "4.4.1"}.get(node.name)
        if rule and not node.namespace and not any(n.text for n in node.all("narrative")):
            yield Caution.at(node, rule)
