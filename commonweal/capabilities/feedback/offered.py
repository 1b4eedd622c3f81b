"""What feedback offers to the rest of the house: tasks, days, a sheet, the home page, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commonweal.acts.capability import Answer, Block, Column, Facts, Reader, Sheet, Task
from commonweal.acts.charters import setting_with
from commonweal.acts.readable import withheld_from
from commonweal.capabilities.feedback import queries
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import digest_in_force
from commonweal.record.entry import Entry

SOON: Final = timedelta(days=7)
"""How long before its last day something that is owed stands among the tasks of its owner."""


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for an owner: one task for each thing that is owed, for however many contributions."""
    if actor.person is None or not actor.has("convener", "representative", "substitute"):
        return
    soon, convener = facts.at + SOON, actor.has("convener")
    for row in queries.waits_for(facts.partnership, actor.person, convener=convener, soon=soon):
        says = _waiting(row.owes, row.n)
        url = reverse("feedback:do", args=[slug, row.owes])
        yield Task(f"feedback.{row.owes}.{row.first}", says, url, due_at=row.due)


def _waiting(owes: str, n: int) -> str:
    if owes == "acknowledge":
        says = ngettext("Say that %(n)s contribution arrived", "Say that %(n)s contributions arrived", n)
    elif owes == "answer":
        says = ngettext("Answer %(n)s contribution", "Answer %(n)s contributions", n)
    else:
        says = ngettext("Say what came of %(n)s contribution", "Say what came of %(n)s contributions", n)
    return says % {"n": n}


def in_short(facts: Facts) -> Block | None:
    """Return how far what people gave came back to them, as the criterion counted it; no question."""
    now = facts.figures.get("7.3")
    return Block("feedback/home.html", {**now, "since": date.fromisoformat(now["since"])}) if now else None


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the contribution that an entry is about; the list where it is about several."""
    about = entry.body["about"]
    if len(about) == 1:
        return reverse("feedback:contribution", args=[slug, about[0]])
    return reverse("feedback:contributions", args=[slug])


def whoever_gave(entry: Entry) -> Iterable[str]:
    """Return whoever must be told: those who gave what was acknowledged, answered or had an effect."""
    return queries.persons_of(entry.partnership, entry.body["about"])


def new_owner(entry: Entry) -> Iterable[str]:
    """Return whoever must be told that contributions wait for her now."""
    return [entry.body["owner"]]


def say_more(entry: Entry, actor: Actor) -> Iterator[Answer]:
    """Yield that whoever hears back may write about it at once."""
    yield Answer(
        kind="messages.write",
        label=_("Reply"),
        fixed={"about": entry.position},
        asks=("words",),
        cites=(entry.position,),
    )


def _rows(reader: Reader, start: int, stop: int | None) -> list[list[Any]]:
    digest = digest_in_force(reader.partnership)
    kept = withheld_from(reader.actor, setting=setting_with(reader.partnership, digest=digest)) if digest else {}
    rows = []
    for row in queries.all_of(reader.partnership, start, stop):
        words = row.words if row.kind not in kept else None
        rows.append(
            [
                row.entry,
                row.kind,
                words.text if words else None,
                row.asked,
                _told(row.at, reader),
                _told(row.acknowledged_at, reader),
                row.acknowledged_entry,
                _told(row.answered_at, reader),
                row.answered_entry,
                row.outcome or None,
                _told(row.effect_at, reader),
                row.effect_entry,
                row.owes or None,
                row.due_at,
            ]
        )
    return rows


def _told(at: datetime | None, reader: Reader) -> datetime | None:
    return at if at is None or reader.exact else to_the_hour(at)


CONTRIBUTIONS = Sheet(
    "contributions",
    _("What became of what was said"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("kind", _("Kind of act")),
        Column("words", _("Words")),
        Column("asked", _("Asked in entry"), "integer"),
        Column("at", _("Given"), "datetime"),
        Column("acknowledged_at", _("Acknowledged"), "datetime"),
        Column("acknowledged_entry", _("Acknowledged in entry"), "integer"),
        Column("answered_at", _("Answered"), "datetime"),
        Column("answered_entry", _("Answered in entry"), "integer"),
        Column("outcome", _("Answer")),
        Column("effect_at", _("Effect stated"), "datetime"),
        Column("effect_entry", _("Effect in entry"), "integer"),
        Column("owes", _("What is owed")),
        Column("due_at", _("Until"), "datetime"),
    ),
    _rows,
)

ABOUT = ("feedback.acknowledge", "feedback.answer", "feedback.state_effect")
HEARD: Final = {
    **dict.fromkeys(ABOUT, whoever_gave),
    "feedback.hand_over": new_owner,
}
"""Who is told of each kind."""
