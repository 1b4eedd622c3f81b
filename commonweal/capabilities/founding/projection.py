"""From recorded acts to the read model of partnerships."""

from __future__ import annotations

from typing import Any

from commonweal.acts.charters import ruled_by
from commonweal.capabilities.founding.acts import DescribePartnership, FoundPartnership, NoteChild
from commonweal.capabilities.founding.models import Belonging, ChildFork, DeclinedChild, PartnershipLink, RemoteChild
from commonweal.capabilities.founding.tree_acts import (
    AddChild,
    ChildForked,
    DeclineChild,
    JoinProgramme,
    LeaveProgramme,
    LinkPartnership,
    NoteRemoteChild,
    UnlinkPartnership,
)
from commonweal.charter.interim import interim_charter
from commonweal.kit.ids import is_id
from commonweal.partnerships.models import ChildCheckpoint, Partnership, Representation
from commonweal.record.entry import Entry


def founded(act: FoundPartnership, entry: Entry) -> None:
    """Write the partnership, its interim charter, and the founder as its convener."""
    charter = interim_charter(act.edition)
    Partnership.objects.create(
        key=act.partnership,
        partnership=act.partnership,
        slug=act.slug,
        name=act.name,
        lang=act.lang,
        place=act.place,
        purpose=act.purpose,
        who_decides=act.who_decides,
        size=act.size,
        level=act.level,
        languages=list(act.languages),
        currency=act.currency,
        territories=[t.model_dump() for t in act.territories],
        models_chosen=list(act.models),
        parent=act.parent or "",
        founded_at=entry.at,
        starts_on=act.starts_on,
        ends_on=act.ends_on,
        charter=charter.digest(),
        convener=entry.by or "",
        log_key=act.log_key,
        source=act.source.model_dump() if act.source else {},
    )
    ruled_by(charter, entry)
    _convened(entry)
    if act.parent:
        _belongs(entry, above=act.parent)


def described(act: DescribePartnership, entry: Entry) -> None:
    """Say anew what the partnership is."""
    row = Partnership.objects.get(pk=act.partnership)
    row.name, row.lang, row.place, row.purpose = act.name, act.lang, act.place, act.purpose
    row.level, row.languages, row.currency = act.level, list(act.languages), act.currency
    row.territories = [t.model_dump() for t in act.territories]
    row.starts_on, row.ends_on = act.starts_on, act.ends_on
    row.save()


def noted(act: NoteChild, entry: Entry) -> None:
    """Keep what the child's record looked like: to note a child is to accept it."""
    for row in DeclinedChild.objects.filter(pk=f"{act.partnership}.{act.child}"):
        row.delete()
    ChildCheckpoint.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        child=act.child,
        name=act.name,
        size=act.size,
        root=act.root,
        entry=entry.position,
        at=entry.at,
    )


def joined(act: JoinProgramme, entry: Entry) -> None:
    """Write what the partnership now belongs to; what it belonged to before ends."""
    elsewhere = act.elsewhere
    _belongs(
        entry,
        above=act.above,
        name=act.name,
        url=elsewhere.url if elsewhere else "",
        log_key=elsewhere.log_key if elsewhere else "",
    )
    _below(act.partnership, act.parent or "")


def left(act: LeaveProgramme, entry: Entry) -> None:
    """End what the partnership belonged to."""
    _no_longer(entry, reason=act.reason)
    _below(act.partnership, "")


def declined(act: DeclineChild, entry: Entry) -> None:
    """Keep that this partnership does not belong here; one on another host is no child any more."""
    row = RemoteChild.objects.filter(pk=f"{act.partnership}.{act.child}").first()
    if row:
        row.ended_at = entry.at
        row.save()
        return
    DeclinedChild(
        key=f"{act.partnership}.{act.child}",
        partnership=act.partnership,
        child=act.child,
        reason_id=_text_id(act.reason),
        entry=entry.position,
        at=entry.at,
    ).save()


def added(act: AddChild, entry: Entry) -> None:
    """Write where a child on another host is; one that was known keeps what was noted of its record."""
    key = f"{act.partnership}.{act.child}"
    row = RemoteChild.objects.filter(pk=key).first() or RemoteChild(
        key=key, partnership=act.partnership, child=act.child, entry=entry.position, at=entry.at
    )
    row.name, row.url, row.log_key, row.ended_at = act.name, act.url, act.log_key, None
    row.save()


def remote_noted(act: NoteRemoteChild, entry: Entry) -> None:
    """Keep the last checkpoint of a child on another host."""
    row = RemoteChild.objects.get(pk=f"{act.partnership}.{act.child}")
    row.size, row.root, row.checkpoint = act.size, act.root, act.checkpoint
    row.noted, row.noted_at = entry.position, entry.at
    row.save()


def fork_noted(act: ChildForked, entry: Entry) -> None:
    """Keep the proof, and note nothing more of that record."""
    row = RemoteChild.objects.get(pk=f"{act.partnership}.{act.child}")
    row.forked = entry.position
    row.save()
    ChildFork.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        child=act.child,
        size=act.fork().size,
        log_key=row.log_key,
        proof={"kept": act.kept, "shown": act.shown, "root": act.root, "proof": list(act.proof)},
        entry=entry.position,
        at=entry.at,
    )


def linked(act: LinkPartnership, entry: Entry) -> None:
    """Write how the partnership stands to another one."""
    PartnershipLink.objects.create(
        key=f"{act.partnership}.{act.link}",
        partnership=act.partnership,
        stands=act.stands,
        name=act.name,
        lang=act.lang,
        other=act.other or "",
        url=act.url or "",
        entry=entry.position,
        at=entry.at,
    )


def unlinked(act: UnlinkPartnership, entry: Entry) -> None:
    """Take the link away."""
    for row in PartnershipLink.objects.filter(pk=f"{act.partnership}.{act.link}"):
        row.delete()


def _belongs(entry: Entry, *, above: str, name: str = "", url: str = "", log_key: str = "") -> None:
    _no_longer(entry)
    Belonging.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        above=above,
        name=name,
        url=url,
        log_key=log_key,
        person=entry.by or "",
        entry=entry.position,
        at=entry.at,
    )


def _no_longer(entry: Entry, *, reason: Any = None) -> None:
    for row in Belonging.objects.filter(partnership=entry.partnership, left_at__isnull=True):
        row.left_at, row.left_entry, row.reason_id = entry.at, entry.position, _text_id(reason)
        row.save()


def _below(partnership: str, parent: str) -> None:
    row = Partnership.objects.get(pk=partnership)
    row.parent = parent
    row.save()


def _text_id(said: Any) -> str | None:
    return said.text if said is not None and is_id(said.text) else None


def _convened(entry: Entry) -> None:
    Representation.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        person=entry.by or "",
        organisation="",
        role="convener",
        entry=entry.position,
        since_at=entry.at,
    )
