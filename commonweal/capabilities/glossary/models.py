"""The read model of the glossary."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Term(ReadModel):
    """A word, from the entry that first flagged it; `folded` finds it again however it is written.

    `definition` is the entry of the meaning proposed last, with its words and names; `adopted_definition` that of the
    one that holds, which stays until another one is adopted.
    """

    word = models.CharField(max_length=80)
    lang = models.CharField(max_length=16)
    folded = models.CharField(max_length=120)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26)
    definition = models.PositiveBigIntegerField(null=True)
    says = words_field()
    names = models.JSONField(default=list)
    defined_by = models.CharField(max_length=26, blank=True)
    defined_at = models.DateTimeField(null=True)
    adopted_definition = models.PositiveBigIntegerField(null=True)
    adopted_says = words_field()
    adopted_entry = models.PositiveBigIntegerField(null=True)
    adopted_at = models.DateTimeField(null=True)
    decision = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "lang", "folded"], name="term_folded")]

    def __str__(self) -> str:
        return self.word


class Flagged(ReadModel):
    """That somebody does not understand a word, or uses it otherwise; `where` is the entry in which she met it."""

    term = models.PositiveBigIntegerField()
    how = models.CharField(max_length=20)
    says = words_field()
    where = models.PositiveBigIntegerField(null=True)
    by = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "term"], name="flagged_term")]

    def __str__(self) -> str:
        return f"{self.term} {self.how}"


class Meaning(ReadModel):
    """What a word means in a sector, as one person said it last."""

    term = models.PositiveBigIntegerField()
    sector = models.CharField(max_length=20)
    says = words_field()
    by = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "term"], name="meaning_term")]

    def __str__(self) -> str:
        return f"{self.term} {self.sector}"


class Answer(ReadModel):
    """What one person said last of a meaning proposed for all: that she accepts it, or what it leaves out."""

    term = models.PositiveBigIntegerField()
    definition = models.PositiveBigIntegerField()
    accepts = models.BooleanField()
    says = words_field()
    by = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "term"], name="answer_term")]

    def __str__(self) -> str:
        return f"{self.definition} {self.accepts}"
