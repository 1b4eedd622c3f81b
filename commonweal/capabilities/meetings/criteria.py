"""Criteria 6.5 and 6.6: decisions and minutes come in time, and people come, from every sector and group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.acts.charters import charter_in
from commonweal.capabilities.meetings import attending, queries
from commonweal.capabilities.meetings.attending import Share
from commonweal.capabilities.meetings.queries import Decided, Meeting
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Deadline, DeadlineFor
from commonweal.charter.ruling import all_of
from commonweal.partnerships.models import Sector

DAYS: dict[DeadlineFor, int] = {"decision": 60, "minutes": 21}
"""Within how many days, where the charter does not say."""

DAY, YEAR = timedelta(days=1), timedelta(days=365)

FEW = 5
"""From how many proposals on their shares say something."""


def days_for(charter: Charter, what: DeadlineFor) -> int:
    """Return within how many days the charter wants something."""
    return next((rule.days for _clause, rule in all_of(charter, Deadline) if rule.what == what), DAYS[what])


def in_time(facts: Facts, criterion: Criterion) -> Finding:
    """6.5: the middle one of all times counts; minutes that are still owed count with the time they took so far."""
    charter = charter_in(facts)
    decided, held = facts.once(queries.decided), facts.once(queries.held_last)
    within = {what: days_for(charter, what) for what in DAYS}
    decisions = [row.at - row.proposed_at for row in decided]
    minutes = [(row.approved_at or facts.at) - row.closed_at for row in held if row.closed_at]
    used = _used(decided, held)
    lacks, says = [], []
    for what, took in (("decision", decisions), ("minutes", minutes)):
        limit = within[what]  # type: ignore[index]  # both are spelled as the charter spells them
        if not took:
            lacks.append(NOTHING[what]())
            continue
        middle = timedelta(seconds=median(each.total_seconds() for each in took))
        says.append(TOOK[what](_days(middle)))
        if middle > limit * DAY:
            lacks.append(TOO_LONG[what](limit))
    if len(says) < len(DAYS):
        said = " ".join(says) or gettext("Nothing was decided and nobody met yet.")
        late = len(lacks) > len(DAYS) - len(says)
        return Finding("not_met" if late else "unknown", said, used, tuple(lacks))
    until = _overdue_at(held, facts.at, within["minutes"])
    return Finding("not_met" if lacks else "met", " ".join(says), used, tuple(lacks), until=until)


def people_come(facts: Facts, criterion: Criterion) -> Finding:
    """6.6: over the last four meetings of each body; a wide gap between speaking and being there is named."""
    last = attending.last_of_each(facts.once(queries.held_last))
    rows = queries.seats_at(facts.partnership, [row.entry for row in last]) if last else []
    if not rows:
        says = gettext("No meeting was held yet.")
        return Finding("unknown", says, missing=(gettext("Call a meeting, and say who was there."),))
    all_together, groups = attending.overall(rows), [*attending.by_sector(rows), *attending.by_group(rows)]
    lacks = []
    if all_together.share < criterion.threshold("overall", facts):
        wanted = _percent(criterion.threshold("overall", facts))
        lacks.append(gettext("Fewer come than the %(wanted)s%% that are wanted.") % {"wanted": wanted})
    low = criterion.threshold("group", facts)
    lacks += [_too_few(group, low) for group in groups if group.share < low]
    says = ngettext(
        "In the last %(n)s meeting, %(percent)s%% of the seats were there.",
        "In the last %(n)s meetings, %(percent)s%% of the seats were there.",
        len(last),
    ) % {"n": len(last), "percent": all_together.percent}
    wide = criterion.threshold("gap", facts)
    flagged = [*_gaps(last, rows, wide), *_unheard(facts, rows, wide)]
    used = tuple(sorted(row.closed_entry for row in last if row.closed_entry is not None))
    return Finding("not_met" if lacks else "met", " ".join((says, *flagged)), used, tuple(lacks))


def _too_few(group: Share, low: Decimal) -> str:
    named = {"group": group_name(group.group), "percent": group.percent, "low": _percent(low)}
    return gettext("%(group)s: %(percent)s%% of the seats were there, fewer than %(low)s%%.") % named


def group_name(group: str) -> str:
    """Return what a sector is called, or the code of a group of seats."""
    return str(Sector(group).label) if group in Sector.values else group.replace("_", " ")


def _gaps(last: Iterable[Meeting], rows: Iterable[queries.SeatPresence], wide: Decimal) -> list[str]:
    found = [each for each in attending.speaking(last, rows) if each.gap > wide]
    says = _("%(sector)s spoke %(spoke)s%% of the time with %(present)s%% of the seats that were there.")
    return [
        str(says) % {"sector": group_name(each.group), "spoke": _percent(each.spoke), "present": _percent(each.present)}
        for each in found
    ]


def _unheard(facts: Facts, rows: Iterable[queries.SeatPresence], wide: Decimal) -> list[str]:
    """Name each sector of which far fewer, or far more, proposals came in a year than it has seats."""
    proposals = queries.proposals_since(facts.partnership, facts.at - YEAR)
    found = attending.proposing([row.organisation for row in proposals], rows)
    if len(proposals) < FEW:
        return []
    says = _("%(sector)s made %(proposed)s%% of the proposals with %(seats)s%% of the seats.")
    return [
        str(says)
        % {"sector": group_name(each.group), "proposed": _percent(each.spoke), "seats": _percent(each.present)}
        for each in found
        if each.gap > wide
    ]


def _percent(share: Decimal) -> int:
    return int(share * 100)


def _days(took: timedelta) -> int:
    """Return how many days something took, a begun one as a whole."""
    return -(-took // DAY)


def _used(decided: Iterable[Decided], held: Iterable[Meeting]) -> tuple[int, ...]:
    entries = {row.entry for row in decided} | {row.approved_entry for row in held if row.approved_entry is not None}
    return tuple(sorted(entries))


def _overdue_at(held: Iterable[Meeting], at: datetime, days: int) -> datetime | None:
    """Return when the next minutes that are owed are late."""
    late = [row.closed_at + days * DAY for row in held if row.closed_at and row.approved_at is None]
    return min((each for each in late if each > at), default=None)


def _took_decision(days: int) -> str:
    says = ngettext(
        "From proposal to decision it takes %(n)s day.", "From proposal to decision it takes %(n)s days.", days
    )
    return says % {"n": days}


def _took_minutes(days: int) -> str:
    says = ngettext(
        "From meeting to approved minutes it takes %(n)s day.",
        "From meeting to approved minutes it takes %(n)s days.",
        days,
    )
    return says % {"n": days}


def _long_decision(limit: int) -> str:
    return gettext("Half of the decisions take longer than %(n)s days.") % {"n": limit}


def _long_minutes(limit: int) -> str:
    return gettext("Half of the minutes take longer than %(n)s days: approve those that are drafted.") % {"n": limit}


TOOK = {"decision": _took_decision, "minutes": _took_minutes}
TOO_LONG = {"decision": _long_decision, "minutes": _long_minutes}
NOTHING = {
    "decision": lambda: gettext("Nothing was decided yet."),
    "minutes": lambda: gettext("No meeting was held yet."),
}

ENDS_MEETINGS = frozenset({"meetings.close", "meetings.record_presence"})

CRITERIA = (
    Criterion(
        id="6.5",
        title=_("Decisions and minutes come in time"),
        evaluate=in_time,
        moved_by=frozenset({"decisions.close", "decisions.reopen", "meetings.close", "meetings.approve_minutes"}),
    ),
    Criterion(
        id="6.6",
        title=_("People come, from every sector and group"),
        evaluate=people_come,
        thresholds={"overall": Decimal("0.7"), "group": Decimal("0.5"), "gap": Decimal("0.2")},
        moved_by=ENDS_MEETINGS | {"meetings.count_speaking"},
    ),
)
