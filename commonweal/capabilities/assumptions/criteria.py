"""Criterion 7.5: what was assumed is tested when its day comes, and what rested on what failed was acted on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.assumptions.queries import (
    Assumption,
    Dependence,
    every_assumption,
    every_dependence,
    state_of,
)

NAMED = 12
"""How many are named one by one; of more their number is given."""


def tested_and_acted_on(facts: Facts, criterion: Criterion) -> Finding:
    """7.5: no test is overdue, and of everything that rests on what fails it was said what becomes of it."""
    on = facts.at.date()
    rows = [row for row in facts.once(every_assumption) if row.given_up_entry is None]
    used = tuple(sorted({row.last_entry for row in rows}))
    if not rows:
        says = gettext("Nobody has written down what is taken for granted.")
        return Finding("unknown", says, used, (gettext("Write down what you assume, and how it will be tested."),))
    until = _next_day(rows, on=on)
    overdue = [row for row in rows if state_of(row, on=on) == "overdue"]
    failed = {row.entry: row for row in rows if row.result == "fails"}
    left = [each for each in facts.once(every_dependence) if each.assumption in failed and each.acted_entry is None]
    if not overdue and not left and not any(row.result in ("holds", "fails") for row in rows):
        says = gettext("No assumption was due for its test yet.")
        return Finding("unknown", says, used, (gettext("Test what is assumed when its day comes."),), until=until)
    tested = sum(row.result in ("holds", "fails") for row in rows)
    says = ngettext(
        "%(tested)s of %(n)s assumption was tested, and %(failed)s of them does not hold.",
        "%(tested)s of %(n)s assumptions were tested, and %(failed)s of them do not hold.",
        len(rows),
    ) % {"tested": tested, "n": len(rows), "failed": len(failed)}
    missing = (*_tests(overdue), *_answers(left, failed))
    if missing:
        return Finding("not_met", says, used, (*missing[:NAMED], *_more(len(missing))), until=until)
    return Finding("met", says, used, until=until)


def _tests(rows: list[Assumption]) -> list[str]:
    return [gettext("Test “%(title)s”: its day has passed.") % {"title": row.title} for row in rows]


def _answers(left: list[Dependence], failed: dict[int, Assumption]) -> list[str]:
    says = gettext("Entry %(n)s rests on “%(title)s”, which does not hold: say what becomes of it.")
    return [says % {"n": each.dependent, "title": failed[each.assumption].title} for each in left]


def _next_day(rows: list[Assumption], *, on: date) -> datetime | None:
    """Return when a test becomes overdue next, if nobody acts before."""
    coming = [row.due_on for row in rows if state_of(row, on=on) in ("running", "unclear")]
    return datetime.combine(min(coming) + timedelta(days=1), time(), UTC) if coming else None


def _more(count: int) -> list[str]:
    more = count - NAMED
    return [ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more}] if more > 0 else []


CRITERIA = (
    Criterion(
        id="7.5",
        title=_("What we assumed was tested, and what failed was acted on"),
        evaluate=tested_and_acted_on,
        moved_by=frozenset(f"assumptions.{what}" for what in ("state", "revise", "report_test", "act_on", "give_up")),
    ),
)
