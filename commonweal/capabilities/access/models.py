"""The read model of access: who looked at whose data, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Look(ReadModel):
    """One look at personal data of a person, or one thing done with her account."""

    done = models.CharField(max_length=20)
    person = models.CharField(max_length=26)
    what = models.CharField(max_length=20, blank=True)
    reason = words_field()
    by = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="look_entry")]

    def __str__(self) -> str:
        return f"{self.done} {self.person}"
