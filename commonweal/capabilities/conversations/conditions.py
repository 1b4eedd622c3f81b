"""What must be so for an act in a conversation to fit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.conversations import acts, queries
from commonweal.capabilities.conversations.queries import Conversation, NotThere, Statement
from commonweal.partnerships.actors import Actor

NO_SUCH = Objection(_("There is no such conversation. Choose one from the list."), "conversation")
NO_SUCH_STATEMENT = Objection(_("There is no such statement in this conversation."), "statement")
CLOSED = Objection(_("This conversation is closed. Its votes are counted."))
NOT_WAITING = Objection(_("This suggestion waits no longer: it was answered, or taken back."), "receipt")


def box_is_new(act: acts.OpenConversation, *, by: Actor, at: datetime) -> Objection | None:
    """Every conversation has a box of its own, and a last day to come."""
    if queries.box_is_known(act.partnership, act.box):
        return Objection(_("This conversation was opened before. Load the page again."), "box")
    if act.until_on and act.until_on < at.date():
        return Objection(_("This day is past. Choose a later one, or none."), "until_on")
    return None


def is_there(act: acts.InConversation, *, by: Actor, at: datetime) -> Objection | None:
    """The conversation exists."""
    return NO_SUCH if _conversation(act) is None else None


def is_open(act: acts.InConversation, *, by: Actor, at: datetime) -> Objection | None:
    """The conversation exists and is not closed."""
    row = _conversation(act)
    if row is None:
        return NO_SUCH
    return CLOSED if row.closed_at else None


def is_closed(act: acts.InConversation, *, by: Actor, at: datetime) -> Objection | None:
    """The conversation exists and is closed."""
    row = _conversation(act)
    if row is None:
        return NO_SUCH
    return None if row.closed_at else Objection(_("Close the conversation first: until then votes come in."))


def takes_statements(act: acts.AddStatement, *, by: Actor, at: datetime) -> Objection | None:
    """Statements are added at once only where the conversation says so, and until its last day."""
    row = _conversation(act)
    if row is None:
        return NO_SUCH
    if not queries.takes_votes(row, at=at):
        return CLOSED
    if row.suggestions == "none":
        return Objection(_("This conversation takes no further statements."))
    if row.suggestions == "moderated":
        return Objection(_("A moderator takes in statements here. Suggest yours on the page of the conversation."))
    return None


def waits(act: acts.TakeSuggestion | acts.SetSuggestionAside, *, by: Actor, at: datetime) -> Objection | None:
    """The suggestion waits in this conversation."""
    row = queries.waits(act.partnership, act.receipt)
    return None if row is not None and row.conversation == act.conversation else NOT_WAITING


def statement_is_asked(act: acts.SetAsideStatement, *, by: Actor, at: datetime) -> Objection | None:
    """Only a statement that is asked can be set aside."""
    row = _statement(act)
    if row is None:
        return NO_SUCH_STATEMENT
    return Objection(_("This statement was set aside already."), "statement") if row.aside_at else None


def statement_is_aside(act: acts.RestoreStatement, *, by: Actor, at: datetime) -> Objection | None:
    """Only a statement that was set aside can be restored."""
    row = _statement(act)
    if row is None:
        return NO_SUCH_STATEMENT
    return None if row.aside_at else Objection(_("This statement is asked. There is nothing to restore."), "statement")


def mark_changes(act: acts.MarkMeta, *, by: Actor, at: datetime) -> Objection | None:
    """A mark is set or taken away once."""
    row = _statement(act)
    if row is None:
        return NO_SUCH_STATEMENT
    return Objection(_("This statement is marked so already."), "statement") if row.meta == act.meta else None


def is_further_language(act: acts.TranslateStatement, *, by: Actor, at: datetime) -> Objection | None:
    """A translation stands beside a statement, in another of the conversation's languages."""
    row, conversation = _statement(act), _conversation(act)
    if row is None or conversation is None:
        return NO_SUCH_STATEMENT
    if row.words is not None and row.words.lang == act.lang:
        return Objection(_("This is the language in which the statement was written."), "lang")
    if act.lang not in conversation.languages:
        return Objection(_("The conversation is not held in this language."), "lang")
    return None


def _conversation(act: acts.InConversation) -> Conversation | None:
    try:
        return queries.conversation_at(act.partnership, act.conversation)
    except NotThere:
        return None


def _statement(act: acts.OfStatement) -> Statement | None:
    try:
        row = queries.statement_at(act.partnership, act.statement)
    except NotThere:
        return None
    return row if row.conversation == act.conversation else None
