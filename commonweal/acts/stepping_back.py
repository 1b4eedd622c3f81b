"""Whether somebody has to step back from something, for every room that asks: the clause, and the policy behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext

from commonweal.acts.charters import setting_with
from commonweal.acts.seats import recusals
from commonweal.charter.clauses import Charter
from commonweal.charter.judge import SILENT, Verdict
from commonweal.charter.recusing import is_of, keeps_out
from commonweal.charter.rules import InterestsPolicy
from commonweal.charter.ruling import first_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import digest_in_force


def policy_of(charter: Charter) -> tuple[str, InterestsPolicy]:
    """Return the policy on interests with its clause; where a charter says nothing, to declare again every year."""
    found = first_of(charter, InterestsPolicy)
    return (SILENT, InterestsPolicy()) if found is None else (found[0].number, found[1])


def policy_here(partnership: str) -> tuple[str, InterestsPolicy]:
    """Return the policy on interests that rules now, with its clause."""
    digest = digest_in_force(partnership)
    if digest is None:
        return SILENT, InterestsPolicy()
    return policy_of(setting_with(partnership, digest=digest).charter)


def refusal(
    by: Actor, *, at: datetime, matter: str = "", decision: int | None = None, concerns: Iterable[str] = ()
) -> Verdict | None:
    """Return why somebody may not take part in what is decided or checked, naming the clause; or nothing.

    One question where nobody steps back from anything of it.

    :param decision: the entry that proposed it; nothing where it is no decision
    :param concerns: the member organisations that gain or lose by it
    """
    if by.partnership is None or by.person is None:
        return None
    touched, hers = frozenset(concerns), {*by.orgs, *([by.org] if by.org else [])}
    for row in recusals(by.partnership, at=at):
        if is_of(row, person=by.person, organisations=hers) and keeps_out(
            row, matter=matter, decision=decision, concerns=touched
        ):
            return verdict_of(row.entry, partnership=by.partnership)
    return None


def verdict_of(recusal: int, *, partnership: str) -> Verdict:
    """Return the verdict that names the clause on interests, because of the recusal in an entry."""
    clause, _policy = policy_here(partnership)
    reason = gettext("You step back from this because of an interest (entry %(n)s).") % {"n": recusal}
    return Verdict(allowed=False, clause=clause, reason=reason)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of its month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1
    return date.fromordinal(min(last, first.toordinal() + day.day - 1))
