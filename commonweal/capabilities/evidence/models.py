"""The read model of evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Evidence(ReadModel):
    """An item of evidence as it stands now.

    `kinds` are joined by commas, in the order of the alphabet; `by` and `organisation` say who brought it, `said_entry`
    which entry says what stands here, and `corrected` how often it was put right.
    """

    title = models.CharField(max_length=200)
    kinds = models.CharField(max_length=60)
    says = words_field()
    source = words_field()
    source_url = models.CharField(max_length=500, blank=True)
    territory = models.CharField(max_length=200, blank=True)
    community = models.CharField(max_length=200, blank=True)
    community_organisation = models.CharField(max_length=26, blank=True)
    consent_by = models.CharField(max_length=200, blank=True)
    consent_scope = words_field()
    consent_on = models.DateField(null=True)
    strength = models.CharField(max_length=20)
    why_strength = words_field()
    limits = words_field()
    files = models.JSONField(default=list)
    about = models.JSONField(default=list)
    by = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    said_entry = models.PositiveBigIntegerField()
    corrected = models.PositiveIntegerField(default=0)
    texts = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True)
    retired_entry = models.PositiveBigIntegerField(null=True)
    why_retired = words_field()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="evidence_entry")]

    def __str__(self) -> str:
        return self.title


class Contradiction(ReadModel):
    """That two items do not fit together, and how."""

    first = models.PositiveBigIntegerField()
    second = models.PositiveBigIntegerField()
    says = words_field()
    by = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="contradiction_entry")]

    def __str__(self) -> str:
        return f"{self.first} against {self.second}"


class KnowledgeUsed(ReadModel):
    """On which kinds of knowledge a decision rests, as it was said last; `decision` is the entry that proposed it."""

    decision = models.PositiveBigIntegerField()
    kinds = models.CharField(max_length=60, blank=True)
    evidence = models.JSONField(default=list)
    none_because = words_field()
    by = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="knowledge_used_decision")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.kinds}"
