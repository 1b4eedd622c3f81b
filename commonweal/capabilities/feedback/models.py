"""The read model of what people gave, and of what they heard back. What is late follows from the days in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Contribution(ReadModel):
    """Something that somebody gave, with what is owed for it, until when, and what was done.

    `person` is nothing where it was given without an account; then `receipt` leads to it. `owner` is who answers it;
    nothing means the convener. `owes` is what comes next (acknowledge, answer, effect, or nothing), `due_at` its day.
    `effect_entry` and `answered_entry` are the entries that hold; the days are those of the first. What was withdrawn
    is owed nothing; what a moderator set aside is owed an answer, and its words are not repeated.
    """

    entry = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=80)
    room = models.CharField(max_length=40)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    asked = models.PositiveBigIntegerField()
    owner = models.CharField(max_length=26, blank=True)
    receipt = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200, blank=True)
    words = words_field()
    at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    effect_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_entry = models.PositiveBigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_entry = models.PositiveBigIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    effect_at = models.DateTimeField(null=True)
    effect_entry = models.PositiveBigIntegerField(null=True)
    withdrawn_entry = models.PositiveBigIntegerField(null=True)
    aside_entry = models.PositiveBigIntegerField(null=True)
    owes = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "entry"], name="contribution_entry"),
            models.Index(fields=["partnership", "due_at"], name="contribution_due"),
            models.Index(fields=["partnership", "person"], name="contribution_person"),
            models.Index(fields=["partnership", "receipt"], name="contribution_receipt"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry}"


class Reply(ReadModel):
    """One thing that was said about contributions: that they arrived, an answer, an effect, another owner."""

    entry = models.PositiveBigIntegerField()
    what = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, blank=True)
    words = words_field()
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    owner = models.CharField(max_length=26, blank=True)
    count = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="reply_entry")]

    def __str__(self) -> str:
        return f"{self.what} {self.entry}"
