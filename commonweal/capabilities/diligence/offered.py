"""What checks offer to the rest of the house: tasks, days, a sheet, who must be told, and what she may answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Answer, Column, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.diligence import queries
from commonweal.capabilities.diligence.acts import OpenCheck
from commonweal.capabilities.diligence.queries import NotThere, Standing, Whole
from commonweal.kit.dates import to_the_hour
from commonweal.methods.checking import time_to_reply_ends
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

SOON = timedelta(days=30)
"""How long before its end a check is asked for again."""


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: replies for her organisation, and checks of others to conclude and to renew."""
    if actor.person is None:
        return
    here, on = facts.partnership, facts.at.date()
    running = queries.running_checks(here)
    speaks = queries.replied_for(actor.person, partnership=here) if running else set()
    standings = queries.standings(here, on=on)
    names = {each.member.organisation: each.member.name for each in standings}
    for whole in running:
        if whole.check.organisation in speaks and whole.unanswered:
            yield _reply(whole, names, slug)
    if not verdict_on(OpenCheck, by=actor, at=facts.at).allowed:
        return
    own = queries.spoken_for(actor.person, partnership=here)
    for whole in running:
        ready = not whole.open_items and not whole.unheard(facts.at)
        if ready and whole.check.organisation not in own and whole.check.organisation in names:
            says = gettext("Conclude the check of %(organisation)s") % {"organisation": names[whole.check.organisation]}
            yield Task(f"diligence.conclude.{whole.check.entry}", says, _at("conclude", slug, whole.check.check_id))
    yield from _to_look_into([each for each in standings if each.member.organisation not in own], facts, slug)


def _reply(whole: Whole, names: dict[str, str], slug: str) -> Task:
    found = [item.finding.at for item in whole.unanswered if item.finding]
    says = gettext("Reply to what was found about %(organisation)s") % {
        "organisation": names.get(whole.check.organisation, "")
    }
    url = _at("check", slug, whole.check.check_id)
    return Task(f"diligence.reply.{whole.check.entry}", says, url, due_at=time_to_reply_ends(min(found)))


def _to_look_into(standings: Iterable[Standing], facts: Facts, slug: str) -> Iterator[Task]:
    """Yield the members whose check ends soon or has ended, and one task for all who were never looked into."""
    new = 0
    for each in standings:
        if each.running is not None:
            continue
        new += each.state == "none"
        last = each.last
        if last is None or last.valid_until is None or each.state == "not_passed":
            continue
        if last.valid_until <= facts.at.date() + SOON:
            says = gettext("The check of %(organisation)s ends: look again") % {"organisation": each.member.name}
            due = datetime.combine(last.valid_until, datetime.min.time(), facts.at.tzinfo)
            url = reverse("diligence:open", args=[slug, each.member.organisation])
            yield Task(f"diligence.renew.{last.entry}", says, url, due_at=due)
    if new:
        says = ngettext("%(n)s member was not looked into yet", "%(n)s members were not looked into yet", new) % {
            "n": new
        }
        yield Task("diligence.open", says, reverse("diligence:members", args=[slug]))


def ends(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last day of each member's check."""
    for each in queries.standings(partnership, on=date.max):
        if each.last is not None and each.last.valid_until is not None and each.state != "not_passed":
            says = gettext("Last day of the check of %(organisation)s") % {"organisation": each.member.name}
            url = _at("check", slug, each.last.check_id)
            yield Dated(f"diligence.{each.last.check_id}", says, each.last.valid_until, url)


def those_checked(entry: Entry) -> Iterable[str]:
    """Return who must be told of an entry: those who speak for the organisation that is looked into."""
    organisation = entry.body.get("organisation") or _organisation(entry)
    return queries.spokespeople(organisation, partnership=entry.partnership) if organisation else []


def those_who_check(entry: Entry) -> Iterable[str]:
    """Return who must be told of a reply: who opened the check, and who found what it replies to."""
    try:
        check = queries.check_with(entry.partnership, entry.body["check"])
    except NotThere:
        return []
    found = queries.findings_of(entry.partnership, check.check_id)
    item = entry.body.get("item")
    return sorted({check.person, *(row.person for row in found if item in (None, row.item))} - {""})


def may_reply(entry: Entry, actor: Actor) -> Iterable[Answer]:
    """Offer a reply, from the mail that tells of it, to those who speak for the organisation."""
    organisation = _organisation(entry)
    if not queries.speaks_for(actor.person, organisation, partnership=entry.partnership):
        return []
    fixed = {"check": entry.body["check"], "item": entry.body.get("item")}
    return [Answer("diligence.reply", _("Reply"), fixed, asks=("words",), cites=(entry.position,))]


def page_of_check(entry: Entry, slug: str) -> str:
    """Return the page of the check that an entry opened, concluded or withdrew."""
    return _at("check", slug, entry.body["check"])


def page_of_item(entry: Entry, slug: str) -> str:
    """Return the page of the question on which something was found or replied."""
    item = entry.body.get("item")
    return reverse("diligence:item", args=[slug, entry.body["check"], item]) if item else page_of_check(entry, slug)


def _organisation(entry: Entry) -> str:
    try:
        return queries.check_with(entry.partnership, entry.body["check"]).organisation
    except NotThere:
        return ""


def _at(page: str, slug: str, check: str) -> str:
    return reverse(f"diligence:{page}", args=[slug, check])


def _rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = queries.checks(reader.partnership)[start:stop]
    findings, replies = queries.counted(reader.partnership, [row.check_id for row in rows])
    found = Counter((row.check_id, row.finding) for row in findings)
    heard = Counter(row.check_id for row in replies)
    on = localtime(reader.at).date()
    names = queries.names_of_checked(reader.partnership)
    return [
        [
            row.check_id,
            row.entry,
            row.organisation,
            names.get(row.organisation),
            row.depth,
            row.because,
            _told(row.opened_at, reader),
            *(found[row.check_id, finding] for finding in ("clear", "concern", "serious", "not_found")),
            heard[row.check_id],
            row.outcome or None,
            _told(row.concluded_at, reader),
            row.valid_until,
            row.withdrawn_at is None and queries.state_of(row, on=on) in ("valid", "conditions"),
            _told(row.withdrawn_at, reader),
        ]
        for row in rows
    ]


def _told(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


CHECKS = Sheet(
    "checks",
    _("Checks of partners"),
    (
        Column("check", _("Check"), "id"),
        Column("entry", _("Entry"), "integer"),
        Column("organisation", _("Organisation"), "id"),
        Column("name", _("Name of the organisation")),
        Column("depth", _("Depth")),
        Column("because", _("Because")),
        Column("opened_at", _("Opened"), "datetime"),
        Column("clear", _("Clear"), "integer"),
        Column("concerns", _("Concerns"), "integer"),
        Column("serious", _("Serious"), "integer"),
        Column("not_found", _("Nothing found"), "integer"),
        Column("replies", _("Replies"), "integer"),
        Column("outcome", _("Outcome")),
        Column("concluded_at", _("Concluded"), "datetime"),
        Column("valid_until", _("Holds until"), "date"),
        Column("holds", _("Holds now"), "boolean"),
        Column("withdrawn_at", _("Withdrawn"), "datetime"),
    ),
    _rows,
)
