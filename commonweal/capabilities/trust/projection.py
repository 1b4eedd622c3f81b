"""From recorded acts to the keys, witnesses and anchors of a partnership."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commonweal.capabilities.trust.acts import (
    AddKey,
    AgreeToMove,
    AnchorRecord,
    CloseHere,
    MoveHost,
    NameWitnesses,
    RevokeKey,
)
from commonweal.capabilities.trust.models import Closing, MoveAgreement, SigningHost, Stopped
from commonweal.kit.ids import is_id
from commonweal.partnerships.models import Anchor, NamedWitnesses, Partnership
from commonweal.record.entry import FOUNDING_KIND, Entry
from commonweal.record.keyring import HOST_MOVED
from commonweal.record.readmodel import projecting


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
    """Write which host's key signs from here on: what was agreed and closed for this move is done."""
    for row in (
        *Closing.objects.filter(pk=act.partnership),
        *MoveAgreement.objects.filter(partnership=act.partnership),
    ):
        row.delete()
    row = Partnership.objects.get(pk=act.partnership)
    row.log_key = act.log_key
    row.save()


def host_named(entry: Entry) -> None:
    """Write which host's key the record names, at its founding and with every move.

    What whoever runs this host stopped stays stopped, also where a replay writes the partnership anew.
    """
    if entry.kind in (FOUNDING_KIND, HOST_MOVED):
        _goes_on(entry.partnership, "")
        SigningHost.objects.create(
            key=f"{entry.partnership}.{entry.position}",
            partnership=entry.partnership,
            log_key=entry.body["log_key"],
            entry=entry.position,
        )


def agreed(act: AgreeToMove, entry: Entry) -> None:
    """Write who agreed to move, and where to; a later word of the same organisation takes the place of its first."""
    org = entry.org or ""
    mine = MoveAgreement.objects.filter(partnership=act.partnership, organisation=org)
    for row in mine if org else mine.filter(person=entry.by or ""):
        row.delete()
    MoveAgreement.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        to=act.to.rstrip("/"),
        log_key=act.log_key or "",
        organisation=org,
        person=entry.by or "",
        reason_id=_text_id(act.reason),
        entry=entry.position,
        at=entry.at,
    )


def closed(act: CloseHere, entry: Entry) -> None:
    """Write that nothing more is recorded until a host says that the record lives with it."""
    Closing.objects.create(
        key=act.partnership, partnership=act.partnership, to=act.to.rstrip("/"), entry=entry.position, at=entry.at
    )
    _goes_on(act.partnership, act.to.rstrip("/"))


def stopped(partnership: str, *, to: str, at: datetime) -> None:
    """Keep that whoever runs this host stopped a record here. No act, for the record is not theirs to write."""
    Stopped.objects.update_or_create(partnership=partnership, defaults={"to": to.rstrip("/"), "at": at})
    with projecting():
        _goes_on(partnership, to.rstrip("/"))


def let_go_on(partnership: str) -> None:
    """Take back that a record was stopped here."""
    Stopped.objects.filter(partnership=partnership).delete()
    closing = Closing.objects.filter(pk=partnership).first()
    with projecting():
        _goes_on(partnership, closing.to if closing else "")


def _goes_on(partnership: str, to: str) -> None:
    """Write where the record goes on; what was stopped on this host stays so."""
    row = Partnership.objects.get(pk=partnership)
    stopped_here = Stopped.objects.filter(partnership=partnership).first()
    row.moved_to = to or (stopped_here.to if stopped_here else "")
    row.save()


def _text_id(said: Any) -> str | None:
    return said.text if said is not None and is_id(said.text) else None
