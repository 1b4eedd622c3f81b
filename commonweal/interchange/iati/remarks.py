"""What the person who takes a file in should look at afterwards, because the file did not say it."""

from collections.abc import Iterator

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.planning import PURPOSE_LENGTH, purpose_of
from commonweal.interchange.iati.proposal import Proposal
from commonweal.interchange.iati.xml_tree import Node


def remarks_on(proposal: Proposal, activity: Node, *, known: frozenset[str]) -> Iterator[Caution]:
    """Yield what was filled in or left out when an activity became a partnership.

    :param known: the identifiers of all activities of the file
    """
    if not proposal.names:
        yield Caution.at(activity, "untitled")
    if not proposal.purposes:
        yield Caution.at(activity, "purposeless")
    elif len(purpose_of(proposal).text) > PURPOSE_LENGTH:
        yield Caution.at(activity, "shortened")
    if not proposal.currency:
        yield Caution.at(activity, "currency")
    if not proposal.places:
        yield Caution.at(activity, "place")
    mentions = {node.line: node for node in (*activity.all("reporting-org"), *activity.all("participating-org"))}
    for organisation in proposal.organisations:
        if not organisation.sector:
            yield Caution.at(mentions[organisation.line], "sector", organisation.name)
    for relation in proposal.relations:
        if relation.kind == "parent" and relation.identifier not in known:
            yield Caution.at(activity, "parent", relation.identifier)
