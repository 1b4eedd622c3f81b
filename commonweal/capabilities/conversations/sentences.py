"""What each act in a conversation is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.acts.capability import Says
from commonweal.capabilities.conversations import acts
from commonweal.record.entry import Entry


def _opened(act: acts.OpenConversation, entry: Entry) -> str:
    return gettext("Opened a conversation: “%(title)s”") % {"title": act.title}


def _invited(act: acts.InviteMissing, entry: Entry) -> str:
    return gettext("Invited to a conversation who is missing: %(group)s") % {"group": act.group}


def _marked(act: acts.MarkMeta, entry: Entry) -> str:
    if act.meta:
        return gettext("Marked a statement as one about who takes part")
    return gettext("Took the mark from a statement that it is about who takes part")


def _closed(act: acts.CloseConversation, entry: Entry) -> str:
    said = {"votes": act.votes or 0, "voters": act.voters or 0}
    return gettext("Closed a conversation and counted it: %(votes)s votes of %(voters)s people") % said


SENTENCES: Mapping[str, Callable[[Any, Entry], Says]] = {
    "conversations.open": _opened,
    "conversations.seed": lambda act, entry: gettext("Put a statement into a conversation to begin with"),
    "conversations.add_statement": lambda act, entry: gettext("Added a statement to a conversation"),
    "conversations.take_suggestion": lambda act, entry: gettext("Took a suggested statement into a conversation"),
    "conversations.set_suggestion_aside": lambda act, entry: gettext("Set a suggested statement aside, with a reason"),
    "conversations.set_aside_statement": lambda act, entry: gettext(
        "Set a statement of a conversation aside, with a reason"
    ),
    "conversations.restore_statement": lambda act, entry: gettext("Restored a statement of a conversation"),
    "conversations.mark_meta": _marked,
    "conversations.translate_statement": lambda act, entry: gettext("Wrote a statement in a further language"),
    "conversations.invite_missing": _invited,
    "conversations.close": _closed,
    "conversations.publish_result": lambda act, entry: gettext("Published what a conversation came to"),
}
