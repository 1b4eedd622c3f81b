"""From recorded acts to the keys, witnesses and anchors of a partnership."""

from __future__ import annotations

from commonweal.capabilities.trust.acts import AddKey, AnchorRecord, MoveHost, NameWitnesses, RevokeKey
from commonweal.partnerships.models import Anchor, NamedWitnesses, Partnership
from commonweal.record.entry import Entry


def key_named(act: AddKey | RevokeKey, entry: Entry) -> None:
    """Write nothing: the record itself keeps which keys count, because it judges signatures by them."""


def witnesses_named(act: NameWitnesses, entry: Entry) -> None:
    """Write who may cosign from this entry on."""
    NamedWitnesses.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        witnesses=list(act.witnesses),
        threshold=act.threshold,
        since=entry.position,
    )


def anchored(act: AnchorRecord, entry: Entry) -> None:
    """Write up to where the partner had verified the record."""
    if entry.seen is None:
        return
    Anchor.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        person=entry.by or "",
        organisation=entry.org or "",
        size=entry.seen.size,
        entry=entry.position,
        at=entry.at,
    )


def moved(act: MoveHost, entry: Entry) -> None:
    """Write which host's key signs from here on."""
    row = Partnership.objects.get(pk=act.partnership)
    row.log_key = act.log_key
    row.save()
