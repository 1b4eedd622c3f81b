"""What can be done with a conversation and its statements. Votes are no acts: they are lines in its box."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Final, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, field_validator

from commonweal.acts.act import FreeText, Hex, Id, Lang, Line, Position, Words
from commonweal.acts.citing import Citing

STATEMENT: Final = 300
"""The characters of a statement at most. Up to 140 is what people read at a glance."""
SEED: Final = 1_000
"""The characters of a statement that comes from elsewhere, such as a conversation that is imported."""

Many = Annotated[int, Field(ge=0, lt=2**31)]
Who = Literal["anyone", "signed_in", "members"]
"""Who votes: everybody with the link, everybody with an account (once for each), or those who hold a place."""
Suggestions = Literal["open", "moderated", "none"]
"""Who adds statements: those who take part at once and others through a moderator; all through one; or nobody."""
Reason = Literal["off_topic", "duplicate", "names_somebody", "insults", "two_in_one", "not_a_statement", "other"]
Mode = Literal["polis", "stable", "bridging"]
Version = Annotated[str, StringConstraints(pattern=r"^[\w.+-]{1,40}$")]


def _short(words: FreeText, most: int) -> FreeText:
    if isinstance(words, Words) and len(words.text) > most:
        says = _("Write at most %(most)s characters: one thought that one can agree with or not.")
        raise ValueError(says % {"most": most})
    return words


class OpenConversation(Citing):
    """People are asked a question, and agree, disagree or pass on short statements about it."""

    kind: ClassVar[str] = "conversations.open.v1"
    matter: ClassVar[str] = "conversations"

    box: Id
    title: Line
    lang: Lang = "en"
    question: FreeText
    policy: FreeText
    """The published rules by which statements are taken in and set aside."""
    languages: Annotated[tuple[Lang, ...], Field(min_length=1, max_length=20)] = ("en",)
    who: Who = "anyone"
    suggestions: Suggestions = "open"
    until_on: date | None = None
    about: Annotated[tuple[Position, ...], Field(max_length=50)] = ()

    def named(self) -> dict[int, str]:
        """Return the goals and other entries that the conversation is about."""
        return dict.fromkeys(self.about, "based_on")


class InConversation(Citing):
    """An act in a conversation, which it cites by the entry that opened it."""

    matter: ClassVar[str] = "conversations"
    relations: ClassVar[dict[str, str]] = {"conversation": "answers"}

    conversation: Position


class Seed(InConversation):
    """Whoever keeps a conversation puts a statement in it to begin with."""

    kind: ClassVar[str] = "conversations.seed.v1"

    words: FreeText
    source: Line | None = None
    """Where it comes from, such as the number of the statement in a conversation that is imported."""

    @field_validator("words")
    @classmethod
    def _short_enough(cls, words: FreeText) -> FreeText:
        return _short(words, SEED)


class AddStatement(InConversation):
    """Somebody who takes part adds a statement."""

    kind: ClassVar[str] = "conversations.add_statement.v1"

    words: FreeText

    @field_validator("words")
    @classmethod
    def _short_enough(cls, words: FreeText) -> FreeText:
        return _short(words, STATEMENT)


class TakeSuggestion(InConversation):
    """A statement that somebody suggested without her name is taken in, word for word."""

    kind: ClassVar[str] = "conversations.take_suggestion.v1"

    receipt: Id
    words: FreeText | None = None
    """Filled in by the house: as it was suggested."""


class SetSuggestionAside(InConversation):
    """A suggested statement is not taken in, for a reason that everybody sees."""

    kind: ClassVar[str] = "conversations.set_suggestion_aside.v1"

    receipt: Id
    reason: Reason
    words: FreeText | None = None


class OfStatement(InConversation):
    """An act about one statement, named by its own entry."""

    relations: ClassVar[dict[str, str]] = {"conversation": "answers", "statement": "answers"}

    statement: Position


class SetAsideStatement(OfStatement):
    """A statement is no longer asked, for a reason that everybody sees. Its votes stay in the box."""

    kind: ClassVar[str] = "conversations.set_aside_statement.v1"
    relations: ClassVar[dict[str, str]] = {"conversation": "answers", "statement": "challenges"}

    reason: Reason
    words: FreeText | None = None


class RestoreStatement(OfStatement):
    """A statement that was set aside is asked again."""

    kind: ClassVar[str] = "conversations.restore_statement.v1"

    words: FreeText | None = None


class MarkMeta(OfStatement):
    """A statement is marked as one about who takes part, which says nothing of the question; or no longer."""

    kind: ClassVar[str] = "conversations.mark_meta.v1"

    meta: bool = True


class TranslateStatement(OfStatement):
    """A statement is written in a further language, to stand beside the first."""

    kind: ClassVar[str] = "conversations.translate_statement.v1"

    lang: Lang
    words: FreeText

    @field_validator("words")
    @classmethod
    def _short_enough(cls, words: FreeText) -> FreeText:
        return _short(words, SEED)


class InviteMissing(InConversation):
    """A group that is missing is invited to a conversation."""

    kind: ClassVar[str] = "conversations.invite_missing.v1"

    group: Line
    how: FreeText
    """Where and by whom it is reached."""


class CloseConversation(InConversation):
    """A conversation closes; its votes are counted and sealed."""

    kind: ClassVar[str] = "conversations.close.v1"
    relations: ClassVar[dict[str, str]] = {"conversation": "closes"}

    box: Id | None = None
    """Filled in by the house, as the count is: whoever checks a bundle finds by it which lines are sealed."""
    count: Many | None = None
    root: Hex | None = None
    votes: Many | None = None
    voters: Many | None = None


class PublishResult(InConversation):
    """What a closed conversation came to is published: how it was computed, and the digest of the result."""

    kind: ClassVar[str] = "conversations.publish_result.v1"

    mode: Mode = "stable"
    version: Version | None = None
    digest: Hex | None = None
    votes: Many | None = None
    voters: Many | None = None
