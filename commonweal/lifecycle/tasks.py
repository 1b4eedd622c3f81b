"""What the seven steps ask of one person, as tasks: the same that home shows, for her page of tasks and her digest."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commonweal.acts.capability import Facts, Task
from commonweal.acts.charters import setting_with
from commonweal.lifecycle.state import standing
from commonweal.lifecycle.waiting import waiting_for
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import members, partnership_with
from commonweal.web.audience import MEMBERS


def open_in_the_steps(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for this person in the seven steps, the most pressing of it. Three queries."""
    if not actor.has(*MEMBERS):
        return
    charter = partnership_with(facts.partnership).charter
    stood = standing(facts.partnership, charter=charter, at=facts.at)
    mine = members(facts.partnership).filter(organisation=actor.org or "").first()
    found, _more = waiting_for(
        actor,
        stood,
        setting=setting_with(facts.partnership, digest=charter),
        slug=slug,
        sector=mine.sector if mine else None,
        at=facts.at,
    )
    for each in found:
        says = _("%(do)s: %(what)s") % {"do": each.button, "what": each.what}
        yield Task(key=f"lifecycle.{each.key}", says=says, url=each.url)
