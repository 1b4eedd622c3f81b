"""From recorded acts to the read model of waivers, and from every act to what the criteria are after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from commonweal.acts.capability import Criterion, Facts
from commonweal.acts.installed import criteria
from commonweal.kit.ids import is_id
from commonweal.lifecycle.acts import AgreeToWaiver, AskWaiver, EndWaiver
from commonweal.lifecycle.models import Agreement, CriterionChange, CriterionState, Waiver
from commonweal.lifecycle.thresholds import changed_thresholds, sectors_needed, thresholds_after
from commonweal.partnerships.queries import digest_in_force, members
from commonweal.record.entry import Entry

FOUNDED = "founding.found"


def asked_for_waiver(act: AskWaiver, entry: Entry) -> None:
    """Write the waiver. It counts at once only where the charter asks for no second sector."""
    needed, clause = sectors_needed(act.partnership)
    waiver = Waiver(
        key=_key(entry),
        partnership=act.partnership,
        criterion=act.criterion,
        reason_id=_text_id(act.reason),
        person=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        asked_at=entry.at,
        expires_on=act.expires_on,
        sectors_needed=needed,
        clause=clause,
    )
    _count(waiver, entry)


def agreed_to_waiver(act: AgreeToWaiver, entry: Entry) -> None:
    """Write the agreement, and let the waiver count once enough sectors stand behind it."""
    waiver = Waiver.objects.get(pk=f"{act.partnership}.{act.waiver}")
    Agreement.objects.create(
        key=_key(entry),
        partnership=act.partnership,
        waiver=act.waiver,
        person=entry.by or "",
        organisation=entry.org or "",
        sector=sector_of(entry.org, partnership=act.partnership) or "",
        entry=entry.position,
        at=entry.at,
    )
    _count(waiver, entry)


def ended_waiver(act: EndWaiver, entry: Entry) -> None:
    """End the waiver; the criterion shows again what it is."""
    waiver = Waiver.objects.get(pk=f"{act.partnership}.{act.waiver}")
    waiver.ended_entry, waiver.ended_at = entry.position, entry.at
    waiver.end_reason_id = _text_id(act.reason)
    waiver.save()
    state = _state(waiver.partnership, waiver.criterion, entry)
    if state.waiver == waiver.entry:
        state.waiver, state.waiver_counts, state.waiver_sectors, state.waiver_expires_on = None, False, [], None
        state.save()


def watched(entry: Entry) -> None:
    """Look again at the criteria that this entry may have moved; for most entries that is none."""
    moved = [each for each in criteria() if each.is_moved(entry)]
    ruled = entry.kind == FOUNDED or _brought_a_charter(entry)
    if ruled:
        moved = list(criteria())  # the first look, and the look after thresholds may have changed
    if not moved:
        return
    changed = changed_thresholds(entry.partnership) if ruled else thresholds_after(entry)
    states = {row.criterion: row for row in CriterionState.objects.filter(partnership=entry.partnership)}
    facts = Facts(entry.partnership, at=entry.at, changed=changed)
    for each in [*moved, *_overdue(states, moved=moved, at=entry.at)]:
        _look(each, facts, entry, before=states.get(each.id))


def _brought_a_charter(entry: Entry) -> bool:
    """Tell whether another charter rules after this entry; only acts of an agreement bring one."""
    return entry.kind.startswith("agreement.") and digest_in_force(entry.partnership) != entry.charter


def sector_of(organisation: str | None, *, partnership: str) -> str | None:
    """Return the sector of a member organisation, or nothing where it is none."""
    if not organisation:
        return None
    return members(partnership).filter(organisation=organisation).values_list("sector", flat=True).first()


def _overdue(states: dict[str, CriterionState], *, moved: list[Criterion], at: datetime) -> Iterable[Criterion]:
    """Return the criteria that time alone may have changed since they were looked at."""
    due = {id for id, row in states.items() if row.holds_until is not None and row.holds_until <= at}
    return [each for each in criteria() if each.id in due and each not in moved] if due else []


def _look(criterion: Criterion, facts: Facts, entry: Entry, *, before: CriterionState | None) -> None:
    finding = criterion.evaluate(facts, criterion)
    row = before or _new_state(criterion.id, entry)
    if before is not None and before.status != finding.status:
        CriterionChange.objects.create(
            key=f"{entry.partnership}.{entry.position}.{criterion.id}",
            partnership=entry.partnership,
            criterion=criterion.id,
            was=before.status,
            now=finding.status,
            entry=entry.position,
            at=entry.at,
        )
        row.reopened += before.status == "met"
        row.since, row.since_at = entry.position, entry.at
    found = (finding.status, list(finding.used), finding.until, dict(finding.figures))
    if before is not None and found == (row.status, row.used, row.holds_until, row.figures):
        return  # nothing new was found, so nothing is written
    row.status, row.used, row.holds_until, row.figures = found
    row.entry = entry.position
    row.save(force_insert=before is None)


def _count(waiver: Waiver, entry: Entry) -> None:
    """Count the sector for which this entry speaks, and put the waiver where the criterion is shown."""
    sector = sector_of(entry.org, partnership=entry.partnership)
    waiver.sectors = sorted({*waiver.sectors, *([sector] if sector else [])})
    if waiver.counts_from is None and len(waiver.sectors) >= waiver.sectors_needed:
        waiver.counts_from, waiver.counts_at = entry.position, entry.at
    waiver.save()
    state = _state(waiver.partnership, waiver.criterion, entry)
    state.waiver, state.waiver_sectors = waiver.entry, waiver.sectors
    state.waiver_counts, state.waiver_expires_on = waiver.counts_from is not None, waiver.expires_on
    state.save()


def _state(partnership: str, criterion: str, entry: Entry) -> CriterionState:
    found = CriterionState.objects.filter(partnership=partnership, criterion=criterion).first()
    return found or _new_state(criterion, entry)


def _new_state(criterion: str, entry: Entry) -> CriterionState:
    return CriterionState(
        key=f"{entry.partnership}.{criterion}",
        partnership=entry.partnership,
        criterion=criterion,
        status="unknown",
        entry=entry.position,
        since=entry.position,
        since_at=entry.at,
    )


def _key(entry: Entry) -> str:
    return f"{entry.partnership}.{entry.position}"


def _text_id(said: Any) -> str | None:
    """Return the id under which recorded words are kept."""
    return said.text if said is not None and is_id(said.text) else None
