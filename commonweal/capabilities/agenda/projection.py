"""From recorded acts to the read model of the common agenda, and to the goals that other rooms read."""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.agenda import acts
from commonweal.capabilities.agenda.models import AgendaVersion, Stand
from commonweal.partnerships.models import CoreGoal
from commonweal.record.entry import Entry

TABLES = (CoreGoal, Stand, AgendaVersion)
"""What is written here, in the order in which a replay fills it."""

NAMES, REVISES, WITHDRAWS = "fit.name_goal", "fit.revise_goal", "fit.withdraw_goal"
"""The acts by which goals are named, said anew and given up. They are another capability's; here they are looked at."""


def goal_seen(entry: Entry) -> None:
    """Observe goals: keep each as it is worded now, where the causes of a problem and others find it."""
    if entry.kind not in (NAMES, REVISES, WITHDRAWS):
        return
    goal = entry.position if entry.kind == NAMES else entry.body["goal"]
    row = CoreGoal.objects.filter(pk=f"{entry.partnership}.{goal}").first()
    if row is None and entry.kind == WITHDRAWS:
        return
    if row is None:
        row = CoreGoal(key=f"{entry.partnership}.{goal}", partnership=entry.partnership, goal=goal, title="", lang="en")
    if entry.kind == WITHDRAWS:
        row.withdrawn_entry = entry.position
    else:
        row.title, row.lang = entry.body["title"], entry.body["lang"]
        row.entry, row.at = entry.position, entry.at
    row.save()


def marked(act: acts.MarkCore, entry: Entry) -> None:
    """Write whether the goal is a main one."""
    row = CoreGoal.objects.get(pk=f"{act.partnership}.{act.goal}")
    row.core, row.core_entry = act.core, entry.position
    row.save()


def taken(act: acts.TakePosition, entry: Entry) -> None:
    """Write the position; what the organisation said before of this goal ends."""
    before = Stand.objects.filter(
        partnership=act.partnership, goal=act.goal, organisation=entry.org or "", ended_entry__isnull=True
    )
    for row in before:
        row.ended_entry = entry.position
        row.save()
    Stand.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        goal=act.goal,
        organisation=entry.org or "",
        stance=act.stance,
        words_id=_text(act.words),
        person=entry.by or "",
        entry=entry.position,
        at=entry.at,
    )


def settled(act: acts.SettlePosition, entry: Entry) -> None:
    """Write what was answered; a later answer takes its place."""
    row = Stand.objects.get(pk=f"{act.partnership}.{act.position}")
    row.how, row.settled_entry, row.settled_at = act.how, entry.position, entry.at
    row.settled_words_id, row.review_on = _text(act.words), act.review_on
    row.save()


def presented(act: acts.Present, entry: Entry) -> None:
    """Write the version."""
    AgendaVersion.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        number=act.number or 0,
        goals=[goal.model_dump(mode="json") for goal in act.goals],
        positions=list(act.positions),
        settled=list(act.settled),
        digest=act.digest or "",
        entry=entry.position,
        at=entry.at,
    )


def adopted(act: acts.Adopt, entry: Entry) -> None:
    """Write that the version is the partnership's own."""
    row = AgendaVersion.objects.get(pk=f"{act.partnership}.{act.version}")
    row.decision, row.adopted_entry, row.adopted_at = act.decision, entry.position, entry.at
    row.save()


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
