"""Criteria 3.3 and 3.4: members said where they stand and objections were handled; every sector supports every goal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.agenda import queries
from commonweal.capabilities.agenda.standing import GoalStanding, standing
from commonweal.partnerships.models import Sector
from commonweal.partnerships.queries import every_member

NAMED = 12
"""How many lacks are named; of more it gives the number."""


def positions_taken(facts: Facts, criterion: Criterion) -> Finding:
    """3.3: on every goal enough members said where they stand, and every objection is integrated or answered."""
    rows = _standing(facts)
    if not rows:
        return Finding("unknown", gettext("No goal is named yet."), missing=(gettext("Name the first goal."),))
    share, on = criterion.threshold("positions", facts), facts.at.date()
    missing = []
    for row in rows:
        if row.aligned.answered < Fraction(share):
            lack = gettext("“%(goal)s”: %(n)s of %(all)s members said where they stand. Let more of them say so.")
            missing.append(lack % {"goal": row.goal.title, "n": row.aligned.n, "all": row.aligned.of})
        for stand in row.unhandled(on=on):
            lack = gettext("“%(goal)s”: integrate the objection in entry %(entry)s, or answer it and name a day.")
            missing.append(lack % {"goal": row.goal.title, "entry": stand.entry})
    says = ngettext(
        "On %(n)s goal, %(given)s of %(all)s positions are taken; %(open)s objections wait.",
        "On %(n)s goals, %(given)s of %(all)s positions are taken; %(open)s objections wait.",
        len(rows),
    ) % {
        "n": len(rows),
        "given": sum(row.aligned.n for row in rows),
        "all": sum(row.aligned.of for row in rows),
        "open": sum(len(row.unhandled(on=on)) for row in rows),
    }
    return Finding("not_met" if missing else "met", says, _used(rows), _named(missing), until=_until(rows, facts.at))


def every_sector_supports(facts: Facts, criterion: Criterion) -> Finding:
    """3.4: every sector that has a member holds a supporting position on every main goal."""
    rows = [row for row in _standing(facts) if row.goal.core]
    if not rows:
        says = gettext("No goal is named a main goal yet.")
        return Finding("unknown", says, missing=(gettext("Name the goals that are your main ones."),))
    labels = dict(Sector.choices)
    missing = [
        gettext("“%(goal)s”: nobody of this sector supports it: %(sector)s.")
        % {"goal": row.goal.title, "sector": labels[sector]}
        for row in rows
        for sector in row.unsupported
    ]
    if not rows[0].members:
        return Finding(
            "unknown", gettext("No organisation takes part yet."), missing=(gettext("Add the first member."),)
        )
    says = ngettext(
        "%(n)s main goal; %(lacks)s times a sector without support.",
        "%(n)s main goals; %(lacks)s times a sector without support.",
        len(rows),
    ) % {"n": len(rows), "lacks": len(missing)}
    return Finding("not_met" if missing else "met", says, _used(rows), _named(missing))


def _standing(facts: Facts) -> list[GoalStanding]:
    rows = [row for row in facts.once(queries.stands) if row.at <= facts.at]
    return standing(facts.once(queries.goals), rows, facts.once(every_member))


def _used(rows: Iterable[GoalStanding]) -> tuple[int, ...]:
    used = {row.goal.entry for row in rows} | {row.goal.core_entry for row in rows if row.goal.core_entry}
    stands = [stand for row in rows for stand in row.stands.values()]
    used |= {stand.entry for stand in stands} | {stand.settled_entry for stand in stands if stand.settled_entry}
    return tuple(sorted(used))


def _named(missing: list[str]) -> tuple[str, ...]:
    more = len(missing) - NAMED
    rest = (ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more},) if more > 0 else ()
    return (*missing[:NAMED], *rest)


def _until(rows: Iterable[GoalStanding], at: datetime) -> datetime | None:
    """Return the instant from which an answer to an objection is due to be looked at again."""
    days = [
        stand.review_on
        for row in rows
        for stand in row.stands.values()
        if stand.stance == "object" and stand.how == "answered" and stand.review_on and stand.review_on >= at.date()
    ]
    return datetime.combine(min(days) + timedelta(days=1), time(), UTC) if days else None


_COME_AND_GO = frozenset(
    {
        "membership.admit",
        "membership.correct",
        "membership.import_list",
        "membership.undo_import",
        "membership.leave",
        "agreement.succeed",
    }
)
_GOALS = frozenset({"fit.name_goal", "fit.revise_goal", "fit.withdraw_goal"})

CRITERIA = (
    Criterion(
        id="3.3",
        title=_("Members said where they stand on each goal, and objections were handled"),
        evaluate=positions_taken,
        thresholds={"positions": Decimal("0.8")},
        moved_by=frozenset({"agenda.position", "agenda.settle"}) | _GOALS | _COME_AND_GO,
    ),
    Criterion(
        id="3.4",
        title=_("Every sector supports every main goal"),
        evaluate=every_sector_supports,
        moved_by=frozenset({"agenda.position", "agenda.mark_core"}) | _GOALS | _COME_AND_GO,
    ),
)
