"""From recorded acts to the read model of evidence, and to the forgetting that a community asks for."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.evidence import acts
from commonweal.capabilities.evidence.models import Contradiction, Evidence, KnowledgeUsed
from commonweal.partnerships.models import EvidenceItem
from commonweal.people import words
from commonweal.record.entry import Entry, texts_in

TABLES = (EvidenceItem, Evidence, Contradiction, KnowledgeUsed)

Item = acts.Add | acts.Correct


def added(act: acts.Add, entry: Entry) -> None:
    """Write the item, for these pages and for those of others."""
    key = f"{act.partnership}.{entry.position}"
    here = {"key": key, "partnership": act.partnership, "entry": entry.position, "at": entry.at}
    texts = [reference.text for reference in texts_in(entry.body)]
    Evidence.objects.create(
        **here,
        **_said(act),
        by=entry.by or "",
        organisation=entry.org or "",
        said_entry=entry.position,
        texts=texts,
    )
    EvidenceItem.objects.create(**here, **_shared(act), organisation=entry.org or "")


def corrected(act: acts.Correct, entry: Entry) -> None:
    """Say what it says now; remember the words it had before, so that they too can be erased."""
    row, item = _rows(act.partnership, act.evidence)
    for name, said in _said(act).items():
        setattr(row, name, said)
    row.said_entry, row.corrected = entry.position, row.corrected + 1
    row.texts = [*row.texts, *(reference.text for reference in texts_in(entry.body))]
    row.save()
    for name, said in _shared(act).items():
        setattr(item, name, said)
    item.save()


def contradicted(act: acts.Contradict, entry: Entry) -> None:
    """Write that two items do not fit together."""
    Contradiction.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        first=act.evidence,
        second=act.other,
        says_id=_text(act.says),
        by=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
    )


def consent_withdrawn(act: acts.WithdrawConsent, entry: Entry) -> None:
    """Forget every word the item ever had; a replay forgets them again."""
    row, item = _rows(act.partnership, act.evidence)
    words.erase(row.texts, partnership=act.partnership, at=entry.at)
    row.withdrawn_by, row.withdrawn_entry = act.withdrawn_by, entry.position
    _gone(row, item, entry)


def retired(act: acts.Retire, entry: Entry) -> None:
    """Take it out of use."""
    row, item = _rows(act.partnership, act.evidence)
    row.why_retired_id = _text(act.reason)
    _gone(row, item, entry)


def used(act: acts.Use, entry: Entry) -> None:
    """Write on what a decision rests: the kinds named, and those of the items. What is said later replaces it."""
    rows = Evidence.objects.filter(partnership=act.partnership, entry__in=act.evidence)
    kinds = {*act.kinds, *(kind for row in rows for kind in row.kinds.split(","))}
    KnowledgeUsed.objects.update_or_create(
        key=f"{act.partnership}.{act.decision}",
        defaults={
            "partnership": act.partnership,
            "decision": act.decision,
            "kinds": ",".join(sorted(kinds)),
            "evidence": list(act.evidence),
            "none_because_id": _text(act.none_because),
            "by": entry.by or "",
            "entry": entry.position,
            "at": entry.at,
        },
    )


def _said(act: Item) -> dict[str, Any]:
    consent = act.consent
    return {
        **_named(act),
        "kinds": ",".join(act.kinds),
        "says_id": _text(act.says),
        "source_id": _text(act.source),
        "source_url": act.source_url or "",
        "territory": act.territory or "",
        "community": act.community or "",
        "community_organisation": act.community_organisation or "",
        "consent_by": consent.given_by if consent else "",
        "consent_scope_id": _text(consent.scope) if consent else None,
        "consent_on": consent.on if consent else None,
        "why_strength_id": _text(act.why_strength),
        "limits_id": _text(act.limits),
        "files": [each.model_dump() for each in act.files],
    }


def _shared(act: Item) -> dict[str, Any]:
    return {**_named(act), "kinds": list(act.kinds)}


def _named(act: Item) -> dict[str, Any]:
    return {"title": act.title, "strength": act.strength, "about": list(act.about)}


def _gone(row: Evidence, item: EvidenceItem, entry: Entry) -> None:
    for each in (row, item):
        each.retired_at, each.retired_entry = entry.at, entry.position
        each.save()


def _rows(partnership: str, evidence: int) -> tuple[Evidence, EvidenceItem]:
    key = f"{partnership}.{evidence}"
    return Evidence.objects.get(pk=key), EvidenceItem.objects.get(pk=key)


def _text(said: FreeText | None) -> str | None:
    return said.text if isinstance(said, TextRef) else None
