"""What waits for the convener of a programme, and where entries of the tree lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.acts.capability import Facts, Task
from commonweal.capabilities.founding.queries import below
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

IN_THE_TREE: Final = (
    "founding.note_child",
    "founding.join_programme",
    "founding.leave_programme",
    "founding.decline_child",
    "founding.add_child",
    "founding.note_remote_child",
    "founding.child_forked",
    "founding.link",
)


def tree_of(entry: Entry, slug: str) -> str:
    """Return the page of the tree: what these acts changed is seen there."""
    return reverse("founding:tree", args=[slug])


def answer_those_who_ask(facts: Facts, actor: Actor, slug: str) -> Iterable[Task]:
    """Ask the convener to answer partnerships that ask to belong to the programme."""
    if not actor.has("convener"):
        return
    for each in below(facts.partnership).asking[:20]:
        yield Task(
            key=f"founding.asks.{each.partnership.pk}",
            says=_("Answer “%(name)s”, which asks to belong to this programme") % {"name": each.partnership.name},
            url=reverse("founding:tree", args=[slug]) + "#asking",
        )
