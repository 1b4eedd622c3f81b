"""Criteria 4.3 and 7.4: everybody who signed takes something on, and it is seen how each keeps it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.commitments.queries import Commitment, commitments, records, state_of
from commonweal.partnerships.models import CharterText
from commonweal.partnerships.queries import every_member, members

NAMED = 12
"""How many are named one by one; of more their number is given."""

ACTS = frozenset(f"commitments.{what}" for what in ("pledge", "accept", "report", "confirm", "explain", "release"))
_COME_AND_GO = frozenset({"membership.admit", "membership.import_list", "membership.undo_import", "membership.leave"})
_SIGNED = frozenset(
    {"agreement.sign", "agreement.sign_by_code", "agreement.sign_on_paper", "agreement.bring_into_force"}
)


def everybody_takes_something_on(facts: Facts, criterion: Criterion) -> Finding:
    """4.3: each signatory owes at least one thing with a day that it accepted, and most of it rests on a clause."""
    rows = [row for row in facts.once(commitments) if row.accepted_entry is not None and row.released_entry is None]
    names = {member.organisation: member.name for member in facts.once(every_member)}
    signed = facts.once(_signatories)
    used = tuple(sorted(row.accepted_entry or 0 for row in rows))
    without = [names[org] for org in (signed or names) if org in names and not any(row.debtor == org for row in rows)]
    missing = _named(without, gettext("%(organisation)s: say what you take on, and by when."))
    if not signed:
        says = gettext("Nobody has signed a charter yet, so nobody knows who has to take something on.")
        return Finding("unknown", says, used, (gettext("Sign a charter."), *missing))
    tied = sum(bool(row.clause) for row in rows)
    if tied < Fraction(criterion.threshold("tied", facts)) * len(rows):
        missing = (*missing, gettext("Name the clause that each commitment carries out."))
    if missing or not rows:
        says = ngettext(
            "%(n)s commitment stands, %(tied)s of which names a clause of the charter.",
            "%(n)s commitments stand, %(tied)s of which name a clause of the charter.",
            len(rows),
        )
        return Finding("not_met", says % {"n": len(rows), "tied": tied}, used, missing)
    says = gettext("Everybody who signed has taken something on, with a day, and it rests on the charter.")
    return Finding("met", says, used)


def everybody_s_word_is_counted(facts: Facts, criterion: Criterion) -> Finding:
    """7.4: how each partner keeps its word is known, the convener's and funders' too, and each breach is answered."""
    on, rows, partners = facts.at.date(), facts.once(commitments), facts.once(every_member)
    standing = records(rows, [member.organisation for member in partners], on=on)
    names = {member.organisation: member.name for member in partners}
    used = tuple(sorted({row.last_entry for each in standing for row in each.all}))
    until = _next_day(rows, on=on)
    due = sum(each.due for each in standing)
    if not due:
        says = gettext("Nothing that a partner took on was due yet.")
        return Finding(
            "unknown", says, used, (gettext("Take something on, and report it when it is done."),), until=until
        )
    open_ones = [(names[each.organisation], row) for each in standing for row in each.unexplained]
    kept = sum(each.kept for each in standing)
    said = gettext("%(kept)s of %(due)s commitments that were due came in time.") % {"kept": kept, "due": due}
    if open_ones:
        asked = gettext("%(organisation)s: say why “%(what)s” did not come in time, and what makes good for it.")
        missing = [asked % {"organisation": name, "what": row.what} for name, row in open_ones[:NAMED]]
        return Finding("not_met", said, used, (*missing, *_more(len(open_ones))), until=until)
    return Finding("met", said, used, until=until)


def _signatories(partnership: str) -> tuple[str, ...]:
    """Return the parties of the charter that was signed last and rules; nobody where none was."""
    text = CharterText.objects.filter(partnership=partnership, purpose="sign", ruling_entry__isnull=False)
    last = text.order_by("-ruling_entry").first()
    if last is None:
        return ()
    return tuple(last.parties) or tuple(members(partnership).values_list("organisation", flat=True))


def _next_day(rows: list[Commitment], *, on: date) -> datetime | None:
    """Return when a commitment falls due next, if nobody acts before."""
    coming = [row.due_on for row in rows if state_of(row, on=on) == "running"]
    return datetime.combine(min(coming) + timedelta(days=1), time(), UTC) if coming else None


def _named(names: list[str], says: str) -> tuple[str, ...]:
    return (*[says % {"organisation": name} for name in names[:NAMED]], *_more(len(names)))


def _more(count: int) -> list[str]:
    more = count - NAMED
    return [ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more}] if more > 0 else []


CRITERIA = (
    Criterion(
        id="4.3",
        title=_("Everyone who signed promised something that can be checked"),
        evaluate=everybody_takes_something_on,
        thresholds={"tied": Decimal("0.8")},
        moved_by=ACTS | _COME_AND_GO | _SIGNED,
    ),
    Criterion(
        id="7.4",
        title=_("Promises are counted for every partner, funder and convener too"),
        evaluate=everybody_s_word_is_counted,
        moved_by=ACTS | _COME_AND_GO,
    ),
)
