"""Criterion 6.7: complaints have a way that works, and conflicts of interest were kept out."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.disputes.queries import Standing, standing

NAMED = 12
"""How many complaints are named that are late; of more it gives the number."""


def complaints_have_a_way(facts: Facts, criterion: Criterion) -> Finding:
    """6.7: the path was used or tried out, nothing is late, and no recusal that was missed is left as it is."""
    now, today = facts.once(standing), facts.at.date()
    late = [row for row in now.open if row.due_on < today]
    used = tuple(sorted({*now.settled, *now.rehearsed, *(row.entry for row in now.open), *now.missed}))
    missing = []
    if not (now.settled or now.rehearsed or any(row.taken_entry is not None or row.step for row in now.open)):
        missing.append(gettext("Try the path of complaints out on an invented case, and say what you learned."))
    missing += [
        gettext("Settle number %(n)s or take it to the next step: its time is over.") % {"n": row.number}
        for row in late[:NAMED]
    ]
    if len(late) > NAMED:
        more = len(late) - NAMED
        missing.append(ngettext("And %(n)s more that is late.", "And %(n)s more that are late.", more) % {"n": more})
    missing += [
        gettext("Settle what follows from the recusal that was missed (entry %(n)s).") % {"n": entry}
        for entry in now.missed[:NAMED]
    ]
    until = _next_change(now, late_count=len(late))
    return Finding("not_met" if missing else "met", _says(now, late=len(late)), used, tuple(missing), until=until)


def _says(now: Standing, *, late: int) -> str:
    if now.missed:
        return ngettext(
            "%(n)s recusal was missed and is not settled.", "%(n)s recusals were missed and are not settled.",
            len(now.missed),
        ) % {"n": len(now.missed)}  # fmt: skip
    if late:
        return ngettext("%(n)s complaint is late.", "%(n)s complaints are late.", late) % {"n": late}
    if now.settled:
        says = ngettext(
            "%(n)s complaint was settled, and none is late.", "%(n)s complaints were settled, and none is late.",
            len(now.settled),
        )  # fmt: skip
        return says % {"n": len(now.settled)}
    if now.rehearsed:
        return gettext("The path was tried out, and no complaint is late.")
    return gettext("Nobody has used the path of complaints or tried it out.")


def _next_change(now: Standing, *, late_count: int) -> datetime | None:
    """Return the instant from which a further complaint is late."""
    coming = [row.due_on for row in now.open][late_count:]
    return datetime.combine(min(coming) + timedelta(days=1), time(), UTC) if coming else None


CRITERIA = (
    Criterion(
        id="6.7",
        title=_("Complaints have a way that works, and conflicts of interest were kept out"),
        evaluate=complaints_have_a_way,
        moved_by=frozenset(
            {
                "disputes.raise",
                "disputes.take",
                "disputes.move_on",
                "disputes.settle",
                "disputes.withdraw",
                "disputes.rehearse",
                "interests.report_missed",
            }
        ),
    ),
)
