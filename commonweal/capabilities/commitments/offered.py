"""What commitments offer to the rest of the house: tasks, days, a sheet, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Brought, Column, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.installed import body_today
from commonweal.capabilities.commitments import queries
from commonweal.capabilities.commitments.queries import Commitment, NotThere, is_breach, state_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members_ever, representations
from commonweal.record.entry import Entry

_SPEAKS = ("representative", "substitute")


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody who acts for an organisation: to answer, to do, to explain, to confirm."""
    if actor.org is None:
        return
    on = facts.at.date()
    for row in facts.once(queries.commitments):
        says = _waits(row, actor, state_of(row, on=on))
        if is_breach(row, on=on) and row.debtor == actor.org and row.explained_entry is None:
            says = gettext("Say why it is late: %(what)s")
        if says:
            due = datetime.combine(row.due_on, time(), UTC)
            yield Task(f"commitments.{row.entry}", says % {"what": row.what}, _at(slug, row.entry), due_at=due)


def _waits(row: Commitment, actor: Actor, state: str) -> str:
    if row.debtor == actor.org:
        return {
            "asked": gettext("Answer what you are asked to take on: %(what)s"),
            "running": gettext("You took it on: %(what)s"),
        }.get(state, "")
    if state == "reported" and row.creditor in ("", actor.org):
        return gettext("Did it come? %(what)s")
    return ""


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the day of everything that is still owed."""
    for row in queries.commitments(partnership):
        counts = row.accepted_entry is not None and row.released_entry is None and not row.came
        if counts:
            yield Dated(f"commitments.{row.entry}", row.what, row.due_on, _at(slug, row.entry))


def brought(partnership: str) -> Iterator[Brought]:
    """Yield what organisations have taken on, done or not yet, in the amounts that were agreed."""
    for row in queries.commitments(partnership):
        if row.accepted_entry is not None and row.declined_entry is None and row.released_entry is None:
            amount = Decimal(row.amount) if row.amount else None
            yield Brought(row.debtor, row.entry, amount, row.currency)


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the commitment that an entry made or is about."""
    return _at(slug, entry.body.get("commitment", entry.position))


def those_concerned(entry: Entry) -> Iterable[str]:
    """Return whoever speaks for the two sides of a commitment."""
    body = body_today(entry)
    if "commitment" in body:
        try:
            row = queries.commitment_at(entry.partnership, body["commitment"])
        except NotThere:
            return ()
        sides = {row.debtor, row.creditor}
    else:
        sides = {body["debtor"], body["creditor"]}
    rows = representations(entry.partnership).filter(organisation__in=[side for side in sides if side])
    return [row.person for row in rows if row.role in _SPEAKS]


def _at(slug: str, entry: int) -> str:
    return reverse("commitments:commitment", args=[slug, entry])


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    names = dict(members_ever(reader.partnership).values_list("organisation", "name"))
    on = reader.at.date()
    rows = queries.commitments(reader.partnership)[start:stop]
    return [
        [
            row.entry,
            row.debtor,
            names.get(row.debtor),
            row.creditor or None,
            names.get(row.creditor),
            row.what,
            row.form,
            row.amount or None,
            row.currency or None,
            row.due_on,
            row.clause or None,
            state_of(row, on=on),
            row.done_on,
            row.came or None,
            row.remedy_on,
        ]
        for row in rows
    ]


COMMITMENTS = Sheet(
    "commitments",
    _("Commitments"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("debtor", _("Who owes it"), "id"),
        Column("debtor_name", _("Name of who owes it")),
        Column("creditor", _("To whom"), "id"),
        Column("creditor_name", _("Name of to whom")),
        Column("what", _("What")),
        Column("form", _("Form")),
        Column("amount", _("Amount")),
        Column("currency", _("Currency")),
        Column("due_on", _("Due on"), "date"),
        Column("clause", _("Clause")),
        Column("state", _("State")),
        Column("done_on", _("Done on"), "date"),
        Column("came", _("Came")),
        Column("remedy_on", _("Remedy by"), "date"),
    ),
    _rows,
)

KINDS: Sequence[str] = tuple(
    f"commitments.{what}" for what in ("pledge", "ask", "accept", "decline", "report", "confirm", "explain", "release")
)


def for_all(hook: Any) -> dict[str, Any]:
    """Return one hook for every kind of act here."""
    return dict.fromkeys(KINDS, hook)
