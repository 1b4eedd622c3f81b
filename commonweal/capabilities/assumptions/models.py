"""The read model of assumptions. Whether one is overdue follows from the day, so no row changes by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Assumption(ReadModel):
    """Something that partners take for granted, as it stands now; `owner` is the pseudonym of who looks after it.

    `result` is that of the last test since it was last revised, empty where there was none.
    """

    title = models.CharField(max_length=200)
    says = words_field()
    test = words_field()
    confidence = models.CharField(max_length=10)
    due_on = models.DateField()
    owner = models.CharField(max_length=26, blank=True)
    by = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    said_entry = models.PositiveBigIntegerField()
    result = models.CharField(max_length=10, blank=True)
    tested_entry = models.PositiveBigIntegerField(null=True)
    tested_at = models.DateTimeField(null=True)
    given_up_entry = models.PositiveBigIntegerField(null=True)
    last_entry = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="assumption_entry")]

    def __str__(self) -> str:
        return self.title


class Dependence(ReadModel):
    """That an entry depends on an assumption: `by` is who made it, who is asked what becomes of it if that fails."""

    assumption = models.PositiveBigIntegerField()
    dependent = models.PositiveBigIntegerField()
    by = models.CharField(max_length=26, blank=True)
    says = words_field()
    acted_entry = models.PositiveBigIntegerField(null=True)
    acted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "assumption"], name="dependence_assumption")]

    def __str__(self) -> str:
        return f"{self.dependent} on {self.assumption}"


class Turn(ReadModel):
    """One thing that was said about an assumption after it was stated: `what` is the act, without its room."""

    assumption = models.PositiveBigIntegerField()
    what = models.CharField(max_length=20)
    result = models.CharField(max_length=10, blank=True)
    evidence = models.JSONField(default=list)
    says = words_field()
    by = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "assumption"], name="turn_assumption")]

    def __str__(self) -> str:
        return f"{self.assumption} {self.what}"
