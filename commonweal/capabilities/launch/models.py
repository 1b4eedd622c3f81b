"""The read model of the launch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Launch(ReadModel):
    """One wording of what was made public; the newest is the one that holds."""

    summary = words_field()
    contact = models.CharField(max_length=200)
    how_to_join = words_field()
    how_to_complain = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="launch_entry")]

    def __str__(self) -> str:
        return self.contact
