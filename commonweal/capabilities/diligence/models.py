"""The read model of checks. Whether a check has expired follows from its last day, so no row changes by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Check(ReadModel):
    """A check of a member: what it asks, how it ended, and until when it holds."""

    check_id = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26)
    depth = models.CharField(max_length=10)
    questions = models.CharField(max_length=20)
    because = models.CharField(max_length=200)
    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=30, blank=True)
    conditions = words_field()
    reason = words_field()
    valid_until = models.DateField(null=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_entry = models.PositiveBigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_entry = models.PositiveBigIntegerField(null=True)
    withdrawn_because = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "organisation"], name="check_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.depth}"


class Finding(ReadModel):
    """What was found on one question, and from when something later took its place."""

    check_id = models.CharField(max_length=26)
    item = models.CharField(max_length=20)
    finding = models.CharField(max_length=20)
    evidence = models.JSONField(default=list)
    note = words_field()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "check_id"], name="finding_check")]

    def __str__(self) -> str:
        return f"{self.item} {self.finding}"


class Reply(ReadModel):
    """What the organisation says to a finding, or, without an item, to the whole check."""

    check_id = models.CharField(max_length=26)
    item = models.CharField(max_length=20, blank=True)
    words = words_field()
    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "check_id"], name="reply_check")]

    def __str__(self) -> str:
        return f"{self.check_id} {self.item}"
