"""An activity → a proposal for a partnership."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from commonweal.interchange.iati.codelists import LEVELS, MARKERS, RELATIONS, STATUSES
from commonweal.interchange.iati.participants import participants_of
from commonweal.interchange.iati.parts import (
    budgets_of,
    fields_of,
    global_goals_of,
    goals_of,
    places_of,
)
from commonweal.interchange.iati.phrases import UNKNOWN, phrases_of
from commonweal.interchange.iati.proposal import Phrase, Place, Proposal, Relation
from commonweal.interchange.iati.ruleset_dates import day_of
from commonweal.interchange.iati.xml_tree import Node

GENERAL, OBJECTIVES, BENEFICIARIES = "1", "2", "3"  # types of description
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"


def as_partnership(activity: Node) -> Proposal:
    """Read from one activity what it says about a partnership."""
    lang = activity.get("xml:lang") or UNKNOWN
    places = places_of(activity, lang)
    return Proposal(
        identifier=_text(activity, "iati-identifier"),
        names=phrases_of(activity.first("title"), lang),
        purposes=_purposes(activity, lang),
        objectives=_described(activity, OBJECTIVES, lang),
        beneficiaries=_described(activity, BENEFICIARIES, lang),
        level=_level(activity, places),
        places=places,
        languages=_languages(activity),
        currency=_currency(activity),
        organisations=participants_of(activity, lang),
        goals=goals_of(activity, lang),
        global_goals=global_goals_of(activity),
        markers=_markers(activity),
        fields=fields_of(activity, lang),
        status=STATUSES.get(_code(activity, "activity-status"), ""),
        planned_start=_day(activity, PLANNED_START),
        actual_start=_day(activity, ACTUAL_START),
        planned_end=_day(activity, PLANNED_END),
        actual_end=_day(activity, ACTUAL_END),
        budgets=budgets_of(activity),
        relations=_relations(activity),
        hierarchy=int(activity.get("hierarchy") or 1),
        line=activity.line,
    )


def parents_first(proposals: tuple[Proposal, ...]) -> Iterator[tuple[Proposal, str]]:
    """Yield every proposal after its parent, with the identifier of that parent where it stands in the same file.

    Either side may name the other. Where two activities claim to be each other's parent, the first one read is.
    """
    parents = _parents(proposals)
    by_identifier = {proposal.identifier: proposal for proposal in proposals if proposal.identifier}
    done: set[str] = set()

    def visit(proposal: Proposal) -> Iterator[tuple[Proposal, str]]:
        chain = [proposal]
        while (above := parents.get(chain[-1].identifier, "")) and above not in done:
            chain.append(by_identifier[above])
        for link in reversed(chain):
            done.add(link.identifier)
            yield link, parents.get(link.identifier, "")

    for proposal in proposals:
        if not proposal.identifier or proposal.identifier not in done:
            yield from visit(proposal)


def _parents(proposals: tuple[Proposal, ...]) -> dict[str, str]:
    """Return child → parent within the file, without circles."""
    known = {proposal.identifier for proposal in proposals if proposal.identifier}
    parents: dict[str, str] = {}

    def join(child: str, parent: str) -> None:
        above: str | None = parent
        while above is not None and above != child:
            above = parents.get(above)
        if child in known and parent in known and child not in parents and above is None:
            parents[child] = parent

    for proposal in proposals:
        for relation in proposal.relations:
            if relation.kind == "parent" and proposal.identifier:
                join(proposal.identifier, relation.identifier)
            elif relation.kind == "child" and proposal.identifier:
                join(relation.identifier, proposal.identifier)
    return parents


def _text(activity: Node, name: str) -> str:
    node = activity.first(name)
    return "" if node is None else " ".join(node.text.split())


def _code(activity: Node, name: str) -> str:
    node = activity.first(name)
    return "" if node is None else node.get("code")


def _described(activity: Node, kind: str, lang: str) -> tuple[Phrase, ...]:
    for description in activity.all("description"):
        if description.get("type") == kind:
            phrases = phrases_of(description, lang)
            if phrases:
                return phrases
    return ()


def _purposes(activity: Node, lang: str) -> tuple[Phrase, ...]:
    """Return the general description, or the objectives, or whichever description says anything."""
    every = (phrases_of(description, lang) for description in activity.all("description"))
    return (
        _described(activity, GENERAL, lang)
        or _described(activity, OBJECTIVES, lang)
        or next((phrases for phrases in every if phrases), ())
    )


def _level(activity: Node, places: tuple[Place, ...]) -> str:
    """Return how wide it reaches: as the file says, or as its places suggest."""
    scope = LEVELS.get(_code(activity, "activity-scope"))
    if scope:
        return scope
    kinds = Counter(place.kind for place in places)
    if kinds["region"] or kinds["country"] > 1:
        return "multi_country"
    if kinds["country"] and not kinds["spot"]:
        return "national"
    return "local"


def _languages(activity: Node) -> tuple[str, ...]:
    """Return the languages of the file's texts, the default one first."""
    found = [activity.get("xml:lang")]
    found += [node.get("xml:lang") for node in activity.walk() if node.name == "narrative"]
    return tuple(dict.fromkeys(lang.lower().split("-")[0] for lang in found if lang))


def _currency(activity: Node) -> str:
    """Return the default currency, or the one used most; empty where there is none."""
    default = activity.get("default-currency")
    used = Counter(node.get("currency") for node in activity.walk() if node.get("currency"))
    return (default or next((code for code, _times in used.most_common(1)), "")).upper()


def _markers(activity: Node) -> tuple[tuple[str, str], ...]:
    """Return the policy markers we know with their significance, leaving out those said not to apply ("0")."""
    found = [
        (MARKERS[marker.get("code")], marker.get("significance"))
        for marker in activity.all("policy-marker")
        if marker.get("vocabulary") in {"", "1"} and marker.get("code") in MARKERS
    ]
    return tuple((name, significance) for name, significance in found if significance != "0")


def _day(activity: Node, kind: str) -> date | None:
    days = (day_of(node) for node in activity.all("activity-date") if node.get("type") == kind)
    return next((found for found in days if found), None)


def _relations(activity: Node) -> tuple[Relation, ...]:
    found = ((RELATIONS.get(node.get("type")), node.get("ref")) for node in activity.all("related-activity"))
    return tuple(Relation(kind, ref) for kind, ref in found if kind and ref)
