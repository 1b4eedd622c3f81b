"""From recorded acts to the read model of partnerships."""

from __future__ import annotations

from commonweal.capabilities.founding.acts import DescribePartnership, FoundPartnership, NoteChild
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import interim_charter
from commonweal.partnerships.models import CharterInForce, ChildCheckpoint, Partnership, Representation
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
    _ruled_by(charter, entry)
    _convened(entry)


def described(act: DescribePartnership, entry: Entry) -> None:
    """Say anew what the partnership is."""
    row = Partnership.objects.get(pk=act.partnership)
    row.name, row.lang, row.place, row.purpose = act.name, act.lang, act.place, act.purpose
    row.level, row.languages, row.currency = act.level, list(act.languages), act.currency
    row.territories = [t.model_dump() for t in act.territories]
    row.starts_on, row.ends_on = act.starts_on, act.ends_on
    row.save()


def noted(act: NoteChild, entry: Entry) -> None:
    """Keep what the child's record looked like."""
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


def _ruled_by(charter: Charter, entry: Entry) -> None:
    CharterInForce.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        digest=charter.digest(),
        document=charter.model_dump(mode="json"),
        since=entry.position,
        since_at=entry.at,
    )


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
