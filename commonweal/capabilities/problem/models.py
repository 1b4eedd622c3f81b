"""The read model of problem statements. Words are known by the entry that says them: so any version can be shown."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Problem(ReadModel):
    """A problem statement, by the entry that opened it."""

    title = models.CharField(max_length=200)
    question = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Suggestion(ReadModel):
    """A suggested line, and what became of it. Each wording of a line is one that was taken."""

    problem = models.PositiveBigIntegerField()
    how = models.CharField(max_length=10)
    line = models.CharField(max_length=26)
    base = models.PositiveBigIntegerField(null=True)
    after = models.CharField(max_length=26, blank=True)
    text = words_field()
    why = words_field()
    cites = models.JSONField(default=list)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    settled = models.CharField(max_length=10, blank=True)
    settled_entry = models.PositiveBigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "problem"], name="suggestion_problem")]

    def __str__(self) -> str:
        return f"{self.entry} {self.settled}"


class StatementLine(ReadModel):
    """A line that stands in the working text, by the entry of its wording; one that went has no row."""

    problem = models.PositiveBigIntegerField()
    line = models.CharField(max_length=26)
    order = models.PositiveIntegerField()
    wording = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "problem", "order"], name="line_order")]

    def __str__(self) -> str:
        return f"{self.order} {self.wording}"


class DissentNote(ReadModel):
    """A note of dissent on a line, or on the whole where it names none, with its answer."""

    problem = models.PositiveBigIntegerField()
    line = models.CharField(max_length=26, blank=True)
    note = words_field()
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    answer = words_field()
    answer_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "problem"], name="dissent_problem")]

    def __str__(self) -> str:
        return f"{self.entry}"


class Cause(ReadModel):
    """A cause in the tree: under another, or right under the problem where `under` is empty.

    `goals` are the entries that named the goals which take it up; `aside` says why it is not ours.
    """

    problem = models.PositiveBigIntegerField()
    cause = models.CharField(max_length=26)
    under = models.CharField(max_length=26, blank=True)
    text = words_field()
    cites = models.JSONField(default=list)
    wording = models.PositiveBigIntegerField()
    root = models.BooleanField(default=False)
    goals = models.JSONField(default=list)
    aside = words_field()
    aside_entry = models.PositiveBigIntegerField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "problem"], name="cause_problem")]

    def __str__(self) -> str:
        return self.cause


class CauseWording(ReadModel):
    """One wording of a cause, by its entry, so that older versions can be shown."""

    problem = models.PositiveBigIntegerField()
    cause = models.CharField(max_length=26)
    text = words_field()
    cites = models.JSONField(default=list)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.cause} {self.entry}"


class Version(ReadModel):
    """A version that was presented: its lines and causes as data, and the decision that adopted it."""

    problem = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    causes = models.JSONField(default=list)
    dissent = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    decision = models.PositiveBigIntegerField(null=True)
    adopted_entry = models.PositiveBigIntegerField(null=True)
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "problem"], name="version_problem")]

    def __str__(self) -> str:
        return f"{self.number}"
