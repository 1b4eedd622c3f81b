"""The read model of conversations, and what is kept beside the record: suggestions that wait, counts, live results.

A statement is named everywhere by the position of the entry that put it in; a conversation by the entry that opened it.
`Statement.number` counts from 1 within the conversation, in the order of the record: for paper and for people.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Conversation(ReadModel):
    """A conversation. Its votes lie in `box`; `count` and `root` seal it once it is closed."""

    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)
    box = models.CharField(max_length=26, db_index=True)
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=16)
    question = words_field()
    policy = words_field()
    languages = models.JSONField(default=list)
    who = models.CharField(max_length=12)
    suggestions = models.CharField(max_length=12)
    until_on = models.DateField(null=True)
    about = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)
    count = models.PositiveBigIntegerField(null=True)
    root = models.CharField(max_length=64, blank=True)
    votes = models.PositiveBigIntegerField(null=True)
    voters = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="conversation_entry")]

    def __str__(self) -> str:
        return self.title


class Statement(ReadModel):
    """A statement. `origin` is seed, added or suggested; `receipt` that of the suggestion it was."""

    conversation = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=12)
    words = words_field()
    source = models.CharField(max_length=200, blank=True)
    receipt = models.CharField(max_length=26, blank=True, db_index=True)
    meta = models.BooleanField(default=False)
    aside_at = models.DateTimeField(null=True)
    aside_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "conversation"], name="statement_place")]

    def __str__(self) -> str:
        return f"{self.conversation}/{self.number}"


class Wording(ReadModel):
    """A statement in a further language, the one that holds."""

    conversation = models.PositiveBigIntegerField()
    statement = models.PositiveBigIntegerField()
    lang = models.CharField(max_length=16)
    words = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "conversation"], name="wording_place")]

    def __str__(self) -> str:
        return f"{self.statement} {self.lang}"


class Moderated(ReadModel):
    """One line of the public log: taken, not_taken, aside, restored, meta or no_meta; with its reason."""

    conversation = models.PositiveBigIntegerField()
    statement = models.PositiveBigIntegerField(null=True)
    turn = models.CharField(max_length=12)
    reason = models.CharField(max_length=20, blank=True)
    words = words_field()
    receipt = models.CharField(max_length=26, blank=True, db_index=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "conversation"], name="moderated_place")]

    def __str__(self) -> str:
        return f"{self.conversation} {self.turn}"


class GroupInvited(ReadModel):
    """That a group which is missing was invited."""

    conversation = models.PositiveBigIntegerField()
    group = models.CharField(max_length=200)
    how = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)

    def __str__(self) -> str:
        return self.group


class PublishedResult(ReadModel):
    """That a result was published: the mode and version that compute it from the sealed box, and its digest."""

    conversation = models.PositiveBigIntegerField()
    mode = models.CharField(max_length=12)
    version = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    votes = models.PositiveBigIntegerField(null=True)
    voters = models.PositiveBigIntegerField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)

    def __str__(self) -> str:
        return f"{self.conversation} {self.mode}"


class WaitingSuggestion(models.Model):
    """A statement suggested without a name, until a moderator takes it in or sets it aside; then its row is gone."""

    receipt = models.CharField(primary_key=True, max_length=26)
    partnership = models.CharField(max_length=26)
    conversation = models.PositiveBigIntegerField()
    text = models.CharField(max_length=300)
    lang = models.CharField(max_length=16)
    on = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "conversation"], name="suggestion_place")]

    def __str__(self) -> str:
        return self.receipt


class Tally(models.Model):
    """How often a statement was answered so far: for routing and for pages. The box is what counts."""

    partnership = models.CharField(max_length=26)
    conversation = models.PositiveBigIntegerField()
    statement = models.PositiveBigIntegerField()
    agreed = models.PositiveIntegerField(default=0)
    disagreed = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "conversation", "statement"], name="tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.conversation}/{self.statement}"


class LiveResult(models.Model):
    """What a conversation comes to so far, computed again by the tick when there are new votes.

    `data` is what may be shown (`as_data(disclosed(opinion))`). `routing` is what the next statement is drawn with,
    and `places` tells one participant where she stands: voter to [x, y, group]. Neither is ever shown whole.
    """

    partnership = models.CharField(max_length=26)
    conversation = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    votes = models.PositiveBigIntegerField(default=0)
    voters = models.PositiveBigIntegerField(default=0)
    data = models.JSONField(default=dict)
    routing = models.JSONField(default=dict)
    places = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "conversation"], name="live_result_once")
        ]

    def __str__(self) -> str:
        return f"{self.conversation}"


class PolisImport(models.Model):
    """A conversation that comes from Polis: what its files hold, and how much of it has been taken in so far.

    `comments` are [id, text, moderated, meta], `votes` [participant, statement, vote]; both go once all is taken in.
    """

    id = models.CharField(primary_key=True, max_length=26)
    partnership = models.CharField(max_length=26, db_index=True)
    by = models.CharField(max_length=26)
    at = models.DateTimeField()
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=16)
    question = models.TextField()
    closes = models.BooleanField(default=True)
    conversation = models.PositiveBigIntegerField(null=True)
    comments = models.JSONField(default=list)
    votes = models.JSONField(default=list)
    people = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    statements_of = models.PositiveIntegerField(default=0)
    statements_done = models.PositiveIntegerField(default=0)
    votes_of = models.PositiveIntegerField(default=0)
    votes_done = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title
