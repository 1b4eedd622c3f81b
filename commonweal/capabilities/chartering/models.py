"""The read model of drafts: the text at every entry, and what was said about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.kit.ids import new_id
from commonweal.partnerships.models import words_field
from commonweal.people.models import Account
from commonweal.record.readmodel import ReadModel


class Draft(ReadModel):
    """A draft of a charter. `draft` is the entry that opened it, by which everything else names it.

    `state` is ``open``, ``presented``, ``withdrawn`` or ``ruling``. `presented_entry` is the entry of the text that
    stands still, `signed_entry` the first signature under it. `changes` and `objections` count those that nobody has
    settled; `comments` all.
    """

    draft = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    titles = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    source = models.JSONField(default=list)
    source_digest = models.CharField(max_length=64, blank=True)
    base = models.JSONField(null=True)
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    changed_entry = models.PositiveBigIntegerField()
    changed_at = models.DateTimeField()
    clauses = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)
    objections = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)
    presented_entry = models.PositiveBigIntegerField(null=True)
    presented_at = models.DateTimeField(null=True)
    purpose = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    signed_entry = models.PositiveBigIntegerField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft"], name="draft_entry")]

    def __str__(self) -> str:
        return self.title


class ClauseVersion(ReadModel):
    """A clause of a draft as it stood from one entry until another took its place or took it out."""

    draft = models.PositiveBigIntegerField()
    number = models.CharField(max_length=15)
    place = models.CharField(max_length=16)
    document = models.JSONField()
    entry = models.PositiveBigIntegerField()
    until = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "draft", "until", "place"], name="clause_now"),
            models.Index(fields=["partnership", "draft", "number"], name="clause_history"),
        ]

    def __str__(self) -> str:
        return f"{self.number} at {self.entry}"


class Version(ReadModel):
    """An entry at which the text of a draft changed, and which clauses did. `how` is ``put`` or ``accepted``."""

    draft = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    how = models.CharField(max_length=10)
    numbers = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft", "entry"], name="draft_version")]

    def __str__(self) -> str:
        return f"{self.draft} at {self.entry}"


class Said(ReadModel):
    """What every contribution to a draft has: on which clause (none: on the whole), by whom, when."""

    draft = models.PositiveBigIntegerField()
    number = models.CharField(max_length=15, blank=True)
    words = words_field()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} at {self.entry}"


class Change(Said):
    """A proposed change: the clause as it would read (nothing: taken out), and as it was (nothing: it is new)."""

    document = models.JSONField(null=True)
    before = models.JSONField(null=True)
    settled_entry = models.PositiveBigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    reason = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft", "number"], name="change_clause")]


class Comment(Said):
    """A comment on a clause of a draft."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft", "number"], name="comment_clause")]


class Objection(Said):
    """An objection, and what came of it. `how` is ``integrated``, ``answered``, ``withdrawn``; nothing while open."""

    how = models.CharField(max_length=10, blank=True)
    answered_entry = models.PositiveBigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = words_field()
    change = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft", "number"], name="objection_clause")]


class ProposedDecision(ReadModel):
    """A decision as far as a charter touches it: its matter, what it cites, whether it is open, under which charter.

    `charter` is the digest under which its ballot was opened last; nothing while it is only proposed.
    """

    decision = models.PositiveBigIntegerField()
    matter = models.CharField(max_length=40)
    about = models.JSONField(default=list)
    charter = models.CharField(max_length=64, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "is_open"], name="proposed_decision")]

    def __str__(self) -> str:
        return f"{self.decision} on {self.matter}"


class Returned(models.Model):
    """A document that came back from outside and waits to be looked at: its owner's own, for a week, not accountable.

    `found` is what was read of it, clause by clause; the file itself is not kept. `taken` names what was taken over.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26)
    draft = models.PositiveBigIntegerField()
    version = models.PositiveBigIntegerField()
    file_name = models.CharField(max_length=200)
    found = models.JSONField(default=dict)
    taken = models.JSONField(default=list)
    kept_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "partnership", "draft"], name="returned_owner")]

    def __str__(self) -> str:
        return self.file_name
