"""What interests offer to the rest of the house: tasks, days, sheets, and who must be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.acts.stepping_back import policy_of
from commonweal.capabilities.interests import queries
from commonweal.capabilities.interests.acts import DeclareInterest, JudgeInterest
from commonweal.capabilities.interests.guards import refusal_to_judge
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Body
from commonweal.charter.ruling import all_of
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import DeclarationState
from commonweal.partnerships.queries import places_held
from commonweal.people.identity import names_of
from commonweal.record.entry import Entry

SOON = timedelta(days=30)
"""How long before its end a declaration is asked for again."""

MOST = 5
"""How many interests to judge stand in somebody's list of tasks one by one; of more it gives the number."""


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: to say which interests she and her organisation have, and to judge others'."""
    if actor.person is None or not verdict_on(DeclareInterest, by=actor, at=facts.at).allowed:
        return
    here, on = facts.partnership, facts.at.date()
    states = queries.states(here)
    charter = setting_of(here).charter
    everybody = any(group.held_by == "each_person" for _clause, body in all_of(charter, Body) for group in body.seats)
    if actor.person in queries.deciders(here, at=facts.at, everybody=everybody):
        state = states.get(actor.person)
        yield from _to_say(state, on, slug, "self", gettext("Say which interests you have, or that you have none"))
    places = list(places_held(here, at=facts.at))
    if actor.org and actor.person in queries.speakers(places, actor.org):
        says = gettext("Say which interests your organisation has, or that it has none")
        yield from _to_say(states.get(actor.org), on, slug, "organisation", says)
    open_ones = sorted(entry for state in states.values() for entry in state.unhandled)
    waiting = sorted({*open_ones, *queries.over_and_still_away(here)})
    yield from _to_judge(waiting, facts, actor, slug, charter)


def _to_say(state: DeclarationState | None, on: date, slug: str, subject: str, says: str) -> Iterator[Task]:
    url = reverse("interests:mine", args=[slug]) + f"#{subject}"
    if state is None:
        yield Task(f"interests.say.{subject}", says, url)
    elif state.renew_on <= on + SOON:
        due = datetime.combine(state.renew_on, datetime.min.time(), UTC)
        yield Task(f"interests.renew.{subject}.{state.entry}", says, url, due_at=due)


def _to_judge(waiting: list[int], facts: Facts, actor: Actor, slug: str, charter: Charter) -> Iterator[Task]:
    if not waiting or not verdict_on(JudgeInterest, by=actor, at=facts.at).allowed:
        return
    clause, policy = policy_of(charter)
    mine = [
        row.entry
        for row in queries.declarations_at(facts.partnership, waiting[: MOST * 20])
        if refusal_to_judge([row], clause=clause, policy=policy, by=actor, at=facts.at) is None
    ]
    for entry in mine[:MOST]:
        says = gettext("Say whether an interest is a conflict (entry %(n)s)") % {"n": entry}
        yield Task(f"interests.judge.{entry}", says, reverse("interests:judge", args=[slug, entry]))
    if len(mine) > MOST:
        more = len(mine) - MOST
        says = ngettext("%(n)s interest more waits to be judged", "%(n)s interests more wait to be judged", more)
        yield Task("interests.judge", says % {"n": more}, reverse("interests:register", args=[slug]))


def ends(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield each day on which declarations have to be made again, without anybody's name."""
    days = Counter(state.renew_on for state in queries.states(partnership).values())
    for day, count in sorted(days.items()):
        says = ngettext(
            "%(n)s declaration of interests has to be made again",
            "%(n)s declarations of interests have to be made again",
            count,
        ) % {"n": count}
        yield Dated(f"interests.{day.isoformat()}", says, day, reverse("interests:who", args=[slug]))


def those_judged(entry: Entry) -> Iterable[str]:
    """Return who must be told of a judgement: whoever declared the interest."""
    row = queries.declaration_at(entry.partnership, entry.body["declaration"])
    return [row.person] if row else []


def those_missed(entry: Entry) -> Iterable[str]:
    """Return who must be told that a recusal was missed: the person, or those who speak for the organisation."""
    if entry.body["person"]:
        return [entry.body["person"]]
    return queries.speakers(places_held(entry.partnership, at=entry.at), entry.body["organisation"])


def page_of_declaration(entry: Entry, slug: str) -> str:
    """Return the page of the declaration that an entry is, or is about."""
    return reverse("interests:declaration", args=[slug, entry.body.get("declaration", entry.position)])


def _rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    rows = list(queries.declared_rows(reader.partnership)[start:stop])
    names = names_of([row.person for row in rows], partnership=reader.partnership) if reader.names and rows else {}
    return [
        [
            row.entry,
            row.what,
            row.subject,
            row.person if row.subject == "self" else None,
            names.get(row.person) if row.subject == "self" else None,
            row.organisation or None,
            row.nature or None,
            row.counterpart_org or None,
            row.band,
            row.since_on,
            row.until_on,
            row.matters,
            row.decision,
            row.at if reader.exact else to_the_hour(row.at),
            row.renew_on,
            row.over_on,
            row.always,
            row.conflict or None,
            row.judged_entry,
        ]
        for row in rows
    ]


def _recusals(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    return [
        [row.entry, row.interest, row.person or None, row.organisation or None, row.matter or None, row.decision,
         row.counterpart or None, row.since_at if reader.exact else to_the_hour(row.since_at), row.until_on,
         row.ended_entry]
        for row in queries.all_recusals(reader.partnership)[start:stop]
    ]  # fmt: skip


INTERESTS = Sheet(
    "interests",
    _("Declared interests"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("what", _("What")),
        Column("subject", _("Whose")),
        Column("person", _("Person"), "id"),
        Column("name", _("Name of the person")),
        Column("organisation", _("Organisation"), "id"),
        Column("kind", _("Kind of interest")),
        Column("counterpart", _("With which member"), "id"),
        Column("band", _("Band of the amount"), "integer"),
        Column("since_on", _("Since"), "date"),
        Column("until_on", _("Until"), "date"),
        Column("matters", _("Matters"), "list"),
        Column("decision", _("Decision"), "integer"),
        Column("declared_at", _("Declared"), "datetime"),
        Column("renew_on", _("To be said again"), "date"),
        Column("over_on", _("Over since"), "date"),
        Column("always", _("Always a conflict"), "boolean"),
        Column("conflict", _("What others said")),
        Column("judged_in", _("Judged in entry"), "integer"),
    ),
    _rows,
)

RECUSALS = Sheet(
    "recusals",
    _("Who steps back from what"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("interest", _("Entry of the interest"), "integer"),
        Column("person", _("Person"), "id"),
        Column("organisation", _("Organisation"), "id"),
        Column("matter", _("Matter")),
        Column("decision", _("Decision"), "integer"),
        Column("counterpart", _("What concerns this member"), "id"),
        Column("since_at", _("Since"), "datetime"),
        Column("until_on", _("Until"), "date"),
        Column("ended_in", _("Ended in entry"), "integer"),
    ),
    _recusals,
)
