"""What waits for somebody, in all her partnerships; and how far she has read what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commonweal.acts.capability import Facts, Task
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import installed
from commonweal.capabilities.finding import queries
from commonweal.charter.ruling import thresholds_of
from commonweal.partnerships.actors import Actor, actors_of
from commonweal.partnerships.models import Partnership
from commonweal.people.identity import pseudonyms_of
from commonweal.people.models import Account
from commonweal.people.seen import mark_seen
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest, SignedInRequest, for_accounts, for_roles
from commonweal.web.way_back import way_back

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one partnership, the soonest first; what has no end comes last."""

    partnership: Partnership
    tasks: tuple[Task, ...]

    @property
    def soonest(self) -> datetime:
        """When the first of them ends."""
        return self.tasks[0].due_at or NEVER if self.tasks else NEVER


@require_safe
@for_accounts
def mine(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for me, partnership by partnership, and the invitations sent to my address.

    What it asks grows with the partnerships in which I hold a place and with the capabilities installed, never with the
    things that wait.
    """
    reader = cast(SignedInRequest, request)
    hers = actors_of(pseudonyms_of(reader.user), at=reader.at)
    places = {id: actor for id, actor in hers.items() if actor.has(*MEMBERS)}
    rows = queries.partnerships_with(places)
    waits = [Waiting(row, tuple(waiting_in(row, places[row.pk], at=reader.at))) for row in rows]
    context = {
        "waits": sorted((each for each in waits if each.tasks), key=lambda each: each.soonest),
        "quiet": [each.partnership for each in waits if not each.tasks],
        "invitations": queries.invitations_to(reader.user, at=reader.at),
    }
    return render(request, "finding/mine.html", context)


@require_POST
@for_roles(*MEMBERS)
def read(request: PartnershipRequest) -> HttpResponse:
    """Keep that I have read what happened, as far as the page went on which I said so."""
    upto, here = request.POST.get("upto", ""), request.partnership
    if upto.isascii() and upto.isdigit() and len(upto) < 16:
        position = min(int(upto), reading.size(here.pk))
        mark_seen(cast(Account, request.user), partnership=here.pk, position=position, at=request.at)
        messages.success(request, _("Everything up to now counts as read."))
    return redirect(way_back(request, otherwise=reverse("activity", args=[here.slug])))


def waiting_in(partnership: Partnership, actor: Actor, *, at: datetime) -> list[Task]:
    """Return what waits for somebody in one partnership, the soonest first, each thing once."""
    setting = setting_with(partnership.pk, digest=partnership.charter)
    facts = Facts(partnership.pk, at=at, changed=thresholds_of(setting.charter))
    tasks = {task.key: task for task in _tasks(facts, actor, partnership.slug)}
    return sorted(tasks.values(), key=lambda task: task.due_at or NEVER)


def _tasks(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    for capability in installed():
        for offered in capability.tasks:
            yield from offered(facts, actor, slug)
