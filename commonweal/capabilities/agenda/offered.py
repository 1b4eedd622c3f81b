"""What the agenda offers to the rest of the house: pages of entries, tasks, days, contributions, rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Contributed, Dated, Facts, Reader, Sheet, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.agenda import queries
from commonweal.capabilities.agenda.acts import SettlePosition, TakePosition
from commonweal.capabilities.agenda.queries import NotThere
from commonweal.capabilities.agenda.standing import is_handled
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members_ever
from commonweal.record.entry import Entry


def page_of_goal(entry: Entry, slug: str) -> str:
    """Return the page of the goal."""
    return reverse("agenda:goal", args=[slug, entry.body["goal"]])


def page_of_position(entry: Entry, slug: str) -> str:
    """Return the page of the goal on which a position was settled."""
    try:
        goal = queries.stand_at(entry.partnership, entry.body["position"]).goal
    except NotThere:
        return reverse("agenda:agenda", args=[slug])
    return reverse("agenda:goal", args=[slug, goal])


def page_of_version(entry: Entry, slug: str) -> str:
    """Return the page of a version."""
    return reverse("agenda:version", args=[slug, entry.body.get("version", entry.position)])


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: goals on which her organisation has said nothing, reservations to answer."""
    if actor.person is None or not (goals := queries.goals(facts.partnership)):
        return
    setting, rows = setting_of(facts.partnership), queries.stands(facts.partnership)
    named = {goal.goal for goal in goals}
    if actor.org and verdict_on(TakePosition, by=actor, at=facts.at, setting=setting).allowed:
        said = {row.goal for row in rows if row.organisation == actor.org}
        silent = [goal for goal in goals if goal.goal not in said]
        if silent:
            says = ngettext(
                "Say where your organisation stands on %(n)s goal",
                "Say where your organisation stands on %(n)s goals",
                len(silent),
            ) % {"n": len(silent)}
            only = reverse("agenda:goal", args=[slug, silent[0].goal])
            yield Task(f"agenda.position.{actor.org}.{silent[0].goal}", says, only)
    if verdict_on(SettlePosition, by=actor, at=facts.at, setting=setting).allowed:
        for row in rows:
            waits = row.stance in queries.OPEN_STANCES and not is_handled(row, on=facts.at.date())
            if waits and row.goal in named and row.organisation != actor.org:
                url = reverse("agenda:settle", args=[slug, row.goal, row.entry])
                yield Task(f"agenda.settle.{row.entry}.{row.settled_entry}", gettext("Answer a reservation"), url)


def reviews(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the days on which answered reservations are looked at again."""
    for row in queries.stands(partnership):
        if row.how == "answered" and row.review_on is not None:
            says = gettext("Look again at a reservation that was answered")
            yield Dated(f"agenda.{row.entry}", says, row.review_on, reverse("agenda:goal", args=[slug, row.goal]))


def contributed(entry: Entry) -> Contributed | None:
    """Return what makes a position with words a contribution: the goal asked for it."""
    return Contributed(asked=entry.body["goal"]) if entry.body.get("words") else None


def who_said_so(entry: Entry) -> Iterable[str]:
    """Return who must be told that a reservation was answered: whoever made it."""
    try:
        person = queries.stand_at(entry.partnership, entry.body["position"]).person
    except NotThere:
        return []
    return [person] if person else []


def _rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    titles = {row.goal: row for row in queries.goals(reader.partnership)}
    orgs = {row.organisation: row for row in members_ever(reader.partnership)}
    rows = [row for row in queries.stands(reader.partnership) if row.goal in titles][start:stop]
    return [
        [
            row.goal,
            titles[row.goal].title,
            titles[row.goal].core,
            orgs[row.organisation].name if row.organisation in orgs else None,
            orgs[row.organisation].sector if row.organisation in orgs else None,
            row.stance,
            row.words.text if row.words else None,
            row.entry,
            row.at if reader.exact else to_the_hour(row.at),
            row.how or None,
            row.settled_words.text if row.settled_words else None,
            row.review_on,
        ]
        for row in rows
    ]


POSITIONS = Sheet(
    "positions-on-goals",
    _("Positions on goals"),
    (
        Column("goal", _("Goal"), "integer"),
        Column("title", _("Title of the goal")),
        Column("core", _("Main goal"), "boolean"),
        Column("organisation", _("Organisation")),
        Column("sector", _("Sector")),
        Column("stance", _("Position")),
        Column("words", _("Words")),
        Column("entry", _("Entry"), "integer"),
        Column("at", _("Said"), "datetime"),
        Column("settled", _("What became of it")),
        Column("answer", _("Answer")),
        Column("review_on", _("Looked at again on"), "date"),
    ),
    _rows,
)
