"""What must be so for something to be written, and for a message to be set aside."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.messages import queries
from commonweal.capabilities.messages.acts import SetMessageAside, WriteMessage
from commonweal.partnerships.actors import Actor
from commonweal.record import reading

MOST_IN_A_DAY = 60
"""How much one person writes within a day in one partnership; more drowns out the others."""


def is_about_something(act: WriteMessage, *, by: Actor, at: datetime) -> Objection | None:
    """One writes about an entry that is there and is no message itself: what answers it belongs to the same thread."""
    found = reading.entries_at(act.partnership, [act.about]).get(act.about)
    if found is None:
        return Objection(_("This record has no such entry. Choose something that is there."), field="about")
    if found.kind.startswith("messages."):
        return Objection(_("This is a message itself. Answer it in its own thread."), field="about")
    return None


def answers_the_same_thread(act: WriteMessage, *, by: Actor, at: datetime) -> Objection | None:
    """An answer stands in the thread of what it answers."""
    if act.answers is None:
        return None
    answered = queries.message_at(act.partnership, act.answers)
    if answered is None or answered.about != act.about:
        return Objection(_("What you answer is not in this thread. Open it again and answer there."), field="answers")
    return None


def mentions_people_here(act: WriteMessage, *, by: Actor, at: datetime) -> Objection | None:
    """One mentions people who take part."""
    if not act.mentions:
        return None
    if set(act.mentions) - queries.places_here(act.partnership, at=at, but=None).keys():
        return Objection(_("Somebody you mention no longer takes part here. Take that name out."), field="mentions")
    return None


def leaves_room_for_others(act: WriteMessage, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody writes without end."""
    if queries.written_since(act.partnership, by.person, at - timedelta(days=1)) >= MOST_IN_A_DAY:
        return Objection(
            _("You have written 60 messages within a day, which is the most. Give the others time to answer.")
        )
    return None


def is_shown_now(act: SetMessageAside, *, by: Actor, at: datetime) -> Objection | None:
    """A message is set aside once."""
    found = queries.message_at(act.partnership, act.message)
    if found is None:
        return Objection(_("There is no such message."), field="message")
    if found.set_aside_at is not None:
        return Objection(_("This message was set aside already."), field="message")
    return None
