"""What must be so for a founding to fit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.founding.acts import FoundPartnership, NoteChild
from commonweal.charter.interim import PUBLISHED
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Partnership
from commonweal.partnerships.queries import child_checkpoints
from commonweal.record import reading


def not_yet_founded(act: FoundPartnership, *, by: Actor, at: datetime) -> Objection | None:
    """A partnership is founded once, as the first entry of its record, at an address of its own."""
    if reading.size(act.partnership):
        return Objection(_("This partnership was founded before."))
    if act.edition not in PUBLISHED:
        return Objection(_("No charter of this edition is built in. Leave it out to take the newest."), field="edition")
    if Partnership.objects.filter(slug=act.slug).exists():
        return Objection(_("Another partnership has this address. Change the name a little."), field="name")
    if act.parent and not Partnership.objects.filter(pk=act.parent).exists():
        return Objection(_("The parent partnership is not on this host."), field="parent")
    return None


def child_is_ours(act: NoteChild, *, by: Actor, at: datetime) -> Objection | None:
    """What is noted of a child's record is true now, and later than what was noted before."""
    child = Partnership.objects.filter(pk=act.child).first()
    if child is None or child.parent != act.partnership:
        return Objection(_("That partnership does not name this one as its parent."), field="child")
    if act.size > reading.size(act.child) or reading.root_at(act.child, act.size).hex() != act.root:
        return Objection(_("The child's record does not look like this."), field="root")
    last = child_checkpoints(act.partnership).filter(child=act.child).first()
    if last and last.size >= act.size:
        return Objection(_("Nothing has happened in the child's record since it was last noted."), field="size")
    return None
