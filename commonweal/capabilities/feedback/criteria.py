"""Criterion 7.3: whoever told us something heard back, in time, with an answer and with what came of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding, Says
from commonweal.acts.installed import contribution_of
from commonweal.capabilities.feedback.queries import Closure, closure, moved_by
from commonweal.record.entry import Entry


def heard_back(facts: Facts, criterion: Criterion) -> Finding:
    """7.3: enough was acknowledged in time, and enough of what is due was answered with its effect stated."""
    now = closure(facts.partnership, at=facts.at)
    if not now.given:
        says = gettext("Nobody has told us anything yet that waits for an answer.")
        return Finding("unknown", says, missing=(gettext("Ask people: open a conversation, or take in evidence."),))
    used = tuple(sorted({entry for entry in (now.first, now.last) if entry is not None}))
    until, figures = now.next_at, _figures(now)
    if not now.acknowledged_of:
        says = ngettext(
            "%(n)s contribution came in, within its days and not acknowledged yet.",
            "%(n)s contributions came in, within their days and not acknowledged yet.",
            now.given,
        ) % {"n": now.given}
        return Finding("unknown", says, used, (gettext("Acknowledge what came in."),), until, figures)
    missing = tuple(_missing(now, facts, criterion))
    if missing:
        return Finding("not_met", _said(now), used, missing, until, figures)
    if not now.closed_of:
        return Finding(
            "unknown", _said(now), used, (gettext("Answer what came in, and say what came of it."),), until, figures
        )
    return Finding("met", _said(now), used, until=until, figures=figures)


def _missing(now: Closure, facts: Facts, criterion: Criterion) -> list[Says]:
    found: list[Says] = []
    if Fraction(now.acknowledged_in_time, now.acknowledged_of) < Fraction(criterion.threshold("acknowledged", facts)):
        found.append(gettext("Acknowledge what comes in within its days."))
    if now.closed_of and Fraction(now.closed, now.closed_of) < Fraction(criterion.threshold("closed", facts)):
        found.append(gettext("Answer what is overdue, and say what came of it."))
    if now.unreachable:
        found.append(
            ngettext(
                "%(n)s contribution has neither an account nor a receipt: give receipts, so that all hear back.",
                "%(n)s contributions have neither an account nor a receipt: give receipts, so that all hear back.",
                now.unreachable,
            )
            % {"n": now.unreachable}
        )
    return found


def _figures(now: Closure) -> dict[str, Any]:
    """Return what the home page shows, so that it asks nothing."""
    return {
        "given": now.given,
        "acknowledged_in_time": now.acknowledged_in_time,
        "acknowledged_of": now.acknowledged_of,
        "closed": now.closed,
        "closed_of": now.closed_of,
        "late": now.late,
        "since": now.first_at.date().isoformat() if now.first_at else None,
    }


def _said(now: Closure) -> str:
    return gettext(
        "Acknowledged in time: %(a)s of %(b)s. Answered with what came of it: %(c)s of %(d)s that are due."
    ) % {
        "a": now.acknowledged_in_time,
        "b": now.acknowledged_of,
        "c": now.closed,
        "d": now.closed_of,
    }


def _moved(entry: Entry) -> bool:
    """Tell whether an entry gave something, or answered or showed something by what it cites."""
    return contribution_of(entry) is not None or (bool(entry.cites) and moved_by(entry.partnership, entry.position))


CRITERIA = (
    Criterion(
        id="7.3",
        title=_("Whoever told us something heard back"),
        evaluate=heard_back,
        thresholds={"acknowledged": Decimal("0.9"), "closed": Decimal("0.8")},
        moved_by=frozenset({"feedback.acknowledge", "feedback.answer", "feedback.state_effect"}),
        moved_too=_moved,
    ),
)
