"""The manifest of talk: read this first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.messages import acts, conditions, projection, telling
from commonweal.capabilities.messages.models import Message, Thread
from commonweal.capabilities.messages.sheets import MESSAGES
from commonweal.record.entry import Entry


def _written(act: Any, entry: Entry) -> str:
    if act.answers is not None:
        return gettext("An answer was written in the talk about entry %(n)s") % {"n": act.about}
    return gettext("Something was written about entry %(n)s") % {"n": act.about}


def _set_aside(act: Any, entry: Entry) -> str:
    return gettext("The message in entry %(n)s was set aside") % {"n": act.message}


CAPABILITY = Capability(
    name="messages",
    label=_("Talk"),
    urls="commonweal.capabilities.messages.urls",
    acts={
        acts.WriteMessage: projection.written,
        acts.SetMessageAside: projection.set_aside,
    },
    conditions={
        acts.WriteMessage: (
            conditions.is_about_something,
            conditions.answers_the_same_thread,
            conditions.mentions_people_here,
            conditions.leaves_room_for_others,
        ),
        acts.SetMessageAside: (conditions.is_shown_now,),
    },
    tables=(Thread, Message),
    sentences={"messages.write": _written, "messages.set_aside": _set_aside},
    addresses={"messages.write": telling.address},
    sheets=(MESSAGES,),
    concerns={"messages.write": telling.concerned, "messages.set_aside": telling.author_of_what_is_set_aside},
    answers={"messages.write": telling.reply},
)
