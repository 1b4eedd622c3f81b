"""Criteria 6.4 and 6.8: decisions under the rules that can be computed again, and the say that was promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.queries import Decision
from commonweal.charter.promising import keeps

NAMED = 12
"""How many decisions are named that lack something; of more it gives the number."""


def decided_under_the_rules(facts: Facts, criterion: Criterion) -> Finding:
    """6.4: counts decisions that have evidence, positions, a result and a review date; an invalid one says no."""
    wanted = int(criterion.threshold("decisions", facts))
    closed = [row for row in facts.once(_all) if row.stage == "closed"]
    if not closed:
        missing = ngettext("Take %(n)s decision.", "Take %(n)s decisions.", wanted) % {"n": wanted}
        return Finding("unknown", gettext("Nothing is decided yet."), missing=(missing,))
    positions = facts.once(queries.with_positions)
    upheld = facts.once(queries.upheld_and_not_reopened)
    invalid = [row for row in closed if row.flagged_entry is not None or row.decision in upheld]
    lacks = {row.decision: _lacks(row, positions, facts.at) for row in closed if row not in invalid}
    whole = [decision for decision, lacking in lacks.items() if not lacking]
    used = tuple(sorted(row.decision for row in closed))
    said = [gettext("“%(title)s” is no longer valid: reopen it.") % {"title": row.title} for row in invalid]
    said += [line for lacking in lacks.values() for line in lacking]
    if len(whole) < wanted:
        more = wanted - len(whole)
        said.insert(0, ngettext("It takes %(n)s decision more.", "It takes %(n)s decisions more.", more) % {"n": more})
    says = ngettext(
        "%(n)s decision was taken under the rules and can be computed again.",
        "%(n)s decisions were taken under the rules and can be computed again.",
        len(whole),
    ) % {"n": len(whole)}
    met = len(whole) >= wanted and not invalid
    return Finding("met" if met else "not_met", says, used, _named(said), until=_next_review(closed, facts.at))


def say_as_promised(facts: Facts, criterion: Criterion) -> Finding:
    """6.8: holds what was promised to those affected against what is told of the outcome."""
    closed = [row for row in facts.once(_all) if row.stage == "closed"]
    if not closed:
        return Finding("unknown", gettext("Nothing is decided yet."), missing=(gettext("Take a decision."),))
    less = [row for row in closed if row.actual and not keeps(row.promised, row.actual)]
    untold = [row for row in closed if not row.actual]
    used = tuple(sorted(row.stated_entry or row.decision for row in closed))
    said = [
        gettext("In “%(title)s” those affected had less of a say than promised.") % {"title": r.title} for r in less
    ]
    said += [gettext("Tell the outcome of “%(title)s”, and how people took part.") % {"title": r.title} for r in untold]
    if less:
        says = ngettext(
            "In %(n)s decision people had less of a say than promised.",
            "In %(n)s decisions people had less of a say than promised.",
            len(less),
        )
        return Finding("not_met", says % {"n": len(less)}, used, _named(said))
    if untold:
        says = ngettext(
            "Of %(n)s decision it is not told how people took part.",
            "Of %(n)s decisions it is not told how people took part.",
            len(untold),
        )
        return Finding("not_met", says % {"n": len(untold)}, used, _named(said))
    return Finding("met", gettext("In every decision people had the say that they were promised."), used)


def _all(partnership: str) -> list[Decision]:
    return queries.decisions(partnership)


def _lacks(row: Decision, positions: Iterable[int], at: datetime) -> list[str]:
    """Return what a decision lacks to count."""
    named = {"title": row.title}
    found = []
    if not row.knowledge and not row.about:
        found.append(gettext("“%(title)s” rests on nothing that is on the record.") % named)
    if row.decision not in positions:
        found.append(gettext("Nobody said how they stand to “%(title)s”.") % named)
    if row.stated_entry is None:
        found.append(gettext("Tell the outcome of “%(title)s”.") % named)
    if row.review_on is None:
        found.append(gettext("“%(title)s” has no day on which it is looked at again.") % named)
    elif row.review_on < at.date():
        found.append(gettext("The day to look at “%(title)s” again is over.") % named)
    return found


def _named(said: Sequence[str]) -> tuple[str, ...]:
    more = len(said) - NAMED
    rest = (ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more},) if more > 0 else ()
    return (*said[:NAMED], *rest)


def _next_review(rows: Iterable[Decision], at: datetime) -> datetime | None:
    days = [row.review_on for row in rows if row.review_on is not None and row.review_on >= at.date()]
    return datetime.combine(min(days) + timedelta(days=1), time(), UTC) if days else None


_MOVED_BY = frozenset(
    {
        "decisions.close",
        "decisions.choose_tie",
        "decisions.state_outcome",
        "decisions.rule_on_appeal",
        "decisions.reopen",
        "interests.report_missed",
    }
)
"""Only what was closed counts, and nobody says a position afterwards: so no ballot is looked at when it comes."""

CRITERIA = (
    Criterion(
        id="6.4",
        title=_("Decisions were taken under the rules and can be recomputed"),
        evaluate=decided_under_the_rules,
        thresholds={"decisions": Decimal(3)},
        moved_by=_MOVED_BY,
    ),
    Criterion(
        id="6.8",
        title=_("Those who were promised a say had it"),
        evaluate=say_as_promised,
        moved_by=_MOVED_BY,
    ),
)
